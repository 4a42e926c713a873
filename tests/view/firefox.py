"""A page in a real Firefox, asked by its own protocol (Marionette): no driver has to be installed beside it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PREFERENCES = {
    "marionette.port": 0,  # any free one; Firefox writes it into its profile
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}

# In Firefox' own context: keeps what a page asks for (Firefox itself asks as the system) and what it complains of.
WATCH = """
globalThis.asked = [];
globalThis.complaints = [];
const page = (channel) => !channel.loadInfo?.triggeringPrincipal?.isSystemPrincipal;
Services.obs.addObserver({ observe: (subject) => {
  const channel = subject.QueryInterface(Ci.nsIChannel);
  if (page(channel)) globalThis.asked.push(channel.URI.spec);
} }, "http-on-opening-request");
Services.console.registerListener({ observe: (message) => {
  const error = message instanceof Ci.nsIScriptError ? message : null;
  if (error && error.sourceName.startsWith("file:")) globalThis.complaints.push(error.errorMessage);
} });
"""


class Firefox:
    """One window. ``profile`` is an empty folder."""

    def __init__(self, profile) -> None:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        flags = ("--headless", "--marionette", "--remote-allow-system-access", "--no-remote")
        self.process = subprocess.Popen(
            [FIREFOX, *flags, "--profile", profile], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.number = 0
        self.stream = None
        self.stream = self._connected(profile / "MarionetteActivePort")
        self._read()  # a greeting
        self.ask("WebDriver:NewSession", capabilities={})
        self._inside(WATCH)

    def _connected(self, port):
        until = time.monotonic() + 60
        while not (port.is_file() and port.read_text()):
            if time.monotonic() > until or self.process.poll() is not None:
                self.close()
                raise RuntimeError("Firefox did not start")
            time.sleep(0.1)
        with socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=60) as connection:
            return connection.makefile("rwb")  # stays open as long as this does

    def _read(self):
        size = b""
        while not size.endswith(b":"):
            size += self.stream.read(1)
        return json.loads(self.stream.read(int(size[:-1])))

    def ask(self, command, **values):
        """One command; see https://firefox-source-docs.mozilla.org/testing/marionette/."""
        self.number += 1
        message = json.dumps([0, self.number, command, values]).encode()
        self.stream.write(b"%d:%s" % (len(message), message))
        self.stream.flush()
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def _inside(self, script):
        self.ask("Marionette:SetContext", value="chrome")
        values = {"script": script, "args": [], "sandbox": "system", "newSandbox": False}
        try:
            return self.ask("WebDriver:ExecuteScript", **values)["value"]
        finally:
            self.ask("Marionette:SetContext", value="content")

    def open(self, path, fragment=""):
        self.ask("WebDriver:Navigate", url=path.as_uri() + fragment)

    def run(self, script, *values):
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(values))["value"]

    def wait(self, condition):
        until = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < until
            time.sleep(0.05)

    def asked(self):
        """What pages asked of the network since the start."""
        return self._inside("return globalThis.asked")

    def complaints(self):
        return self._inside("return globalThis.complaints")

    def close(self):
        if self.stream:
            self.stream.close()
        self.process.terminate()
        self.process.wait(timeout=30)

"""Pictures of the network page: desktop light and dark, an actor chosen, phone, paper. Writes PNG, and PDF for paper.

PYTHONPATH=. python tests/screenshots.py --out pictures                # of the articles in seeds/
PYTHONPATH=. python tests/screenshots.py --out pictures --page my.html
"""

from __future__ import annotations

import argparse
import struct
import sys
import tempfile
import time
import zlib
from base64 import b64decode
from collections import Counter
from pathlib import Path

from kg import build
from tests.view.browser import Browser

SHOTS = {  # width, height, points of a pixel, colours, what is pressed before
    "network": (1440, 900, 1, "light", "document.querySelector('.most [data-node]').click()"),
    "start-light": (1440, 900, 1, "light", ""),
    "start-dark": (1440, 900, 1, "dark", ""),
    "dark": (1440, 900, 1, "dark", "document.querySelector('.most li:nth-child(3) [data-node]').click()"),
    "table": (1440, 900, 1, "light", "document.getElementById('table-button').click()"),
    "phone": (390, 844, 2, "light", ""),
    "phone-dark": (390, 844, 2, "dark", "document.querySelector('.most [data-node]').click()"),
    "phone-filters": (390, 844, 2, "light", "document.getElementById('filters-button').click()"),
}


def shoot(browser: Browser, page: Path, name: str) -> bytes:
    width, height, scale, scheme, script = SHOTS[name]
    cdp = browser.driver.execute_cdp_cmd
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 500}
    cdp("Emulation.setDeviceMetricsOverride", metrics)
    cdp("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    browser.open(page)
    browser.ready().run(script)
    time.sleep(1)  # until the picture stands
    return b64decode(cdp("Page.captureScreenshot", {"format": "png"})["data"])


def paper(browser: Browser, page: Path) -> bytes:
    """As printed at a desk: the picture keeps the shape that it has on the screen."""
    cdp = browser.driver.execute_cdp_cmd
    cdp("Emulation.clearDeviceMetricsOverride", {})
    browser.open(page)
    browser.ready()
    return b64decode(cdp("Page.printToPDF", {"preferCSSPageSize": True})["data"])


def smaller(png: bytes) -> bytes:
    """The same picture in 256 colours: the most frequent, each other one as its nearest among them."""
    width, height, pixels = _pixels(png)
    counts = Counter(pixels)
    palette = [colour for colour, _ in counts.most_common(256)]
    near = {colour: place for place, colour in enumerate(palette)}

    def nearest(colour: bytes) -> int:
        apart = [sum((a - b) ** 2 for a, b in zip(colour, other, strict=True)) for other in palette]
        return apart.index(min(apart))

    for colour in counts:
        near.setdefault(colour, nearest(colour))
    places = bytes(near[pixel] for pixel in pixels)
    rows = b"".join(b"\0" + places[y * width : (y + 1) * width] for y in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ]
    return png[:8] + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and the red, green and blue of each pixel; of a PNG of 8 bits that is not interlaced."""
    at, packed = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", body[:10])
        packed += body if kind == b"IDAT" else b""
        at += 12 + size
    each = {2: 3, 6: 4}[colour]
    raw, stride = zlib.decompress(packed), width * each
    above = bytearray(stride)
    pixels: list[bytes] = []
    for y in range(height):
        start = y * (stride + 1)
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), above, each)
        pixels += [bytes(above[x : x + 3]) for x in range(0, stride, each)]
    return width, height, pixels


def _unfiltered(kind: int, row: bytearray, above: bytearray, each: int) -> bytearray:
    for i in range(len(row) if kind else 0):
        left = row[i - each] if i >= each else 0
        corner = above[i - each] if i >= each else 0
        guess = (left, above[i], (left + above[i]) // 2, _paeth(left, above[i], corner))[kind - 1]
        row[i] = (row[i] + guess) & 255
    return row


def _paeth(left: int, above: int, corner: int) -> int:
    return min((left, above, corner), key=lambda value: abs(left + above - corner - value))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--page", type=Path, help="a network page; without it, one of the articles in seeds/ is made")
    parser.add_argument("--only", choices=[*SHOTS, "paper"], action="append", help="this one; may be given again")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        page = asked.page or Path(scratch) / "graph.html"
        if not asked.page:
            build("seeds").view(page)
        browser = Browser(Path(scratch) / "profile")
        try:
            for name in asked.only or [*SHOTS, "paper"]:
                on_paper = name == "paper"
                path = asked.out / f"{name}.{'pdf' if on_paper else 'png'}"
                made = paper(browser, page.resolve()) if on_paper else smaller(shoot(browser, page.resolve(), name))
                path.write_bytes(made)
                sys.stdout.write(f"{path}  {len(made) // 1024} KB\n")
        finally:
            browser.driver.quit()


if __name__ == "__main__":
    main()

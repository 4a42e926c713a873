"""Pages of one file: a template, its data and code, and a policy that lets the browser run only that code.

The Content-Security-Policy names the hash of every script and style; nothing else may run, load or connect, and
``trusted-types 'none'`` forbids turning any string into markup or code, in our scripts and in vis-network alike.
"""

from __future__ import annotations

import hashlib
import tomllib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.view.texts import LANGUAGE, texts

__all__ = ["NETWORK", "REPORT", "Html", "Page", "encodable", "environment", "network_page", "report_page"]

NETWORK, REPORT = "network.html.j2", "report.html.j2"
_HERE = Path(__file__).parent
_ASSETS = _HERE / "assets"
_VENDOR = _HERE / "vendor"
_SCRIPTS = (  # one program, in this order
    *("facts.js", "paths.js", "communities.js", "map.js", "layouts.js", "look.js", "lines.js", "vis.js"),
    *("shapes.js", "sigma.js", "picture.js", "panels.js", "explore.js", "labels.js", "ground.js"),
    *("drawing.js", "save.js", "timeline.js", "lanes.js", "chronicle.js"),
    *("filters.js", "search.js", "address.js", "main.js"),
)


class Html(str):
    """A page as text. ``left_out`` says what of its graph it does not show; empty where it shows everything."""

    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a template needs besides its text. ``Markup`` is ours (or escaped by us), everything else is escaped."""

    title: str
    language: str
    texts: Mapping[str, Any]
    policy: str
    style: Markup
    vendored: Markup
    script: Markup
    data: Markup


def environment() -> Environment:
    """The templates, with everything escaped that is not ``Markup``, and no silent blanks for misspelt names."""
    return Environment(
        loader=FileSystemLoader(_ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def network_page(title: str, data: str, language: str = LANGUAGE, *, large: bool = False) -> Page:
    """The frame of the network page. ``data`` is JSON that ``as_json`` has made safe.

    ``large``: with WebGL's engine, too; the other one is for browsers that have no WebGL.
    """
    style, script = _text("base.css") + _text("network.css"), _program()
    library, styles = _libraries("vis-network", *(["sigma"] if large else []))
    return Page(
        title=encodable(title),
        language=language,
        texts=texts(language),
        policy=_policy(scripts=[library, script], styles=[style], more_styles=styles),
        style=Markup(style),
        vendored=Markup(library),
        script=Markup(script),
        data=Markup(data),
    )


def report_page(title: str, language: str = LANGUAGE) -> Page:
    """The frame of the report: no script at all."""
    style = _text("base.css") + _text("report.css")
    none = Markup("")
    policy = _policy(scripts=[], styles=[style])
    return Page(title, language, texts(language), policy, Markup(style), vendored=none, script=none, data=none)


def encodable(text: str) -> str:
    """``text`` with a question mark for each half of a surrogate pair, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _policy(*, scripts: Sequence[str], styles: Sequence[str], more_styles: Sequence[str] = ()) -> str:
    allowed = {
        "default-src": ["'none'"],
        "script-src": [f"'{_hash(script)}'" for script in scripts] or ["'none'"],
        "style-src": [f"'{name}'" for name in (*map(_hash, styles), *more_styles)],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in allowed.items())


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _program() -> str:
    """Our scripts as one block: they see each other, and the window sees none of them.

    What explains them to us stays here: every page would carry it.
    """
    lines = (line.strip() for name in _SCRIPTS for line in _text(name).splitlines())
    code = [line for line in lines if line and not line.startswith("//")]
    return "\n".join(['"use strict";', "{", *code, "}", ""])


@cache
def _libraries(*names: str) -> tuple[str, list[str]]:
    """These of ``vendor`` without their pointers to source maps, and the hashes of the styles that they add."""
    code, styles = [], list[str]()
    for name in names:
        record = tomllib.loads((_VENDOR / name / "vendor.toml").read_text(encoding="utf-8"))
        text = (_VENDOR / name / record["file"]).read_text(encoding="utf-8")
        code.append(text.partition("//# sourceMappingURL=")[0])
        styles += record["styles"]
    return "\n".join(code), styles


@cache
def _text(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")

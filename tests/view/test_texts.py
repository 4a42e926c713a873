"""Every word of the pages stands in a file of its language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Status
from kg.view.texts import SECTIONS, languages, texts

ASSETS = Path("kg/view/assets")


def used(root: Path) -> set[str]:
    """The names of texts that the template and the scripts ask for."""
    scripts = "".join(path.read_text(encoding="utf-8") for path in (root / ASSETS).glob("*.js"))
    template = (root / ASSETS / "network.html.j2").read_text(encoding="utf-8")
    quoted = re.findall(r'"([a-z-]+)"', scripts) + re.findall(r"texts\.(\w+)", scripts)
    return {*quoted, *re.findall(r'text\["([a-z-]+)"\]', template), *re.findall(r"text\.(\w+)", template)}


def test_no_text_is_missing_and_none_is_left_over(root):
    asked = "".join(path.read_text(encoding="utf-8") for path in (root / ASSETS).glob("*.js"))
    said = set(re.findall(r'\b(?:say|parts)\("([a-z-]+)"', asked))
    assert said
    assert said <= texts().keys()
    assert texts().keys() - set(SECTIONS) <= used(root)


def test_the_report_says_all_its_words_and_no_other(root):
    template = (root / ASSETS / "report.html.j2").read_text(encoding="utf-8")
    code = (root / "kg/view/report.py").read_text(encoding="utf-8")
    said = re.findall(r'\bsay\("([a-z-]+)"', template + code) + re.findall(r'_Tile\(.*, "([a-z-]+)"\)', code)
    said += re.findall(r'\bsay\([^)]* else "([a-z-]+)"\)', template + code)
    sections = re.findall(r'\("([a-z]+)", [\w.]+', template)
    assert {*said, *sections} == texts()["report"].keys()
    assert not re.findall(
        r"[A-Z][a-z]+ [a-z]+", re.sub(r"\{[{%#].*?[}%#]\}|<style.*?</style>", "", template, flags=re.S)
    )


def test_every_status_has_words():
    assert texts()["statuses"].keys() == {*Status}


@pytest.mark.parametrize("language", languages())
def test_a_translation_fills_the_same_braces(language):
    def flat(words):
        sections = {f"{name} {key}": text for name in SECTIONS for key, text in words[name].items()}
        return {**{key: text for key, text in words.items() if key not in SECTIONS}, **sections}

    def braces(text: object) -> set[str]:
        forms = text.values() if isinstance(text, dict) else [text]
        return {name for form in forms for name in re.findall(r"\{(\w+)\}", str(form))}

    own, english = flat(texts(language)), flat(texts())
    assert own.keys() == english.keys()
    for key, text in own.items():
        assert braces(text) == braces(english[key]), key


def test_a_language_without_words_is_refused():
    with pytest.raises(UsageError, match=r"'xx'.*en"):
        texts("xx")

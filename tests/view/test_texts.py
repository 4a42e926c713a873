"""Every word of the pages stands in a file of its language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.view.texts import languages, texts

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
    assert texts().keys() <= used(root)


@pytest.mark.parametrize("language", languages())
def test_a_translation_fills_the_same_braces(language):
    def braces(text: object) -> set[str]:
        forms = text.values() if isinstance(text, dict) else [text]
        return {name for form in forms for name in re.findall(r"\{(\w+)\}", str(form))}

    assert texts(language).keys() == texts().keys()
    for key, text in texts(language).items():
        assert braces(text) == braces(texts()[key]), key


def test_a_language_without_words_is_refused():
    with pytest.raises(UsageError, match=r"'xx'.*en"):
        texts("xx")

"""What a language model answered, as proposals: nothing of it is believed yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from kg.errors import ExtractorError
from kg.model import Status

REQUIRED = ("relation", "subject", "object", "evidence")
OPTIONAL = ("words", "status_words", "speaker", "start", "end", "at", "role")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement as a model proposes it: words that it says it copied. ``sentence`` counts from 1; 0: not told."""

    relation: str
    subject: str
    object: str
    evidence: str
    sentence: int = 0
    status: Status = Status.ASSERTED
    words: str | None = None
    status_words: str | None = None
    speaker: str | None = None
    start: str | None = None
    end: str | None = None
    at: str | None = None
    role: str | None = None


def proposals(content: str) -> list[Any]:
    """The list of an answer, whatever its items are. Text around the JSON object, such as a code fence, is let be.

    :raises ExtractorError: there is no such list
    """
    try:
        value = json.loads(content[content.index("{") : content.rindex("}") + 1])
    except (ValueError, RecursionError):
        value = None
    found = value.get("statements") if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise ExtractorError("the language model's answer is not the JSON asked for; try again, or another model")
    return found


def proposal(value: object) -> Proposal | None:
    """One item as a proposal; None where it has not the form that was asked for. Unknown keys are let be."""
    if not isinstance(value, dict):
        return None
    required: dict[str, Any] = {name: value.get(name) for name in REQUIRED}
    optional: dict[str, Any] = {name: value.get(name) for name in OPTIONAL}
    sentence, status = value.get("sentence") or 0, value.get("status") or Status.ASSERTED.value
    if (
        not all(isinstance(text, str) and text.strip() for text in required.values())
        or not all(text is None or isinstance(text, str) for text in optional.values())
        or type(sentence) is not int
        or status not in [one.value for one in Status]
    ):
        return None
    return Proposal(**required, **optional, sentence=sentence, status=Status(status))

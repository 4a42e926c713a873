"""YAML files, read by libyaml where PyYAML has it: tens of files are read before the first article, and PyYAML's own
parser takes ten times as long.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["YAMLError", "read"]

YAMLError = yaml.YAMLError

_VALUES: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(path: Path, *, as_words: bool = False) -> Any:
    """What the file holds.

    :param as_words: every scalar is text, so that the preposition "on" does not turn into a truth value
    :raises OSError: it cannot be opened
    :raises UnicodeError: it is not UTF-8
    :raises YAMLError: it is not YAML
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_WORDS if as_words else _VALUES)

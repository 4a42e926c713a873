"""What the pipeline works with."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from kg import pipeline
from kg.errors import LanguageError


def test_a_pipeline_that_does_not_parse_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(LanguageError, match="bare: has no dependency parser"):
        pipeline.tools(model=str(tmp_path / "bare"))

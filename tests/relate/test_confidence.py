"""Raw confidence made to mean a share that is right."""

from __future__ import annotations

import pytest

from kg.relate.confidence import calibrated


@pytest.mark.parametrize("raw", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_it_is_a_probability(raw):
    assert 0 < calibrated(raw) < 1


def test_who_is_surer_before_is_surer_after():
    shares = [calibrated(raw / 10) for raw in range(1, 10)]
    assert shares == sorted(shares)

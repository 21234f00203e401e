from __future__ import annotations

import pytest

from causelist.cases import measuring
from causelist.cases.documents import pdf


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_long_decision_is_measured_step_by_step(language: str) -> None:
    made = measuring.publication(language)
    assert made.passages > 100
    assert made.total > 0
    assert (made.pdf is not None) == pdf.available()
    assert not pdf.available() or made.size > 10_000

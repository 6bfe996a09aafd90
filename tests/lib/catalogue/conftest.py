"""The catalogue with made-up measures."""

from collections.abc import Iterator

import pytest

from lib.catalogue.measures import MEASURES
from tests.lib.catalogue.made_up import MEAN, NEW


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for measure in (NEW, MEAN):
        monkeypatch.setitem(MEASURES, measure.key, measure)
    yield

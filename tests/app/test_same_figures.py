"""A reader of this version and of the release before, side by side, finds no changed number."""

import json
from collections import Counter

from tests.app.figures import GOLDEN, collected


def test_every_figure_of_every_page_is_that_of_the_release_before() -> None:
    before = {name: Counter(numbers.split()) for name, numbers in json.loads(GOLDEN.read_text()).items()}
    now = {name: Counter(numbers) for name, numbers in collected()}
    assert list(now) == list(before) and all(sum(numbers.values()) > 10 for numbers in now.values())
    assert {name: (before[name] - now[name], now[name] - before[name]) for name in now if now[name] != before[name]} == {}

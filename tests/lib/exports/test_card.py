"""The picture that mail and chat show of a link."""

import struct

import pytest

from lib.exports.card import card
from lib.findings.asked import asked
from lib.findings.reader import VIEWS
from tests.bundled import HERE, moving


@pytest.mark.parametrize("stem", VIEWS)
def test_it_is_a_png_of_the_size_that_they_want_and_always_the_same(stem: str) -> None:
    shown = VIEWS[stem].read(HERE, asked(HERE, {}))
    made = card(HERE.tables, shown)
    assert made.startswith(b"\x89PNG") and struct.unpack(">II", made[16:24]) == (1200, 630)
    assert len(made) < 300_000 and made == card(HERE.tables, shown)


def test_a_name_with_the_longest_words_and_signs_of_formulas_is_drawn() -> None:
    wanted = asked(HERE, {"name": ["$\\frac{1}{" + "w" * 70], "moves": [_moves()]})
    assert card(HERE.tables, VIEWS["reallocate"].read(HERE, wanted)).startswith(b"\x89PNG")


def _moves() -> str:
    from lib.scenarios.link import moves

    return moves(moving().levers.changes)

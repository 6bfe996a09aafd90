"""What a pack says in the words of whom it is for, and what its author wrote in it."""

from dataclasses import fields, is_dataclass

import pandas as pd
import pytest

from lib.findings.own_words import NAME, REASON
from lib.findings.pack import ASKED, WHOM, Pack, collect
from lib.findings.pack_pages import PAGES
from lib.scenarios.record import Scenario
from tests.bundled import FILTERS, HERE, PLACE, moving
from tests.lib.exports.packs import ON

NAMES = (
    "a",
    "phi",
    "points",
    "SCV",
    "the rate",
    "children",
    "95% interval",
    "2 points to us",
    "(.*",
)
OWN = "Zzyzx"  # stands in no sentence of the dashboard


def packed(scenario: Scenario, asked: str = "", whom: str = "") -> Pack:
    return collect(
        HERE,
        scenario,
        FILTERS,
        audience="councillors",
        districts=[],
        parts=list(PAGES),
        made_on=ON,
        link="https://dashboard.example/reallocate",
        asked=asked,
        whom=whom,
    )


def texts(of: object) -> list[str]:
    """Every text of a record and of those in it."""
    if isinstance(of, str):
        return [of]
    if isinstance(of, pd.DataFrame):
        return [str(cell) for cell in [*of.columns, *of.to_numpy().ravel()]]
    if isinstance(of, dict):
        return texts(list(of.values()))
    if isinstance(of, tuple | list):
        return [text for one in of for text in texts(one)]
    return texts([getattr(of, f.name) for f in fields(of)]) if is_dataclass(of) else []


def said(pack: Pack) -> list[str]:
    return texts([pack.every, pack.plain_words, pack.quality, pack.assumptions, pack.stamp()])


@pytest.fixture(scope="module")
def usual() -> list[str]:
    return said(packed(moving(name=OWN, reason=OWN)))


@pytest.mark.parametrize("name", [*NAMES, PLACE.level.one if PLACE.level else "x", NAME + REASON])
def test_a_name_stands_as_it_was_written_and_changes_no_word_around_it(
    usual: list[str], name: str
) -> None:
    """The law: another name, and nothing else is another."""
    assert said(packed(moving(name=name, reason=name))) == [t.replace(OWN, name) for t in usual]


def test_the_words_around_it_are_a_councillors(usual: list[str]) -> None:
    named = " ".join(text for text in usual if OWN in text)
    assert "depending on what is assumed" in named and "(A1" not in named


def test_what_is_asked_and_of_whom_is_what_can_be_printed_on_one_line() -> None:
    made = packed(
        moving(), asked="Agree\x00 to\u202e it\n now\x1b ", whom="\u2066Ann\x07\tWriter\ud800"
    )
    assert (made.asked, made.whom) == ("Agree to it now", "Ann Writer")


def test_what_is_asked_is_no_longer_than_a_page_lets_it_be() -> None:
    made = packed(moving(), asked="x" * 10_000, whom="y" * 10_000)
    assert (len(made.asked), len(made.whom)) == (ASKED, WHOM)

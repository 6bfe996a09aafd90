"""The districts from highest to lowest, as bars and as a table in words."""

from dataclasses import dataclass

import pandas as pd

from lib import spread_words, words
from lib.figures.measured import ties
from lib.findings.access import Access
from lib.findings.beside import against_nation, beside
from lib.findings.context import Context
from lib.findings.filters import Filters

RATE_FROM = "Rate from"


def bars(view: Access, filters: Filters) -> pd.DataFrame:
    """A row a district that has a figure, ties beside one another: area_code, label, value, lower,
    upper (the published rate's 95%), wide_lower, wide_upper (the district's by itself), text, rank,
    source, chosen, said, level."""
    measured, districts = view.measured, view.measured.districts
    value, name = districts.value, view.areas.name
    by_itself = districts if view.known is None else view.known
    frame = pd.DataFrame(
        {
            "area_code": value.index,
            "label": name,
            "value": value,
            "lower": districts.lower,
            "upper": districts.upper,
            "wide_lower": by_itself.lower,
            "wide_upper": by_itself.upper,
            "text": [measured.indicator.say(v) for v in value],
            "rank": view.rank,
            "source": view.rate_from,
            "chosen": value.index == filters.district,
            "said": [f"{name[code]}: {words.rate(measured, value[code])}" for code in value.index],
        }
    )
    level = value.groupby(ties(measured)).transform("mean")
    return (
        frame[value.notna()]
        .assign(level=level)
        .sort_values(["level", "label"], ascending=[False, True])
    )


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The ranked bar: districts from highest to lowest.

    Attributes
    ----------
    frame
        In words, districts from highest to lowest, then totals and what stands beside them.
    codes
        The area_code of each row; None of a total.
    text_columns
        How many from the left hold words.
    """

    frame: pd.DataFrame
    codes: list[str | None]
    text_columns: int


def ranking(context: Context, view: Access, filters: Filters) -> Ranking:
    """The same figures as the bars, in words."""
    measured = view.measured
    called = view.areas.noun.heading
    by_itself = f"{called} by itself, 95%"
    order = [str(code) for code in _by_value(view)]
    totals = [*_totals(view), *_beside(context, view, filters)]
    frame = pd.DataFrame(
        [_row(view, code) for code in order]
        + [(name, "", "", "", text, "", "") for name, text in totals],
        columns=[
            called,
            "Partnership",
            RATE_FROM,
            "Rank",
            measured.indicator.unit,
            "Published rate, 95%",
            by_itself,
        ],
    )
    against = against_nation(context, view, filters)
    if against is not None:
        stands = [*against.words[order], *[""] * len(totals)]
        frame.insert(list(frame.columns).index("Rank"), f"Beside {against.name}", stands)
    if measured.level == "part":
        frame = frame.rename(columns={RATE_FROM: f"{RATE_FROM} {measured.nouns.one}"})
    else:
        frame = frame.drop(columns=[RATE_FROM, by_itself]).rename(
            columns={"Published rate, 95%": "95% interval"}
        )
    return Ranking(
        frame=frame,
        codes=[*order, *([None] * len(totals))],
        text_columns=list(frame.columns).index("Rank"),
    )


def _by_value(view: Access) -> pd.Index:
    return view.measured.districts.value.sort_values(ascending=False, kind="stable").index


def _row(view: Access, code: str) -> tuple[str, ...]:
    measured, areas = view.measured, view.areas
    return (
        areas.name[code],
        areas.partnership[code] + (" †" if areas.indicative[code] else ""),
        view.rate_from[code],
        view.rank[code],
        measured.indicator.say(measured.districts.value[code]),
        words.interval(measured, code),
        spread_words.wide_interval(measured, view.known, code),
    )


def _totals(view: Access) -> list[tuple[str, str]]:
    """Each partnership and the whole, with whose figure they leave out."""
    measured, areas = view.measured, view.areas
    partnerships = [
        (
            f"{name} partnership{words.without(measured, areas, areas.partnership == name)}",
            measured.indicator.say(value),
        )
        for name, value in measured.partnerships.items()
    ]
    whole = f"{measured.place.name}{words.without(measured, areas)}"
    return [*partnerships, (whole, measured.indicator.say(measured.districts.overall))]


def _beside(context: Context, view: Access, filters: Filters) -> list[tuple[str, str]]:
    say = view.measured.indicator.say
    return [(one.name, say(one.value)) for one in beside(context, view, filters)]

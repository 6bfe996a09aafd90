"""The four-year transfer to services to 25: what each year reaches and costs, and what each
assumption is worth (docs/methods.md 19)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import transition_words, words
from lib.catalogue.transition import ASSUMED
from lib.errors import BadLever
from lib.findings.cliff import young
from lib.findings.context import Context
from lib.findings.staged import StageBars
from lib.findings.tiles import Tile
from lib.model.ages import ADULT
from lib.model.reallocation import ROUNDING
from lib.scenarios import assumed, plan, transfer
from lib.scenarios.record import Scenario
from lib.scenarios.transfer import Path, Young
from lib.sources import Tables
from lib.transition_words import SURVEYS, about, short


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """What services to 25 come to.

    Attributes
    ----------
    moved
        Whether any lever is; else what it would take to reach them as those under 18 are.
    held
        Whether a survey asks those of 18 and over.
    rows
        A row a year of the transfer: label (the year), share (in 100), in_need, reached, pounds,
        more (pounds on the year before), text.
    paid
        The label of the year that the budget pays for.
    fault
        Why the rest of the budget cannot be worked out; "" where it can.
    """

    message: str
    more: str
    tiles: tuple[Tile, ...]
    rows: pd.DataFrame
    paid: str
    moved: bool
    held: bool
    fault: str = ""

    @property
    def table(self) -> pd.DataFrame:
        rows = self.rows
        return pd.DataFrame(
            {
                "Contract year": rows.label,
                "In need, 18 and over": [about(n) for n in rows.in_need],
                "Reached, in 100": [f"{share:.1f}" for share in rows.share],
                "Reached": [about(n) for n in rows.reached],
                "Pounds a year": [words.pounds(p) for p in rows.pounds],
                "On the year before": [words.signed(words.pounds(p)) for p in rows.more],
            }
        )

    @property
    def alt(self) -> str:
        return "; ".join(f"{row.label}: {row.text}" for row in self.rows.itertuples())

    @property
    def staged(self) -> StageBars:
        rows = self.rows
        return StageBars(
            rows=pd.DataFrame(
                {
                    "label": rows.label,
                    "value": rows.pounds / 1e6,
                    "lower": np.nan,
                    "upper": np.nan,
                    "text": [words.pounds(p) for p in rows.pounds],
                }
            ),
            marked=(self.paid,),
            line=None,
            unit="£m a year for ages 18 to 25",
            alt=self.alt,
        )


def at_todays_rate(here: Young, year: int) -> tuple[float, float]:
    """People and pounds a year were those of 18 and over reached as those under 18 are."""
    in_need = here.adults(transfer.ahead(here, year)).sum()
    reached = here.service.access * in_need
    return float(reached), float(here.service.pounds(np.array(reached), np.array(in_need)))


def transferred(context: Context[Tables], scenario: Scenario) -> Transfer:
    """The years of the transfer of a scenario, and what is left of the budget in the one that it
    pays for."""
    here, levers = young(context, scenario), scenario.transition
    path, moved = transfer.path(here, scenario), bool(levers.access or levers.moves)
    last, end = max(here.rates.adult, default=ADULT - 1), levers.starts + transfer.YEARS - 1
    spend = float(context.today(scenario.basis, scenario.weighted, scenario.shared_by).pounds.sum())
    people, pounds = at_todays_rate(here, end)
    under, older = SURVEYS[transfer.surveyed(scenario.basis)], here.rates.survey[ADULT]
    usual = transition_words.at_todays_rate(
        end, 100 * here.service.access, under, people, pounds, 100 * pounds / spend, last
    )
    unlike = transition_words.unlike(under, SURVEYS.get(older, under))
    paid = levers.starts + levers.paid - 1
    of_paid = float(path.pounds[levers.paid - 1])
    rest, fault = _rest(context, scenario, paid, of_paid) if moved else ("", "")
    held = bool(here.rates.adult)
    message = "Nothing is moved yet, so nothing is spent."
    if moved:
        ends = (path.share[-1] * 100, path.reached[-1], path.pounds[-1])
        message = transition_words.transfer(levers.starts, end, *map(float, ends))
    missing = transition_words.missing(last, 25)
    return Transfer(
        message=message if held else missing,
        more=words.joined(filter(None, [rest, usual, unlike, missing])) if held else "",
        tiles=_tiles(here, scenario, path, spend),
        rows=_rows(path),
        paid=str(paid),
        moved=moved,
        held=held,
        fault=fault,
    )


def _rest(
    context: Context[Tables], scenario: Scenario, paid: int, pounds: float
) -> tuple[str, str]:
    """What the rest of the budget reaches, in a sentence; or why that cannot be worked out."""
    today, area = context.today_of(scenario), context.tables.areas.noun
    try:
        outcome = plan.outcome(scenario, plan.response(scenario, today, area))
    except BadLever as fault:
        return "", str(fault.naming(context.tables.areas.name))
    reached = (float(outcome.treated_after.sum()), float(outcome.treated_before.sum()))
    others = sum(today.set_aside.values()) - pounds
    others = others if others >= ROUNDING else 0.0
    sentence = transition_words.set_aside(paid, pounds, others, *reached)
    return context.tables.place.say(sentence), ""


def _rows(path: Path) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "label": [str(year) for year in path.year],
            "share": 100 * path.share,
            "in_need": path.in_need,
            "reached": path.reached,
            "pounds": path.pounds,
            "more": np.diff(path.pounds, prepend=0.0),
        }
    )
    text = [
        f"{words.pounds(row.pounds)} for {about(row.reached)} people" for row in rows.itertuples()
    ]
    return rows.assign(text=text)


def _tiles(here: Young, scenario: Scenario, path: Path, spend: float) -> tuple[Tile, ...]:
    i = scenario.transition.paid - 1
    year, service = str(path.year[i]), here.service
    under = SURVEYS[transfer.surveyed(scenario.basis)]
    each = path.pounds[i] / path.reached[i] if path.reached[i] else service.unit
    return (
        Tile(
            label="This budget pays",
            value=words.pounds(path.pounds[i]),
            note=f"a year, {year}; {100 * path.pounds[i] / spend:.0f}% of today's spend",
        ),
        Tile(
            label="Reached", value=about(path.reached[i]), note=f"aged 18 to 25, {year}; modelled"
        ),
        Tile(
            label="In 100 in need",
            value=f"{100 * path.share[i]:.1f}",
            note=f"under 18 today {100 * service.access:.1f}, by the {short(under)}",
        ),
        Tile(label="For one person", value=f"£{each:,.0f}", note="a year (A2, A3, A16)"),
    )


def spent(here: Young, scenario: Scenario) -> float:
    """Pounds a year that the tornado is of: those of the year that is paid for; where nothing is
    moved, of reaching them as those under 18 are."""
    levers = scenario.transition
    if levers.access or levers.moves:
        return float(transfer.path(here, scenario, (levers.paid - 1,)).pounds[0])
    return at_todays_rate(here, levers.starts + transfer.YEARS - 1)[1]


def left_without(here: Young, scenario: Scenario) -> float:
    """Those who leave a children's service at 18 in the first contract year and do not move on, as
    A14 has it."""
    levers = scenario.transition
    left = transfer.leaving(here, scenario, transfer.ahead(here, levers.starts))
    return float(np.nansum(left) * (1 - levers.moves_on / 100))


def swings(context: Context[Tables], scenario: Scenario) -> pd.DataFrame:
    """One assumption at a time to its ends, or through its choices, the widest first: assumption,
    low, high (pounds a year), said, fewest, most (left without a service at 18)."""
    declared, known = context.tables.assumptions, context.spending().by_area is not None
    at_ends = assumed.ends(scenario, declared, known) | _own_ends(scenario, declared)
    rows = []
    for assumption, ends in at_ends.items():
        each = [scenario, *(other for _, other in ends)]
        people = [(young(context, one), one) for one in each]
        pounds, left = [spent(*one) for one in people], [left_without(*one) for one in people]
        said = f"{ends[0][0]} to {ends[-1][0]}" if len(ends) == 2 else ", ".join(e for e, _ in ends)
        rows.append((assumption, min(pounds), max(pounds), said, min(left), max(left)))
    columns = ["assumption", "low", "high", "said", "fewest", "most"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame[(frame.high - frame.low > 1) | (frame.most - frame.fewest > 0.5)]
    width = (frame.high - frame.low).sort_values(ascending=False, kind="stable")
    return frame.loc[width.index].reset_index(drop=True)


def _own_ends(scenario: Scenario, declared: dict) -> dict[str, list[tuple[str, Scenario]]]:
    at_ends = {}
    for assumption in ASSUMED:
        record = declared[assumption.id]
        for setting in assumption.settings:
            values = [*setting.labels] or [record["low"], record["high"]]
            at_ends[setting.words] = [
                (setting.labels.get(str(value), f"{value}"), scenario.having(setting.where, value))
                for value in values
            ]
    return at_ends


def swings_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The same in words."""
    return pd.DataFrame(
        {
            "One assumption at a time": frame.assumption,
            "From, to": frame.said,
            "Pounds a year": [
                f"{words.pounds(row.low)} to {words.pounds(row.high)}" for row in frame.itertuples()
            ],
            "Left without at 18": [
                f"{about(row.fewest)} to {about(row.most)}" for row in frame.itertuples()
            ],
        }
    )

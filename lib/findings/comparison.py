"""Scenarios side by side: what each does, against the first, and where their levers differ."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from lib import budget_words, lever_words, outcome_words, span_words, spread_words, words
from lib.errors import BadLever, BadScenario
from lib.findings.by_district import MapOfOutcome
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.outcome import Result, work_out
from lib.model.need import has_standard
from lib.place.areas import Areas
from lib.place.nouns import Level
from lib.scenarios import plan
from lib.scenarios.record import Scenario, from_json
from lib.scenarios.store import Kept

TODAY, SLIDERS = "today", "sliders"  # what can be compared beside saved scenarios
ON_SLIDERS = "On the sliders now"
MOST = 4  # side by side
UNLIKE = (
    "These scenarios estimate need in different ways, so their access rates do not compare like"
    " with like."
)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What can be compared, and what it is called."""

    label: str
    scenario: Scenario


def labels(kept_ones: Iterable[Kept], sliders: str = "") -> dict[str, str]:
    """Of what can be compared: today, what is on the sliders, and every saved scenario by its id;
    of two that are called alike the later has a stroke. sliders: the label of what is on them; ""
    where nothing is."""
    called = {TODAY: "Today"} | ({SLIDERS: sliders} if sliders else {})
    for one in kept_ones:
        label = one.name
        while label in called.values():
            label += "′"
        called[one.id] = label
    return called


def comparable(
    kept_ones: Iterable[Kept], on_sliders: Candidate | None, areas: Areas
) -> dict[str, Candidate]:
    """Today, what is on the sliders where something is, and every saved scenario that can be read,
    by the key that an address has."""
    every, sliders = list(kept_ones), ""
    scenarios = {TODAY: Scenario(name="Today")}
    if on_sliders is not None:
        sliders, scenarios[SLIDERS] = on_sliders.label, on_sliders.scenario
    for one in every:
        try:
            scenarios[one.id] = from_json(one.body, areas.order, areas.noun)
        except BadScenario:
            continue  # the list of saved ones says why it cannot be opened
    return {
        key: Candidate(label=label, scenario=scenarios[key])
        for key, label in labels(every, sliders).items()
        if key in scenarios
    }


def plans_first(every: Mapping[str, Candidate]) -> list[str]:
    """Their keys: plans of a year, the newest first; then what is on the sliders, today, and the
    other saved ones."""
    before = {SLIDERS: 2, TODAY: 1}
    return sorted(
        every, key=lambda key: (every[key].scenario.plan_year, before.get(key, 0)), reverse=True
    )


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """results: by the label of each scenario that can be worked out, the first to compare with.
    faults: why the others cannot."""

    results: dict[str, Result]
    faults: dict[str, str]

    @property
    def message(self) -> str:
        return outcome_words.compared_sentence(
            [(label, result.outcome) for label, result in self.results.items()], self.areas.many
        )

    @property
    def areas(self) -> Level:
        """What the areas are called."""
        return next(iter(self.results.values())).areas.noun

    @property
    def alike(self) -> bool:
        """Whether all estimate need in one way, so that their rates compare like with like."""
        return (
            len(
                {
                    (result.scenario.basis, result.scenario.weighted)
                    for result in self.results.values()
                }
            )
            == 1
        )


def comparison(context: Context, scenarios: Mapping[str, Scenario], filters: Filters) -> Comparison:
    """Each scenario on today's data."""
    results, faults = {}, {}
    for label, scenario in scenarios.items():
        try:
            results[label] = work_out(context, scenario, filters)
        except (BadLever, BadScenario) as fault:
            faults[label] = str(fault)
    return Comparison(results=results, faults=faults)


def outcomes(compared: Comparison) -> pd.DataFrame:
    """Each outcome in words, a scenario a column, with its difference from the first."""
    first = next(iter(compared.results.values()))

    def against(row: Result, value: float, other: float, form: str) -> str:
        return f"{value:{form}}" if row is first else f"{value:{form}} ({value - other:+{form}})"

    def children_of(row: Result) -> str:
        reached = words.children(row.outcome.treated_after.sum())
        more = words.signed(
            words.children(row.outcome.treated_after.sum() - first.outcome.treated_after.sum())
        )
        return reached if row is first else f"{reached} ({more})"

    def reaching(row: Result) -> str:
        if not has_standard(row.scenario.basis, row.scenario.weighted):
            return "no standard on this need basis"
        return spread_words.reach_words(row.reach_after, row.scenario.standard, row.areas.noun)

    lines: dict[str, Callable[[Result], str]] = {
        "Children reached a year": children_of,
        "Children gained on today, 95% interval": lambda row: words.between(
            row.sure.gained_low, row.sure.gained_high
        ),
        f"Children gained over the {span_words.CHOICES}": lambda row: span_words.over(
            row.span.gained
        ),
        f"{compared.areas.headings} at the standard": reaching,
        "Highest to lowest, times": lambda row: against(
            row, row.outcome.ratio_after, first.outcome.ratio_after, ".2f"
        ),
        "Spread (CV)": lambda row: against(
            row, row.outcome.cv_after, first.outcome.cv_after, ".3f"
        ),
        "Chance the gap narrows": lambda row: words.chance(row.sure.narrows),
        "Budget": lambda row: words.pounds(row.outcome.whole),
        "Pounds": lambda row: budget_words.budget_sentence(row.outcome),
    }
    rows = [
        (label, *(say(row) for row in compared.results.values())) for label, say in lines.items()
    ]
    return pd.DataFrame(rows, columns=["Outcome", *compared.results])


def access_after(compared: Comparison) -> pd.DataFrame:
    """Children reached in 100 in need by district, a scenario a column, with the difference from
    the first."""
    first, *others = compared.results.values()
    start = first.outcome.access_after
    rows = [
        (
            first.areas.name[code],
            f"{start[code]:.1f}",
            *(
                f"{row.outcome.access_after[code]:.1f}"
                f" ({row.outcome.access_after[code] - start[code]:+z.1f})"
                for row in others
            ),
        )
        for code in first.areas.order
    ]
    return pd.DataFrame(rows, columns=[compared.areas.heading, *compared.results])


def map_after(compared: Comparison, label: str, order: list[str], unit: str) -> MapOfOutcome:
    """Access after one of them, over every district of an order."""
    value = compared.results[label].outcome.access_after.reindex(order)
    return MapOfOutcome(
        value=value,
        text=[words.rate_in_100(rate) for rate in value],
        message=f"{label}: from {value.min():.1f} to {value.max():.1f} {unit}.",
    )


def differences(context: Context, compared: Comparison) -> pd.DataFrame:
    """Lever by lever, where they differ; empty where none does."""
    areas, place = context.tables.areas, context.tables.place
    differ = plan.differences([row.scenario for row in compared.results.values()])
    rows = [
        (
            lever_words.lever(key, areas, place),
            *(lever_words.lever_value(key, value, areas) for value in values),
        )
        for key, values in differ
    ]
    return pd.DataFrame(rows, columns=["Lever or assumption", *compared.results])

"""What is assumed, and how counts and spend are known, under one scenario."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib import words
from lib.catalogue.assumptions import ASSUMPTIONS, UNUSED, of_kind, settings
from lib.findings.access import Access
from lib.findings.context import Context
from lib.model.need import BASES
from lib.scenarios import offers
from lib.scenarios.record import Scenario


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """An assumption of the model: its id, title, value as used here, range and why."""

    key: str
    title: str
    value: str
    span: str
    why: str


def assumptions(context: Context, scenario: Scenario) -> tuple[Assumption, ...]:
    """Each assumption with the value this scenario gives it; those of other pages than Reallocate
    where the scenario uses their levers."""
    declared, say = context.tables.assumptions, context.tables.place.say
    holds = {
        "spend shared out": context.spending().by_area is None,
        "need surveyed": not BASES[scenario.basis].standard,
        "offers to groups": bool(offers.seen(scenario)),
        "counts shared out": context.counts_apportioned(),
    }
    values = {key: scenario.at(setting.where) for key, setting in settings().items()}
    values |= {choice.key: choice.labels[values[choice.key]] for choice in of_kind("choice")}
    used = {
        key: say(a.in_words).format(**values) if holds.get(a.of, True) else say(UNUSED[a.of])
        for key, a in ASSUMPTIONS.items()
    }
    spans = {
        key: f"{a['low']} to {a['high']}" if "low" in a else "a choice"
        for key, a in declared.items()
    }
    asked = {
        key: a
        for key, a in declared.items()
        if (key != "A5" or context.tables.place.level) and _in_use(key, scenario)
    }
    return tuple(
        Assumption(key=key, title=a["title"], value=used[key], span=spans[key], why=a["why"])
        for key, a in asked.items()
    )


def _in_use(key: str, scenario: Scenario) -> bool:
    """Whether an assumption has a part in what the scenario comes to: of another page's, whether
    its levers stand anywhere but where they begin."""
    sections = {one.where[:1] for one in ASSUMPTIONS[key].settings if one.elsewhere}
    return not sections or any(scenario.at(at) != Scenario().at(at) for at in sections)


def declared(context: Context) -> pd.DataFrame:
    """Every assumption as data/assumptions.toml declares it, in words."""
    level = context.tables.place.level
    rows = [
        (
            key,
            record["title"],
            _declared_value(record),
            _declared_span(record),
            record["unit"],
            record["why"],
            record["source"],
        )
        for key, record in context.tables.assumptions.items()
        if key != "A5" or level
    ]
    columns = ["Id", "Assumption", "Value", "Range", "Unit", "Why", "Source"]
    return pd.DataFrame(rows, columns=columns)


def _declared_value(record: dict[str, Any]) -> Any:
    """Its value; of one that has several, each by name."""
    if "value" in record:
        return record["value"]
    if "services" in record:
        return "; ".join(
            f"{service['label']} {service['spend_share']:.0%} of spend,"
            f" {service['reached_share']:.0%} of children"
            for service in record["services"].values()
        )
    numbers = {name: value for name, value in record.items() if isinstance(value, int | float)}
    return "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in numbers.items())


def _declared_span(record: dict[str, Any]) -> str:
    if "low" in record:
        return f"{record['low']} to {record['high']}"
    return ", ".join(record.get("options", [])) or "see data/assumptions.toml"


def quality(context: Context, of: Access) -> tuple[str, ...]:
    """How counts and spend are known, and what no figure here says."""
    measured, spent = of.measured, context.spending()
    area = measured.place.area
    if measured.level == "part":
        nouns = measured.nouns
        parts = f"{words.number(len(measured.parts.value))} {nouns.long or nouns.many}"
        counts = (
            f"No service count is published by {area.one}: counts for {parts} are shared among"
            f" {area.many} by children. {area.headings} of one {nouns.one} show one rate and"
            " are ties."
        )
    else:
        counts = (
            f"Service counts by {area.one} were brought in by the partnership."
            f" {words.caution(measured, of.areas)}"
        )
    if spent.by_area is not None:
        money = (
            f"Spend by {area.one} was brought in by the partnership ({spent.period}); its split by"
            f" service is taken to be the same in every {area.one} (A2)."
        )
    else:
        money = (
            f"Spend is published for {measured.place.name} only; its split by {area.one} and by"
            " service is assumed (A1, A2)."
        )
    return (
        counts,
        money,
        f"Counts are for {measured.period}, spend for {spent.period}, children of"
        f" {measured.children}.",
        "A contact is not an outcome: the model counts children reached, not children helped.",
        *filter(None, [measured.unverified]),
    )

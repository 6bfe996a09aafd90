"""What a reader's link asks for, and in sentences what of it could not be used: read against the
deployment's own data, without a session."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.errors import BadScenario, NotMeasured
from lib.figures.kinds import from_counts
from lib.figures.measured import offered, periods
from lib.findings import comparison
from lib.findings.comparison import SLIDERS, TODAY, Candidate
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.pack import ASKED, WHOM
from lib.place.areas import listed
from lib.scenarios import ends, link, looks, standing
from lib.scenarios.record import Scenario
from lib.scenarios.slider import UNITS
from lib.scenarios.store import Kept
from lib.sources import SafeTables

OF_UPLOADS = (
    "This address was made on figures that someone uploaded. They are in no link, so the"
    " deployment's own are shown here"
)


UNNAMED = "The scenario of this link"
MOST_CHOSEN = {"compare": comparison.MOST}
WORDS = {"decision": ASKED, "whom": WHOM}  # somebody's own: how many characters


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A figure of a period, or a scenario, and the area to read about.

    Attributes
    ----------
    indicator, period
        Of the access map.
    measure
        Of what is unequal.
    compared
        Scenarios side by side.
    packed, planned
        That of the meeting pack, and that which is held against what happened.
    decision, whom
        What the pack asks for, and who answers questions.
    faults
        What of the link could not be used, in sentences without their stop.
    """

    scenario: Scenario
    filters: Filters
    indicator: str
    period: str
    measure: str
    packed: Candidate
    planned: Candidate
    decision: str = ""
    whom: str = ""
    compared: tuple[Candidate, ...] = ()
    faults: tuple[str, ...] = ()


def asked(
    context: Context[SafeTables],
    sent: Mapping[str, list[str]],
    elsewhere: Collection[str] = (),
    saved: Iterable[Kept] | None = None,
) -> Asked:
    """elsewhere: parameters of the dashboard that a reader's page has no use for. saved: the
    scenarios that whoever asks may compare, where that is what is asked for."""
    place = context.linked()
    of_scenario, others = link.parted(sent, place)
    scenario, settings, faults = _scenario(context, of_scenario)
    comparable = comparison.comparable(saved or (), _of_link(scenario), context.tables.areas)
    choices = _labels(context) | {"period": _periods(context)}
    if saved is not None:
        labels = {key: one.label for key, one in comparable.items()}
        choices |= {"compare": labels, "pack": labels, "plan": labels}
    unused = {*elsewhere, link.DATA} - choices.keys() - WORDS.keys()
    looked = looks.read(
        {name: values for name, values in others.items() if name not in unused},
        lambda name: (
            looks.Choices(
                labels=choices.get(name, {}),
                most=MOST_CHOSEN.get(name, 1),
                longest=WORDS.get(name, 0),
            )
            if name in choices or name in WORDS
            else None
        ),
    )
    faults += [*looked.unusable, *looked.cut]
    if link.DATA in others:
        faults.append(OF_UPLOADS)
    chosen = looked.chosen
    indicator = chosen.get("indicator", MODELLED)
    period, stale = _period(context, indicator, chosen.get("period"))
    published = context.standards().get(settings["standard"])
    filters = Filters(
        basis=scenario.basis,
        weighted=scenario.weighted,
        standard=scenario.standard,
        standard_label="own standard" if published is None else published.name,
        district=chosen.get("district"),
    )
    return Asked(
        scenario=scenario,
        filters=filters,
        indicator=indicator,
        period=period,
        measure=chosen.get("measure", next(iter(choices["measure"]))),
        packed=comparable[chosen.get("pack", SLIDERS if SLIDERS in comparable else TODAY)],
        planned=comparable[chosen.get("plan", comparison.plans_first(comparable)[0])],
        decision=chosen.get("decision", ""),
        whom=chosen.get("whom", ""),
        compared=tuple(comparable[key] for key in chosen.get("compare", list(comparable)[:2])),
        faults=(*faults, *stale),
    )


def _labels(context: Context[SafeTables]) -> dict[str, dict[str, str]]:
    """What choices of how figures are looked at call their options, by the key that a link has of
    them."""
    return {
        "district": {str(code): str(name) for code, name in context.tables.areas.name.items()},
        "indicator": {key: one.label for key, one in INDICATORS.items()},
        "measure": {one.key: one.label for one in from_counts()},
    }


def as_written(context: Context[SafeTables], sent: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The parameters of a link as this dashboard would write them: those of equal views are equal.
    Of a scenario that cannot be opened quite as it was sent they stay as they are."""
    of_scenario, others = link.parted(sent, context.linked())
    by_label = {
        name: {label: key for key, label in options.items()}
        for name, options in _labels(context).items()
    }
    looked = {}
    for name, values in sorted(others.items()):
        keys = [by_label.get(name, {}).get(value, value) for value in values]
        looked[name] = list(dict.fromkeys(keys)) if name in MOST_CHOSEN else keys[-1:]
    figure = INDICATORS.get(looked.get("indicator", [MODELLED])[0])
    if "period" in looked and figure and looked["period"] == offered(context.tables, figure)[:1]:
        del looked["period"]
    return _as_written(context, of_scenario) | looked


def _as_written(
    context: Context[SafeTables], sent: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    place = context.linked()
    as_sent = dict(sorted(sent.items()))
    try:
        if not sent or ends.within(sent, context.tables.place.say)[1]:
            return as_sent
        stands = link.read(sent, place)
        written = link.query(standing.scenario(stands, place), place, stands["unit"])
    except (BadScenario, NotMeasured):
        return as_sent
    usual = standing.settings(Scenario(), place, UNITS[0])["standard"]
    of = {"standard": [stands["standard"]]} if stands["standard"] != usual else {}
    if stands["standard"] == standing.OWN:
        of["own_standard"] = link.written(stands["own_standard"])
    return {key: written[key] for key in written if key not in ("standard", "own_standard")} | of


def _of_link(scenario: Scenario) -> Candidate | None:
    """A link's own scenario beside those that are saved; None where it moves nothing."""
    if scenario.question() == Scenario().question():
        return None
    named = scenario.name != Scenario().name
    return Candidate(label=scenario.name if named else UNNAMED, scenario=scenario)


def _scenario(
    context: Context[SafeTables], sent: Mapping[str, list[str]]
) -> tuple[Scenario, dict, list[str]]:
    """The scenario of a link with its settings: whole, or as the dashboard opens with where any of
    it cannot be used."""
    place = context.linked()
    try:
        within, brought = ends.within(sent, context.tables.place.say)
        chosen = link.read(within, place)
        return standing.scenario(chosen, place), chosen, brought
    except (BadScenario, NotMeasured) as fault:
        usual = Scenario()
        rest = " and nothing else of its scenario was used" if len(sent) > 1 else ""
        return usual, standing.settings(usual, place, UNITS[0]), [f"{fault}{rest}"]


def _periods(context: Context[SafeTables]) -> dict[str, str]:
    every = (period for one in INDICATORS.values() for period in offered(context.tables, one))
    return {period: period for period in every}


def _period(
    context: Context[SafeTables], key: str, wanted: str | None
) -> tuple[str, tuple[str, ...]]:
    """The period to show, and a sentence where it is not the one that was wanted. Raises
    NotMeasured where the figure has none."""
    shown = periods(context.tables, INDICATORS[key])
    if wanted is None or wanted in shown:
        return wanted or shown[0], ()
    return shown[0], (
        f"{INDICATORS[key].label} has no figures for {wanted}, only for {listed(shown)}",
    )

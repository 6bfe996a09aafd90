"""The story that a planner presents: steps of one message, one picture and one number each, made of
the findings of the view and the scenario.

A step joins the story by one record in STEPS.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lib import money_words, provenance, spread_words, words
from lib.catalogue.assumptions import settings
from lib.catalogue.indicators import MODELLED
from lib.catalogue.services import rest
from lib.errors import NotMeasured
from lib.figures.measured import ties
from lib.findings import access, outcome, staged, tiles
from lib.findings.access import Access
from lib.findings.budget import budget
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.lever import lever, lower
from lib.findings.outcome import Result
from lib.findings.pack import LICENCE_OWN, MODELLED_OWN
from lib.findings.spread import unequal
from lib.findings.staged import Staged
from lib.scenarios.record import Scenario, Story
from lib.sources import SafeTables

MODEL, TIMES = "modelled", " times"
MOST_OF_REASON = 120  # characters of a scenario's reason that a room can read
OWN_WORDS = "The message is the presenter's own words."


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What steps are made from."""

    context: Context[SafeTables]
    filters: Filters
    today: Access
    result: Result


@dataclass(frozen=True, kw_only=True)
class Point:
    """What a step says: one message, one number with what it counts and its interval, how it is
    known, what to be careful of, and one picture."""

    message: str
    number: str
    counts: str
    known: str
    caution: str
    picture: Staged


@dataclass(frozen=True, kw_only=True)
class Record:
    """A step of the story: its title, how its point is found, None where there is nothing to say,
    and whether a lever can be tried on it."""

    title: str
    find: Callable[[Ground], Point | None]
    live: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step as it is shown.

    Attributes
    ----------
    point
        With the author's message in the place of its own where there is one.
    source
        How the figures are known, period and licence, in one line.
    note
        For whoever speaks.
    hidden
        The author has left it out.
    own
        Whether the message is the author's.
    """

    key: str
    title: str
    point: Point
    source: str
    live: bool
    note: str = ""
    hidden: bool = False
    own: bool = False


def _where(on: Ground) -> Point:
    view = on.today
    whole = tiles.of_access(view, on.filters)[0]
    return Point(
        message=view.message,
        number=whole.value,
        counts=f"{whole.label}: {whole.note}, {view.measured.period}",
        known=view.measured.provenance,
        caution=words.caution(view.measured, view.areas),
        picture=staged.map_today(on.context, view),
    )


def _unequal(on: Ground) -> Point | None:
    view = unequal(on.context, on.today.key[0], on.filters)
    measured = view.measured
    ratio = next((tile for tile in tiles.of_spread(view) if tile.value.endswith(TIMES)), None)
    if ratio is None:
        return None  # the lowest is nought: nothing is so many times as high
    says = spread_words.ratio_words(view.spread, measured, view.names)
    return Point(
        message=f"{says}.",
        number=ratio.value.removesuffix(TIMES),
        counts=f"times: {ratio.label.lower()}; {ratio.note}, {measured.period}",
        known="published" if measured.level == "part" else measured.provenance,
        caution=words.joined(filter(None, [_rest_of(view.message, says), measured.unverified])),
        picture=staged.bars_measured(view),
    )


def _rest_of(sentence: str, start: str) -> str:
    """What a sentence says after its start, as a sentence."""
    left = sentence.removeprefix(start).strip(" .;")
    return f"{left[:1].upper()}{left[1:]}." if left else ""


def _worst(on: Ground) -> Point:
    view, measured = on.today, on.today.measured
    value, names = measured.districts.value, view.areas.name
    low = str(value.idxmin())
    tied = ties(measured)
    lowest = [code for code in value.index if tied[code] == tied[low]]
    by_itself = ""
    if view.known is not None and view.has_standard(on.filters):
        chance = view.known.reaching(on.filters.standard)[low]
        ends = (view.known.lower[low], view.known.upper[low])
        by_itself = spread_words.by_itself(str(names[low]), chance, *ends, on.filters.standard)
    span = spread_words.wide_interval(measured, view.known, low)
    return Point(
        message=f"Fewest are reached in {words.together(measured, view.areas, low)}.",
        number=measured.indicator.say(value[low]),
        counts=f"{measured.indicator.unit}; {names[low]} by itself {span} (95%)",
        known=measured.provenance,
        caution=words.joined(filter(None, [by_itself, words.caution(measured, view.areas)])),
        picture=staged.bars_ranked(view, on.filters, tuple(str(names[code]) for code in lowest)),
    )


def _proposal(on: Ground) -> Point | None:
    result = on.result
    if not result.moved:
        return None
    number, counts = _asked_for(result)
    return Point(
        message=f"{result.title}.",
        number=number,
        counts=counts,
        known=MODEL,
        caution=words.joined(filter(None, [result.message, _by_construction(result)])),
        picture=staged.map_of_difference(on.today, result),
    )


def _asked_for(result: Result) -> tuple[str, str]:
    """What the scenario asks for, as a number and what it counts: pounds that change hands, else
    points of a service, else growth."""
    levers, message = result.scenario.levers, budget(result.outcome).message
    if result.outcome.moved >= money_words.NOTHING_LEFT:
        pounds = words.pounds(result.outcome.moved)
        return pounds, f"a year {message.removeprefix(pounds).strip()}"
    for key, points in levers.shifts.items():
        if points:
            return f"{points:+g}", f"points: {settings()[key].words.lower()}"
    return f"{levers.growth:+g}%", "of spend after inflation"


def _what_if(on: Ground) -> Point | None:
    result = on.result
    reached = tiles.of_outcome(result)[0]
    return Point(
        message=lever(result).question,
        number=reached.value,
        counts=f"{reached.label.lower()}: {reached.note}",
        known=MODEL,
        caution=_by_construction(result),
        picture=staged.map_after(on.context, on.today, result),
    )


def _by_construction(result: Result) -> str:
    """Where an assumption and not a figure makes the move lose, that it does."""
    return money_words.by_construction(
        result.scenario, result.outcome, result.spend_known, result.areas.noun
    )


def _costs(on: Ground) -> Point | None:
    result, outcome = on.result, on.result.outcome
    if not result.moved:
        return None
    change, names, message = result.change, result.areas.name, budget(on.result.outcome).message
    low = str(change.idxmin())
    fewer = -result.effects[-1].community
    if change[low] <= -money_words.NOTHING_LEFT:
        says = money_words.district_sentence(outcome, result.sure, names, low)
        number, counts = words.pounds(change[low]), f"a year in {names[low]}; {message}"
    elif words.children(max(fewer, 0)) != "0":
        says = f"No {result.areas.noun.one} loses money; {rest().words} reach fewer children."
        number = f"{words.children(fewer)} fewer"
        counts = f"children a year in {rest().words} (A2)"
    else:
        says = f"No {result.areas.noun.one} loses money: {message}"
        number, counts = words.signed(words.pounds(change.sum())), "a year on today's spend"
    return Point(
        message=says,
        number=number,
        counts=counts,
        known=MODEL,
        caution=result.choices_line,
        picture=staged.bars_of_pounds(result, (str(names[low]),)),
    )


def _sure(on: Ground) -> Point | None:
    result, outcome = on.result, on.result.outcome
    if not result.moved:
        return None
    tile = next(tile for tile in tiles.of_outcome(result) if tile.label.startswith("Chance"))
    return Point(
        message=money_words.surety_sentence(result.sure, outcome, "").strip(),
        number=tile.value,
        counts=f"{lower(tile.label)}; {tile.note}",
        known=MODEL,
        caution=result.choices_line,
        picture=staged.bars_after(result, on.today.measured.indicator.unit),
    )


def _ask(on: Ground) -> Point:
    result = on.result
    if not result.moved:
        return _ask_where_to_start(on)
    reason = " ".join(result.scenario.reason.split())
    because = f" {reason}" if 0 < len(reason) <= MOST_OF_REASON else ""
    return Point(
        message=f"We ask you to decide on “{result.scenario.name}”.{because}",
        number=money_words.more(result.outcome.gained),
        counts=f"children reached a year; {result.over_choices}",
        known=MODEL,
        caution=_by_construction(result),
        picture=staged.map_after(on.context, on.today, result),
    )


def _ask_where_to_start(on: Ground) -> Point:
    """Where nothing is proposed: the children short of the standard, or else the widest gap."""
    *_, short, widest = tiles.of_access(on.today, on.filters)
    counts, tile = f"{lower(widest.label)}; {widest.note}", widest
    if on.today.has_standard(on.filters):
        counts, tile = f"children short of {on.filters.standard:g} in 100, {short.note}", short
    return Point(
        message="We ask which of these differences to act on first.",
        number=tile.value.removesuffix(TIMES),
        counts=counts,
        known=MODEL if tile is short else on.today.measured.provenance,
        caution=words.caution(on.today.measured, on.today.areas),
        picture=staged.map_today(on.context, on.today),
    )


STEPS = {
    "where": Record(title="Where we are", find=_where),
    "unequal": Record(title="How unequal", find=_unequal),
    "worst": Record(title="Who is worst served", find=_worst),
    "proposal": Record(title="What we propose", find=_proposal),
    "what_if": Record(title="What if", find=_what_if, live=True),
    "costs": Record(title="What it costs and who loses", find=_costs),
    "sure": Record(title="How sure", find=_sure),
    "ask": Record(title="What we ask", find=_ask),
}


def ground(context: Context[SafeTables], scenario: Scenario, filters: Filters) -> Ground:
    """Raises NotMeasured where there is no figure of access, BadLever where the scenario's levers
    do not go together."""
    period = context.base_period()
    return Ground(
        context=context,
        filters=filters,
        today=access.access(context, MODELLED, period, filters.basis, filters.weighted),
        result=outcome.work_out(context, scenario, filters),
    )


def story(on: Ground) -> tuple[Step, ...]:
    """Every step that has something to say, as the scenario's author wants them: in their order and
    words, with what is hidden marked so."""
    told = on.result.scenario.story
    steps = (_step(on, key, told) for key in ordered(told))
    return tuple(step for step in steps if step is not None)


def ordered(told: Story) -> list[str]:
    """The keys of all steps in the author's order; one that the author did not place comes where it
    would without them: after the step that it follows."""
    keys = list(dict.fromkeys(key for key in told.order if key in STEPS))
    every = list(STEPS)
    for i, key in enumerate(every):
        if key not in keys:
            keys.insert(keys.index(every[i - 1]) + 1 if i else 0, key)
    return keys


def _step(on: Ground, key: str, told: Story) -> Step | None:
    record = STEPS[key]
    try:
        point = record.find(on)
    except NotMeasured:
        return None  # too few areas are left for its figure; the others have theirs
    if point is None:
        return None
    said = told.told.get(key)
    own = said.message.strip() if said else ""
    return Step(
        key=key,
        title=record.title,
        point=replace(point, message=own) if own else point,
        source=_source(on, point, bool(own)),
        live=record.live,
        note=said.note if said else "",
        hidden=key in told.hidden,
        own=bool(own),
    )


def _source(on: Ground, point: Point, own: bool) -> str:
    measured = on.today.measured
    uploaded = measured.provenance == "uploaded"
    licence = measured.place.licence
    return words.joined(
        filter(
            None,
            [
                MODELLED_OWN
                if uploaded and point.known == MODEL
                else provenance.kinds(measured.place)[point.known],
                f"Period {measured.period}.",
                f"{LICENCE_OWN.format(licence=licence) if uploaded else licence}.",
                OWN_WORDS if own else "",
            ],
        )
    )

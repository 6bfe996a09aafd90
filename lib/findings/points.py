"""The points that a story can make: what each of its steps says, of which figure, and what is drawn
of it."""

from dataclasses import dataclass

from lib import (
    budget_words,
    outcome_words,
    span_words,
    spread_words,
    transition_words,
    words,
    workforce_words,
)
from lib.catalogue.assumptions import settings
from lib.catalogue.indicators import MODELLED
from lib.catalogue.services import rest
from lib.figures.measured import Measured, ties
from lib.findings import cliff as cliffs
from lib.findings import schools, schools_page, spread, staged, tiles
from lib.findings.access import Access
from lib.findings.budget import budget
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.lever import lever, lower
from lib.findings.outcome import Result
from lib.findings.promises import promises
from lib.findings.risk import risk
from lib.findings.staged import Staged
from lib.findings.trajectory import line
from lib.model.reallocation import ROUNDING
from lib.plan_words import TWO_MEASURES
from lib.promise_words import CARDS, UNMEASURED
from lib.sources import SafeTables

MODEL, TIMES = "modelled", " times"
MOST_OF_REASON = 120  # characters of a scenario's reason that a room can read
# why a step is of the access rate where another figure is chosen
NO_MODEL = "Of the {access}: the model moves that alone, and not the {chosen}."
NO_BETTER = "Of the {access}: neither more nor less of the {chosen} is better."
NO_STEP = "Of the {access}: no national step was set for the {chosen}."
NO_COUNT = "Of the {access}: the {chosen} is no count of what services do."


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What steps are made from. shown: the figure that is chosen. today: the one that the model
    moves."""

    context: Context[SafeTables]
    filters: Filters
    shown: Access
    today: Access
    result: Result

    def kept_to_access(self, why: str) -> str:
        """That a step is of the access rate, and why; "" where that is the one that is chosen."""
        access, chosen = self.today.measured.indicator, self.shown.measured.indicator
        if chosen.key == access.key:
            return ""
        return why.format(access=access.label.lower(), chosen=chosen.label.lower())


@dataclass(frozen=True, kw_only=True)
class Point:
    """What a step says: one message, one number with what it counts and its interval, how it is
    known, what to be careful of, and one picture. of: the figure it is of. period: of what it
    says, where that is another than the figure's."""

    of: Measured
    message: str
    number: str
    counts: str
    known: str
    caution: str
    picture: Staged
    period: str = ""


def where(on: Ground) -> Point:
    view = on.shown
    whole = tiles.of_access(view, on.filters)[0]
    return Point(
        of=view.measured,
        message=view.message,
        number=whole.value,
        counts=f"{whole.label}: {whole.note}, {view.measured.period}",
        known=view.measured.provenance,
        caution=words.caution(view.measured, view.areas),
        picture=staged.map_today(on.context, view),
    )


def unequal(on: Ground) -> Point | None:
    counted = on.shown.measured.kind.from_counts
    view = spread.unequal(on.context, (on.shown if counted else on.today).key[0], on.filters)
    measured = view.measured
    ratio = next((tile for tile in tiles.of_spread(view) if tile.value.endswith(TIMES)), None)
    if ratio is None:
        return None  # the lowest is nought: nothing is so many times as high
    says = spread_words.ratio_words(view.spread, measured, view.names)
    kept = "" if counted else on.kept_to_access(NO_COUNT)
    cautions = [kept, _rest_of(view.message, says), measured.unverified]
    return Point(
        of=measured,
        message=f"{says}.",
        number=ratio.value.removesuffix(TIMES),
        counts=f"times: {ratio.label.lower()}; {ratio.note}, {measured.period}",
        known=view.known,
        caution=words.joined(filter(None, cautions)),
        picture=staged.bars_measured(view),
    )


def _rest_of(sentence: str, start: str) -> str:
    """What a sentence says after its start, as a sentence."""
    left = sentence.removeprefix(start).strip(" .;")
    return f"{left[:1].upper()}{left[1:]}." if left else ""


def worst(on: Ground) -> Point:
    has_worst = on.shown.measured.indicator.better != ""
    view = on.shown if has_worst else on.today
    measured = view.measured
    value, names, better = measured.districts.value, view.areas.name, measured.indicator.better
    code = str(value.idxmin() if better == "high" else value.idxmax())
    tied = ties(measured)
    together = [each for each in value.index if tied[each] == tied[code]]
    by_itself = ""
    if view.known is not None and view.has_standard(on.filters):
        chance = view.known.reaching(on.filters.standard)[code]
        ends = (view.known.lower[code], view.known.upper[code])
        by_itself = spread_words.by_itself(str(names[code]), chance, *ends, on.filters.standard)
    kept = "" if has_worst else on.kept_to_access(NO_BETTER)
    cautions = [kept, by_itself, words.caution(measured, view.areas)]
    return Point(
        of=measured,
        message=f"{_furthest(measured)} in {words.together(measured, view.areas, code)}.",
        number=measured.indicator.say(value[code]),
        counts=f"{measured.indicator.unit}; {_by_itself(view, code)}",
        known=measured.provenance,
        caution=words.joined(filter(None, cautions)),
        picture=staged.bars_ranked(view, on.filters, tuple(str(names[each]) for each in together)),
    )


def _furthest(measured: Measured) -> str:
    """The start of a sentence on where a figure is worst."""
    one = measured.indicator
    if one.key == MODELLED:
        return f"Fewest are {one.verb}"
    return f"{one.label} is {'lowest' if one.better == 'high' else 'highest'}"


def _by_itself(view: Access, code: str) -> str:
    span = spread_words.wide_interval(view.measured, view.known, code)
    if not view.measured.districts.has_interval:
        return f"{view.areas.name[code]}, {span}"
    return f"{view.areas.name[code]} by itself {span} (95%)"


def promised(on: Ground) -> Point | None:
    view = promises(on.context)
    if not view.held:
        return None
    return Point(
        of=on.shown.measured,
        message=view.message,
        number=f"{view.counted(UNMEASURED)} of {len(view.standings)}",
        counts=CARDS[UNMEASURED],
        known="published",
        caution=view.caution,
        picture=view.bars,
        period="as each promise says",
    )


def at_risk(on: Ground) -> Point | None:
    view = risk(on.context)
    if not view.point:
        return None
    counted = view.tiles[0]
    return Point(
        of=on.shown.measured,
        message=view.point,
        number=view.share,
        counts=f"in 100 with a disorder; groups counted: {counted.value}",
        known="published",
        caution=view.caution,
        picture=view.bars,
        period="as each figure says",
    )


def cliff(on: Ground) -> Point:
    scenario = on.result.scenario
    view = cliffs.cliff(on.context, scenario, scenario.transition.starts)
    left = view.tiles[-1]
    return Point(
        of=on.shown.measured,
        message=view.message,
        number=left.value,
        counts=f"a year leave a children's service at 18 without another; {left.note}",
        known=MODEL,
        caution=words.joined([view.caution, view.note]),
        picture=view.staged,
        period=transition_words.year(view.year),
    )


def trajectory(on: Ground) -> Point | None:
    view = line(on.context)
    if view.bars is None or on.context.tables.trajectory.empty:
        return None
    tile = view.tiles[0]
    return Point(
        of=on.today.measured,
        message=view.sentences[0],
        number=tile.value.removesuffix(" in 100"),
        counts=f"in 100 children; {tile.label.lower()}; {tile.note}",
        known=view.known,
        caution=words.joined(filter(None, [on.kept_to_access(NO_STEP), TWO_MEASURES])),
        picture=view.bars,
        period="as the message says",
    )


def proposal(on: Ground) -> Point | None:
    result = on.result
    if not result.moved:
        return None
    number, counts = _asked_for(result)
    return Point(
        of=on.today.measured,
        message=f"{result.title}.",
        number=number,
        counts=counts,
        known=MODEL,
        caution=_of_model(on, result.message, _by_construction(result)),
        picture=staged.map_of_difference(on.today, result),
    )


def _asked_for(result: Result) -> tuple[str, str]:
    """What the scenario asks for, as a number and what it counts: pounds that change hands, else
    points of a service, else growth."""
    levers, message = result.scenario.levers, budget(result.outcome).message
    if result.outcome.moved >= ROUNDING:
        pounds = words.pounds(result.outcome.moved)
        return pounds, f"a year {message.removeprefix(pounds).strip()}"
    if aside := result.outcome.taken.sum():
        return words.pounds(aside), f"a year {budget_words.set_aside(result.outcome)}"
    for key, points in levers.shifts.items():
        if points:
            return f"{points:+g}", f"points: {settings()[key].words.lower()}"
    return f"{levers.growth:+g}%", "of spend after inflation"


def staff(on: Ground) -> Point | None:
    """Whether the staff can be found; nothing where nothing is proposed."""
    if not on.result.moved:
        return None
    view = schools.of_result(on.context, on.result)
    needed = view.staff
    place = on.context.tables.place
    return Point(
        of=on.today.measured,
        message=needed.message,
        number=f"{needed.new:,.0f}",
        counts=f"staff to be found; {workforce_words.when(needed.new, needed.year)}",
        known=MODEL,
        caution=_of_model(on, needed.beside, place.say(workforce_words.POSTS), needed.binding),
        picture=schools_page.bars(view),
    )


def what_if(on: Ground) -> Point | None:
    result = on.result
    reached = tiles.of_outcome(result)[0]
    return Point(
        of=on.today.measured,
        message=lever(result).question,
        number=reached.value,
        counts=f"{reached.label.lower()}: {reached.note}",
        known=MODEL,
        caution=_of_model(on, _by_construction(result)),
        picture=staged.map_after(on.context, on.today, result),
    )


def _of_model(on: Ground, *cautions: str) -> str:
    """What to be careful of, after why the figure that is chosen is left."""
    return words.joined(filter(None, [on.kept_to_access(NO_MODEL), *cautions]))


def _by_construction(result: Result) -> str:
    """Where an assumption and not a figure makes the move lose, that it does."""
    return outcome_words.by_construction(
        result.scenario, result.outcome, result.spend_known, result.areas.noun
    )


def costs(on: Ground) -> Point | None:
    result, outcome = on.result, on.result.outcome
    if not result.moved:
        return None
    change, names, message = result.change, result.areas.name, budget(on.result.outcome).message
    low = str(change.idxmin())
    fewer = -result.effects[-1].community
    alike = outcome.moved < ROUNDING <= outcome.taken.sum()
    if alike:
        says = f"Every {result.areas.noun.one} gives alike, in proportion to what it spends."
        number = words.pounds(outcome.taken.sum())
        counts = f"a year {budget_words.set_aside(outcome)}"
    elif change[low] <= -ROUNDING:
        says = outcome_words.district_sentence(outcome, result.sure, names, low)
        number, counts = words.pounds(change[low]), f"a year in {names[low]}; {message}"
    elif words.children(max(fewer, 0)) != "0":
        says = f"No {result.areas.noun.one} loses money; {rest().words} reach fewer children."
        number = f"{words.children(fewer)} fewer"
        counts = f"children a year in {rest().words} (A2)"
    else:
        says = f"No {result.areas.noun.one} loses money: {message}"
        number, counts = words.signed(words.pounds(change.sum())), "a year on today's spend"
    return Point(
        of=on.today.measured,
        message=says,
        number=number,
        counts=counts,
        known=MODEL,
        caution=_of_model(on, result.choices_line),
        picture=staged.bars_of_pounds(result, () if alike else (str(names[low]),)),
    )


def sure(on: Ground) -> Point | None:
    result, outcome = on.result, on.result.outcome
    if not result.moved:
        return None
    tile = next(tile for tile in tiles.of_outcome(result) if tile.label.startswith("Chance"))
    return Point(
        of=on.today.measured,
        message=outcome_words.surety_sentence(result.sure, outcome, "").strip(),
        number=tile.value,
        counts=f"{lower(tile.label)}; {tile.note}",
        known=MODEL,
        caution=_of_model(on, result.choices_line),
        picture=staged.bars_after(result, on.today.measured.indicator.unit),
    )


def ask(on: Ground) -> Point:
    result = on.result
    if not result.moved:
        return _ask_where_to_start(on)
    reason = " ".join(result.scenario.reason.split())
    because = f" {reason}" if 0 < len(reason) <= MOST_OF_REASON else ""
    return Point(
        of=on.today.measured,
        message=f"We ask you to decide on “{result.scenario.name}”.{because}",
        number=span_words.more(result.outcome.gained),
        counts=f"children reached a year; {result.over_choices}",
        known=MODEL,
        caution=_of_model(on, _by_construction(result)),
        picture=staged.map_after(on.context, on.today, result),
    )


def _ask_where_to_start(on: Ground) -> Point:
    """Where nothing is proposed: the children short of the standard, or else the widest gap."""
    view = on.shown
    *_, short, widest = tiles.of_access(view, on.filters)
    counts, tile = f"{lower(widest.label)}; {widest.note}", widest
    if view.has_standard(on.filters):
        counts, tile = f"children short of {on.filters.standard:g} in 100, {short.note}", short
    return Point(
        of=view.measured,
        message="We ask which of these differences to act on first.",
        number=tile.value.removesuffix(TIMES),
        counts=counts,
        known=MODEL if tile is short else view.measured.provenance,
        caution=words.caution(view.measured, view.areas),
        picture=staged.map_today(on.context, view),
    )

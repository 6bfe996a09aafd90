"""What was promised, how far it has come, and what nobody measures (docs/methods.md 16)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib import promise_words, schema, words
from lib.catalogue.indicators import MODELLED
from lib.catalogue.themes import THEMES, Theme
from lib.figures import promised
from lib.figures.promised import Reading
from lib.findings.context import Context, remembered
from lib.findings.page import Audience, Card, Page, Sheet
from lib.findings.staged import StageBars
from lib.findings.tiles import Tile
from lib.promise_words import BETTER, NONE, SAME, UNMEASURED, WORSE
from lib.sources import Tables
from lib.variation import change
from lib.variation.change import Change

BASIS = ("national", False)  # the one that the access standard, and with it a promise, is of
FILES = tuple(name for name in schema.TABLES if schema.aside(name))
ORDER = (BETTER, SAME, WORSE, NONE, UNMEASURED)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one promise stands.

    Attributes
    ----------
    promise, plan, cited
        In plain words, whose plan it is in, and where.
    summary
        The publication that the plan was read in.
    measure
        What is measured with what that does not say; "" where nothing is.
    figure, period, source
        The newest figure in words, when it is of, who published it and how it is known.
    direction
        One of `ORDER`.
    since
        How it moved since the plan, or why that cannot be said.
    needed
        What would have to be published to know.
    change
        From the figure at the plan to the newest; None where the two cannot be held against each
        other.
    """

    key: str
    theme: Theme
    plan: str
    promise: str
    cited: str
    summary: str
    direction: str
    since: str
    needed: str
    reads: str
    measure: str = ""
    caution: str = ""
    figure: str = ""
    period: str = ""
    source: str = ""
    known: str = ""
    better: str = ""
    change: Change | None = None


@dataclass(frozen=True, kw_only=True)
class Promises:
    """All that was promised. message: how it stands. caution: what to be careful of. held: whether
    there is a plan."""

    message: str
    standings: tuple[Standing, ...]
    caution: str = ""

    @property
    def held(self) -> bool:
        return bool(self.standings)

    @property
    def themes(self) -> list[Theme]:
        """Those that something was promised of, in the catalogue's order."""
        said = {standing.theme.key for standing in self.standings}
        return [theme for theme in THEMES.values() if theme.key in said]

    def counted(self, direction: str) -> int:
        return sum(standing.direction == direction for standing in self.standings)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        notes = {
            BETTER: promise_words.SURE,
            WORSE: promise_words.SURE,
            SAME: "what moved may be chance",
            NONE: "no two figures that can be held against each other",
            UNMEASURED: "nobody publishes a figure of it",
        }
        return tuple(
            Tile(
                label=direction.capitalize(),
                value=f"{self.counted(direction)} of {len(self.standings)}",
                note=notes[direction],
            )
            for direction in ORDER
        )

    def table(self, theme: Theme | None = None) -> pd.DataFrame:
        """The promises of one theme, or all, in words."""
        rows = [
            (f"{one.promise} ({one.plan}, {one.cited})", one.direction.capitalize(), *_told(one))
            for one in self.standings
            if theme is None or one.theme == theme
        ]
        columns = ["Promise", "Since the plan", "Newest figure", "How it moved", "Measure"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def moves(self) -> pd.DataFrame:
        """The figures whose move can be judged, best first: label, value, low, high (percent of the
        first, above nought for the better), direction, said."""
        rows = [
            (one.measure, *one.change.towards(one.better), one.direction, one.since)
            for one in self.standings
            if one.change is not None
        ]
        columns = ["label", "value", "low", "high", "direction", "said"]
        frame = pd.DataFrame(rows, columns=columns)
        return frame.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)

    @property
    def bars(self) -> StageBars:
        """How many promises stand how."""
        names = [promise_words.SHORT[direction] for direction in ORDER]
        counts = [self.counted(direction) for direction in ORDER]
        rows = pd.DataFrame(
            {
                "label": names,
                "value": [float(count) for count in counts],
                "lower": float("nan"),
                "upper": float("nan"),
                "text": [str(count) for count in counts],
            }
        )
        said = ", ".join(f"{name.lower()} {count}" for name, count in zip(names, counts))
        return StageBars(
            rows=rows,
            marked=(names[-1],),
            line=None,
            unit="promises",
            alt=f"Promises by how they stand: {said}.",
        )


def _told(one: Standing) -> tuple[str, str, str]:
    """Its newest figure, how that moved, and what is measured; of one that nobody measures, what
    would be needed."""
    if not one.figure:
        return "None", "Not known", f"Needed: {one.needed}"
    figure = f"{one.figure}, {one.period} ({one.known}; {one.source})"
    return figure, f"{one.since}.", f"{one.measure}. {one.caution}"


@remembered()
def promises(context: Context[Tables]) -> Promises:
    """Each promise of the plans in the data; none where they hold no plan."""
    tables = context.tables
    measures = {row.measure: row for row in tables.promise_measures.itertuples()}
    standings = tuple(
        _standing(context, row, measures.get(row.measure)) for row in tables.promises.itertuples()
    )
    if not standings:
        return Promises(message=promise_words.nothing(tables.place.name), standings=())
    reads = [standing.reads for standing in standings]
    return Promises(
        message=promise_words.message(
            dict.fromkeys(standing.plan for standing in standings),
            [standing.direction for standing in standings],
        ),
        caution=words.joined(
            [
                promise_words.reads(reads.count("itself"), reads.count("near")),
                promise_words.caution(tables.place.area.one),
            ]
        ),
        standings=standings,
    )


def _standing(context: Context[Tables], row: Any, measure: Any) -> Standing:
    tables = context.tables
    said = {
        "key": row.promise,
        "theme": THEMES[row.theme],
        "plan": row.plan,
        "promise": row.words,
        "summary": "{publisher}, {title}".format(**tables.publications[row.source_id]),
        "cited": f"{row.edition}, {row.cited}",
        "needed": row.needed,
    }
    readings = [] if measure is None else READINGS[measure.found](context, measure)
    if not readings:
        since = UNMEASURED.capitalize()
        return Standing(direction=UNMEASURED, since=since, reads="none", **said)
    last = readings[-1]
    direction, since, moved = _move(row.starts, measure, readings)
    if pd.notna(row.target):
        beyond = last.value >= row.target if measure.better == "high" else last.value <= row.target
        since = f"{promise_words.target(row.target, beyond)}. {since}"
    return Standing(
        direction=direction,
        since=since,
        reads=row.reads,
        measure=measure.label,
        caution=measure.caution,
        figure=_figure(measure, last),
        period=last.period,
        source="; ".join(
            dict.fromkeys(tables.publications[key]["publisher"] for key in last.sources)
        ),
        known=last.known,
        better=measure.better,
        change=moved,
        **said,
    )


def _figure(measure: Any, reading: Reading) -> str:
    kind, unit = measure.kind, measure.unit
    return promise_words.figure(kind, unit, reading.value, reading.counted, reading.of)


def _move(starts: str, measure: Any, readings: list[Reading]) -> tuple[str, str, Change | None]:
    """The direction since the plan, that in words, and the change where it can be judged: from the
    last reading that the plan could know to the newest, else from the first after it."""
    last, whole = readings[-1], [one for one in readings[:-1] if not one.broken]
    before = [one for one in whole if one.ends <= starts]
    if not whole:
        return NONE, promise_words.SINGLE, None
    first = before[-1] if before else whole[0]
    was = (_figure(measure, first), first.period)
    if last.broken:
        return NONE, promise_words.not_judged(last.broken, *was), None
    if measure.kind not in CHANGES:
        return NONE, promise_words.not_judged(promise_words.UNCOUNTED, *was), None
    moved = CHANGES[measure.kind](first, last)
    direction = (
        SAME if not moved.clear else BETTER if moved.towards(measure.better)[0] > 0 else WORSE
    )
    text = promise_words.since(*was, moved, measure.better, late=not before)
    return direction, text, moved


# By kind of measure; of a rate without its count nothing is known of chance.
CHANGES: dict[str, Callable[[Reading, Reading], Change]] = {
    "share": lambda first, last: change.of_shares(
        (first.counted, first.of), (last.counted, last.of)
    ),
    "count": lambda first, last: change.of_counts(first.value, last.value),
    "amount": lambda first, last: change.of_amounts(first.value, last.value),
}


def _access(context: Context[Tables], measure: Any) -> list[Reading]:
    """The access rate of one area in the year that was measured, as the Access map has it."""
    measured = context.measured(MODELLED, context.base_period(), *BASIS)
    value = measured.districts.value.get(measure.key, float("nan"))
    return _of_year(context, value, measured.period, measured.provenance)


def _gap(context: Context[Tables], measure: Any) -> list[Reading]:
    """Highest over lowest of the areas that were measured, as the Variation page has it."""
    measured = context.measured(MODELLED, context.base_period(), *BASIS)
    value = context.spread(MODELLED, measured.period, *BASIS).ratio.value
    known = "published" if measured.level == "part" else measured.provenance
    return _of_year(context, value, measured.period, known)


def _of_year(context: Context[Tables], value: float, period: str, known: str) -> list[Reading]:
    if value != value:
        return []
    rows = context.tables.published_counts
    rows = rows[(rows.period == period) & (rows.measure == "two_contact_access_rate")]
    sources = tuple(dict.fromkeys(rows.source_id))
    # known in one year alone: it is its own only reading
    shown = round(value, 2 if value < 10 else 1)
    return [Reading(period=period, ends="", value=shown, known=known, sources=sources)]


READINGS: dict[str, Callable[[Context[Tables], Any], list[Reading]]] = {
    "figures": lambda context, measure: promised.of_figures(context.tables, measure),
    "published": lambda context, measure: promised.of_whole(context.tables, measure),
    "access": _access,
    "gap": _gap,
}


def page(context: Context[Tables], audience: Audience) -> Page | None:
    """Three numbers that matter, and every promise in the workbook; for the details, those that are
    measured on a slide for questions. None where there is no plan."""
    view = promises(context)
    if not view.held:
        return None
    table = view.table()
    return Page(
        key="promises",
        heading="What was promised",
        known="published",
        sentences=(view.message,),
        cards=tuple(
            Card(
                number=f"{view.counted(one)} of {len(view.standings)}",
                text=promise_words.CARDS[one],
            )
            for one in (BETTER, WORSE, UNMEASURED)
        ),
        backup=(
            "For questions: every promise that has a figure",
            tuple(_line(one) for one in view.standings if one.figure),
        )
        if audience.technical
        else None,
        caption="Promises, their measures and how they moved",
        table=table,
        sheet=Sheet(
            name="Promises",
            title="Promises of the plans, their measures and how they moved",
            frame=table,
            stamp=promise_words.STAMP,
        ),
    )


def _line(one: Standing) -> str:
    """A promise on a slide."""
    stands = f"{one.plan}: {one.promise}. {one.direction.capitalize()}"
    return f"{stands}: {one.measure}, {one.figure}, {one.period}."

"""Where children stand between referral and help: as printed below the whole, and the partnership
beside all others (docs/methods.md 17)."""

from dataclasses import dataclass

import pandas as pd

from lib import wait_words, words
from lib.catalogue.measures import MEASURES, means, parts
from lib.catalogue.waiting import COMPARED, STOOD, Compared, Stood
from lib.classes import Classes, differing
from lib.figures import amounts, waiting
from lib.figures.amounts import Over
from lib.figures.promised import Reading
from lib.findings.context import Context, remembered
from lib.findings.staged import StageBars
from lib.findings.tiles import Tile
from lib.place.nouns import Level
from lib.sources import Tables
from lib.variation.rates import Rates, proportions, with_parts

PER = 100
# the count that has each of those who stood somewhere
(WHOLE,) = {MEASURES[measure].part_of for one in STOOD.values() for measure in one.measures}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The partnership beside all others by one figure.

    Attributes
    ----------
    own
        Its reading; ends and period are those of all.
    every
        As waiting.beside.
    nation
        NaN where there is none.
    place
        1 is best; 0 where its own is not printed.
    of
        How many have a figure.
    """

    compared: Compared
    own: Reading
    every: pd.DataFrame
    nation: float
    nation_name: str
    place: int
    of: int
    code: str

    @property
    def message(self) -> str:
        return wait_words.beside(
            self.compared, self.own, self.place, self.of, self.nation_name, self.nation
        )

    @property
    def rows(self) -> pd.DataFrame:
        """For the chart: name, value, ours, said."""
        known = self.every.dropna(subset="value")
        unit = self.compared.unit
        return pd.DataFrame(
            {
                "name": known.name,
                "value": known.value,
                "ours": known.area_code == self.code,
                "said": [
                    f"{name}: {wait_words.figure(self.compared, value)} {unit}"
                    for name, value in zip(known.name, known.value)
                ],
            }
        )


@dataclass(frozen=True, kw_only=True)
class Stands:
    """Where the referred children of a year stood, area by area.

    Attributes
    ----------
    period, level, known
        The year, what the rows of the table are, and how the map's figures are known.
    value, text, tips
        Of the map, by area_code: in 100 referred, that as text, and with what is counted.
    table
        Counts as printed, a row an area and the nation's and region's beneath.
    """

    stood: Stood
    period: str
    level: Level
    known: str
    value: pd.Series
    text: list[str]
    tips: list[str]
    classes: Classes
    alt: str
    message: str


@remembered()
def stands(context: Context[Tables], key: str) -> Stands | None:
    """None where nothing of it is counted."""
    tables, stood = context.tables, STOOD[key]
    period = newest_year(tables)
    rows = tables.counts[tables.counts.period == period]
    if not {*stood.measures, WHOLE} <= set(rows.measure):
        return None
    rates = _rates(tables, stood, period)
    value = rates.value
    known = str(rows.provenance[rows.measure == WHOLE].iloc[0])
    name = tables.areas.name
    text = [wait_words.star(v, 1) for v in value]
    tips = [
        f"{each} ({wait_words.star(some, 0)} of {wait_words.star(all_, 0)})"
        for each, some, all_ in zip(text, rates.numerator, rates.denominator)
    ]
    top, low = str(value.idxmax()), str(value.idxmin())
    return Stands(
        stood=stood,
        period=period,
        level=tables.place.level if _by_part(tables) and tables.place.level else tables.place.area,
        known=known,
        value=value,
        text=text,
        tips=tips,
        classes=differing(value, rates.lower, rates.upper, 1, stood.better),
        alt=wait_words.map_alt(stood, period, known, name[low], value[low], name[top], value[top]),
        message=wait_words.stands(stood, period, name[low], value[low], name[top], value[top]),
    )


def _rates(tables: Tables, stood: Stood, period: str) -> Rates:
    """By district in 100 referred, as the Access map has such a figure: of the parts that a
    district lies in."""

    def over(level: Over) -> Rates:
        counted = sum(amounts.count(tables, one, period, level) for one in stood.measures)
        return proportions(counted, amounts.count(tables, WHOLE, period, level), PER)

    districts = over("districts")
    if not _by_part(tables):
        return districts
    parts = over("parts")
    mix = tables.crosswalk.mixing(districts.denominator, parts.denominator)
    return with_parts(districts, parts, mix)


def newest_year(tables: Tables) -> str:
    """The newest year that was counted below the whole: a reader's own where they brought one
    in."""
    rows = tables.counts[
        (tables.counts.measure == WHOLE) & (tables.counts.provenance != "modelled")
    ]
    return str(rows.period.max()) if len(rows) else tables.place.measured_period


def _by_part(tables: Tables) -> bool:
    """Whether counts below the whole are printed for parts, and shared among districts."""
    rows = tables.counts[tables.counts.period == newest_year(tables)]
    return "apportioned" in set(rows.provenance[rows.measure == WHOLE])


@remembered()
def printed(context: Context[Tables]) -> pd.DataFrame:
    """The counts of the measured year as their publisher printed them, a row an area of the level
    that they are printed for; those of the nation and the region beneath, by name."""
    tables = context.tables
    period = newest_year(tables)
    columns = [WHOLE, *parts()[WHOLE], *means()]
    beside = tables.published_counts[
        (tables.published_counts.period == period)
        & tables.published_counts.level.isin(("region", "nation"))
    ]
    level = tables.place.level
    if _by_part(tables) and level is not None:
        of_level = tables.published_counts.level == level.key
        own = tables.published_counts[of_level & (tables.published_counts.period == period)]
        heading = level.heading
    else:
        rows = tables.counts[tables.counts.period == period]
        own = rows.assign(area_name=rows.area_code.map(tables.areas.name))
        heading = tables.place.area.heading
    wide = [
        rows.pivot(index=["area_code", "area_name"], columns="measure", values="value").reindex(
            columns=columns
        )
        for rows in (own, beside)
    ]
    if heading == tables.place.area.heading:
        wide[0] = wide[0].reindex(tables.areas.order, level=0)
    frame = pd.concat([part for part in wide if len(part)]).reset_index()
    shown = pd.DataFrame({heading: frame.area_name})
    for key in columns:
        if frame[key].notna().any():
            shown[wait_words.heading(MEASURES[key])] = [
                wait_words.star(v, 1 if v % 1 else 0) for v in frame[key]
            ]
    return shown


@remembered()
def beside(context: Context[Tables]) -> tuple[Beside, ...]:
    """The partnership beside all others by each figure that is printed of it and of others."""
    return tuple(
        one for one in (_beside(context.tables, compared) for compared in COMPARED.values()) if one
    )


def _beside(tables: Tables, compared: Compared) -> Beside | None:
    ends = waiting.newest(tables, compared)
    if not ends:
        return None
    own = next(one for one in waiting.of_place(tables, compared) if one.ends == ends)
    every = waiting.beside(tables, compared, ends)
    known = every.dropna(subset="value").reset_index(drop=True)
    better = (known.value > own.value) if compared.better == "high" else (known.value < own.value)
    nation = tables.referral_waits.area_name[
        tables.referral_waits.area_code == waiting.NATION
    ].unique()
    return Beside(
        compared=compared,
        own=own,
        every=every,
        nation=waiting.of_nation(tables, compared, ends),
        nation_name=str(next(iter(nation), "")),
        place=int(better.sum()) + 1,
        of=len(known),
        code=tables.place.code,
    )


def newer(context: Context[Tables]) -> list[tuple[Compared, Reading]]:
    """The partnership's newest figure of each where it is newer than the one shown, for a gap is in
    it."""
    last = [(one, waiting.of_place(context.tables, one.compared)[-1]) for one in beside(context)]
    return [(one.compared, reading) for one, reading in last if reading.ends > one.own.ends]


def numbers(context: Context[Tables]) -> pd.DataFrame:
    """Every partnership by every figure; those that are suppressed are missing."""
    held = beside(context)
    if not held:
        return pd.DataFrame()
    names = held[0].every.set_index("area_code").name.sort_values()
    frame = pd.DataFrame({"Partnership": names})
    for one in held:
        values = one.every.set_index("area_code").value.reindex(names.index)
        column = f"{one.compared.label}, {one.compared.unit}, {one.own.period}"
        frame[column] = values.round(1 if one.compared.of else 0)
    return frame.reset_index(drop=True)


def everyone(context: Context[Tables]) -> pd.DataFrame:
    """The same in words, with stars."""
    frame = numbers(context)
    for one, column in zip(beside(context), list(frame)[1:]):
        frame[column] = [wait_words.figure(one.compared, value) for value in frame[column]]
    return frame


def point(one: Beside, place: str) -> str:
    """What a figure says, in the sentence that a room can read."""
    own = one.own
    if one.compared.key == wait_words.LONGEST:
        return wait_words.waiting(place, own)
    if one.compared.key == wait_words.IN_TIME:
        return wait_words.in_time(own, one.place, one.of)
    return f"{one.compared.label}: {wait_words.note(one.compared, own, one.place, one.of)}."


@dataclass(frozen=True, kw_only=True)
class Waits:
    """What is published of waits. held: whether anything is."""

    message: str
    tiles: tuple[Tile, ...] = ()
    caution: str = ""
    held: bool = True


@remembered()
def waits(context: Context[Tables]) -> Waits:
    """The point of what is published, and its figures in tiles."""
    place = context.tables.place
    held = {one.compared.key: one for one in beside(context)}
    if not held:
        return Waits(message=wait_words.nothing(place.name), held=False)
    return Waits(
        message=words.joined(
            point(held[key], place.name)
            for key in (wait_words.LONGEST, wait_words.IN_TIME)
            if key in held
        ),
        tiles=tuple(
            Tile(
                label=one.compared.label,
                value=wait_words.figure(one.compared, one.own.value),
                note=wait_words.note(one.compared, one.own, one.place, one.of),
            )
            for one in held.values()
        ),
        caution=wait_words.CAUTION,
    )


def bars(one: Beside) -> StageBars:
    """The partnership between the best, the middle and the last of all, and the nation."""
    known = one.every.dropna(subset="value").reset_index(drop=True)
    own = known.index[known.area_code == one.code][0]
    rows = known.iloc[sorted({0, len(known) // 2, len(known) - 1, own})]
    value = list(rows.value)
    names = list(rows.name)
    if one.nation == one.nation:
        value, names = [*value, one.nation], [*names, one.nation_name]
    text = [wait_words.figure(one.compared, each) for each in value]
    frame = pd.DataFrame(
        {"label": names, "value": value, "lower": float("nan"), "upper": float("nan"), "text": text}
    ).sort_values("value", ascending=one.compared.better == "low", kind="stable")
    said = ", ".join(f"{label} {text}" for label, text in zip(frame.label, frame.text))
    return StageBars(
        rows=frame.reset_index(drop=True),
        marked=(str(known.name[own]),),
        line=None,
        unit=f"{one.compared.unit}: best, middle and last of {one.of}, and ours",
        alt=f"{one.compared.label}: {said}.",
    )

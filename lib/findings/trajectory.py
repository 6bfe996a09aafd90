"""How the partnership stands to the national trajectory and to all other partnerships, by period
(docs/methods.md 20)."""

from dataclasses import dataclass

import pandas as pd

from lib import plan_words, words
from lib.figures.actual import RATE, TREATED
from lib.figures.published import ROLLING, monthly, nation, own_monthly
from lib.findings.context import Context, remembered
from lib.findings.over_years import CONTACTED
from lib.findings.staged import StageBars
from lib.findings.tiles import Tile
from lib.sources import Tables
from lib.variation.rates import proportion_interval

UPLOADED = "uploaded"
HELPED = "more_helped"  # how many more the nation was to reach, which is no partnership's figure


@dataclass(frozen=True, kw_only=True)
class Against:
    """One measure of all partnerships.

    Attributes
    ----------
    title, unit
        What is measured, of when.
    rows
        code, label, value, text, own (whether it is this partnership), known; best first.
    message
        Where this one stands among them.
    moved
        How its own figure moved, of one that is a change; "" of any other.
    """

    title: str
    unit: str
    rows: pd.DataFrame
    message: str
    moved: str = ""

    @property
    def place(self) -> int:
        """Of this partnership, from the highest; equal ones share the better place."""
        own = self.rows.value[self.rows.own].iloc[0]
        return 1 + int((self.rows.value.round(1) > round(own, 1)).sum())

    @property
    def alt(self) -> str:
        ends = self.rows.iloc[[0, -1]]
        spread = " to ".join(f"{row.label} {row.text}" for row in ends.itertuples())
        return f"{self.title}, every partnership: {spread}. {self.message}."

    @property
    def table(self) -> pd.DataFrame:
        """In words, the best first."""
        rows = self.rows
        return pd.DataFrame(
            {"Partnership": rows.label, self.unit.capitalize(): rows.text, "Known": rows.known}
        )


@dataclass(frozen=True, kw_only=True)
class Line:
    """The partnership by period.

    Attributes
    ----------
    place, known
        Its name, and in a word how its figures are known.
    sentences
        How it stands, a sentence for each measure.
    rates
        Two contacts, in 100 with a diagnosable condition, a period a row: step (national; missing
        where none is held), verified (whether that was read in a publication), value, lower, upper,
        nation.
    counts
        At least one contact in 12 months: month, children, own (brought in by a
        reader); another measure, never joined to rates.
    trajectory
        Of that measure: month, children, words.
    treated, once
        Children with two contacts, and with at least one, by financial year.
    aims
        What the nation as a whole was to do, in sentences.
    against
        All partnerships on each measure.
    notes
        Years whose count was published twice, in sentences.
    missing
        What this partnership has not, in a sentence; "" where nothing.
    """

    place: str
    known: str
    sentences: tuple[str, ...]
    rates: pd.DataFrame
    counts: pd.DataFrame
    trajectory: pd.DataFrame
    treated: pd.Series
    once: pd.Series
    nation: str
    aims: tuple[str, ...]
    against: tuple[Against, ...]
    notes: tuple[str, ...]
    missing: str

    @property
    def message(self) -> str:
        return words.joined(self.sentences)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The newest of each measure, and where it stands among all others."""
        known = self.rates[self.rates.value.notna()]
        every = [
            Tile(
                label=f"Two contacts, {period}",
                value=f"{row.value:.1f} in 100",
                note=f"95% interval {row.lower:.1f} to {row.upper:.1f}; {_step_of(row)}",
            )
            for period, row in known.iloc[-1:].iterrows()
        ]
        every += [
            Tile(
                label="One contact or more",
                value=f"{row.children:,.0f}",
                note=f"children, 12 months to {words.month(row.month)}",
            )
            for row in self.counts.iloc[-1:].itertuples()
        ]
        every += [
            Tile(
                label=f"Among all: {one.title[:1].lower()}{one.title[1:]}",
                value=f"{one.place} of {len(one.rows)}",
                note="from the highest; places near each other may be chance",
            )
            for one in self.against
        ]
        return tuple(every)

    @property
    def bars(self) -> StageBars | None:
        """Two contacts, the nation's and the step in the newest year that has a rate; None where
        none has."""
        known = self.rates[self.rates.value.notna()]
        if known.empty:
            return None
        period, row = str(known.index[-1]), known.iloc[-1]
        rows = pd.DataFrame(
            [
                (self.place, row.value, row.lower, row.upper),
                (self.nation, row.nation, float("nan"), float("nan")),
            ],
            columns=["label", "value", "lower", "upper"],
        ).dropna(subset="value")
        rows = rows.assign(text=[f"{value:.1f}" for value in rows.value])
        rates = ", ".join(f"{one.label} {one.text}" for one in rows.itertuples())
        step = plan_words.step(row.step, row.verified)
        return StageBars(
            rows=rows,
            marked=(self.place,),
            line=None if step == "none" else (row.step, f"national step, {step}"),
            unit=f"in 100 children with a diagnosable condition, {period}",
            alt=f"Two contacts in {period}: {rates}; national step {step}.",
        )

    @property
    def table(self) -> pd.DataFrame:
        """Every year in words."""
        target = self.trajectory.set_index("period").children
        rows = []
        for period in sorted({*self.rates.index, *self.treated.index, *self.once.index}):
            at = self.rates.reindex([period]).iloc[0]
            rows.append(
                (
                    period,
                    plan_words.rate(at.value),
                    plan_words.step(at.step, at.verified),
                    plan_words.rate(at.nation),
                    plan_words.count(self.treated.get(period)),
                    plan_words.count(self.once.get(period)),
                    plan_words.count(target.get(period)),
                )
            )
        return pd.DataFrame(rows, columns=plan_words.columns(self.nation))


def _step_of(row: pd.Series) -> str:
    step = plan_words.step(row.step, row.verified)
    return "no national step held" if step == "none" else f"national step {step}"


@remembered()
def line(context: Context[Tables]) -> Line:
    """What is known of the partnership on both measures."""
    tables = context.tables
    rates, counts = _rates(tables), _counts(tables)
    steps = _local_steps(tables)
    against = tuple(filter(None, (_by_rate(tables, rates), _by_change(tables))))
    return Line(
        place=tables.place.name,
        known=_known(tables),
        sentences=plan_words.line_sentences(
            tables.place.name, rates, counts, next((one.moved for one in against if one.moved), "")
        ),
        rates=rates,
        counts=counts,
        trajectory=steps,
        treated=_of_whole(tables, TREATED),
        once=_of_whole(tables, CONTACTED),
        nation=nation(tables),
        aims=tuple(
            plan_words.aim(row.period, row.value, row.words)
            for row in tables.trajectory.itertuples()
            if row.measure == HELPED
        ),
        against=against,
        notes=_printed_twice(_of_whole(tables, CONTACTED), counts),
        missing=plan_words.missing(
            tables.place.name, len(tables.trajectory), len(tables.partnerships), len(counts)
        ),
    )


def _known(tables: Tables) -> str:
    rows = tables.published_counts
    own = rows[(rows.level == "whole") & rows.measure.isin([RATE, TREATED, CONTACTED])]
    return UPLOADED if UPLOADED in set(own.provenance) else "published"


def _of_whole(tables: Tables, measure: str) -> pd.Series:
    """A measure of the whole by financial year."""
    rows = tables.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure == measure) & rows.value.notna()]
    return rows[rows.period.str.contains("/")].set_index("period").value.sort_index()


def _rates(tables: Tables) -> pd.DataFrame:
    """As Line.rates."""
    steps = tables.trajectory
    steps = steps[(steps.measure == RATE) & (steps.level == "nation")].set_index("period")
    held = tables.standards.set_index("standard").percent
    step = steps.value.fillna(steps.standard.map(held))
    outturns = tables.standards[
        (tables.standards.kind == "outturn") & (tables.standards.area_name == nation(tables))
    ].set_index("period")
    rate, treated = _of_whole(tables, RATE), _of_whole(tables, TREATED)
    counted = treated.reindex(rate.index)
    lower, upper = proportion_interval(counted, counted / rate)
    frame = pd.DataFrame(
        {
            "step": step,
            "verified": steps.provenance == "published",
            "value": 100 * rate,
            "lower": 100 * lower,
            "upper": 100 * upper,
            "nation": outturns.percent,
        }
    )
    return frame.astype({name: float for name in frame if name != "verified"}).sort_index()


def march(period: str) -> str:
    """The month that a financial year ends in.

    >>> march("2003/04")
    '2004-03'
    """
    return f"{int(period[:4]) + 1}-03"


def _counts(tables: Tables) -> pd.DataFrame:
    """The whole with at least one contact, month by month: as published, and where a reader brought
    months in, theirs."""
    table, own = monthly(tables, CONTACTED), own_monthly(tables, CONTACTED).dropna()
    counts = table[tables.place.name] if tables.place.name in table else pd.Series(dtype=float)
    counts = counts.dropna()
    theirs = counts[[month for month in counts.index if month not in own.index]]
    both = pd.concat([part.astype(float) for part in (theirs, own) if len(part)] or [counts])
    frame = both.sort_index().rename_axis("month").rename("children").reset_index()
    return frame.assign(own=frame.month.isin(own.index))


def _local_steps(tables: Tables) -> pd.DataFrame:
    steps = tables.trajectory
    steps = steps[(steps.measure == CONTACTED) & (steps.level == "whole")]
    return pd.DataFrame(
        {
            "period": steps.period.to_numpy(),
            "month": [march(period) for period in steps.period],
            "children": steps.value.to_numpy(float),
            "words": steps.words.to_numpy(),
        }
    )


def _printed_twice(once: pd.Series, counts: pd.DataFrame) -> tuple[str, ...]:
    """A sentence for each year whose count is another in the monthly series."""
    by_month = counts.set_index("month").children
    return tuple(
        plan_words.two_figures(str(period), value, by_month[march(str(period))])
        for period, value in once.items()
        if by_month.get(march(str(period)), value) != value
    )


def _ranked(
    tables: Tables, others: pd.DataFrame, own: float, known: str, text: str
) -> pd.DataFrame:
    """As Against.rows. others: code, label, value, known."""
    place = tables.place
    mine = pd.DataFrame(
        {"code": [place.code], "label": [place.name], "value": [own], "known": [known]}
    )
    rows = pd.concat([mine, others], ignore_index=True)
    rows = rows.assign(own=rows.code == place.code, text=[text.format(v) for v in rows.value])
    return rows.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)


def _others(tables: Tables, measure: str) -> pd.DataFrame:
    """The other partnerships, a period a column; index code, label."""
    rows = tables.partnerships[tables.partnerships.measure == measure]
    rows = rows.rename(columns={"partnership_code": "code", "partnership": "label"})
    return rows.pivot(index=["code", "label"], columns="period", values="value").sort_index(axis=1)


def _by_rate(tables: Tables, rates: pd.DataFrame) -> Against | None:
    """Two contacts, in the last period that all have."""
    others, own = _others(tables, RATE), rates.value.dropna()
    both = [period for period in own.index if period in others]
    if not both:
        return None
    period = both[-1]
    values = (100 * others[period]).rename("value").reset_index().assign(known="published")
    rows = _ranked(tables, values, float(own[period]), "published", "{:.1f}")
    more = int((rows.value.round(1) > round(own[period], 1)).sum())
    return Against(
        title=f"Two contacts, {period}",
        unit="in 100 with a diagnosable condition",
        rows=rows,
        message=plan_words.place_among(more, len(rows) - 1, "reached more"),
    )


def _by_change(tables: Tables) -> Against | None:
    """One contact: how much the count moved between the first and the last date that all have; a
    count by itself says how large a partnership is."""
    others = _others(tables, CONTACTED)
    rows = tables.published_counts
    own = rows[(rows.level == "whole") & (rows.measure == CONTACTED)].set_index("period").value
    both = [period for period in others if period in own.index and period.startswith(ROLLING)]
    if len(both) < 2:
        return None
    first, last = both[0], both[-1]
    known = tables.partnerships[tables.partnerships.measure == CONTACTED]
    known = known.drop_duplicates("partnership_code").set_index("partnership_code").provenance
    change = (100 * (others[last] / others[first] - 1)).rename("value").reset_index()
    change = change.assign(known=change.code.map(known))
    mine = float(100 * (own[last] / own[first] - 1))
    ranked = _ranked(tables, change, mine, "published", "{:+.1f}%")
    lower = int((ranked.value.round(1) < round(mine, 1)).sum())
    return Against(
        title=f"At least one contact, {plan_words.month(first)} to {plan_words.month(last)}",
        unit="change of the count",
        rows=ranked,
        message=plan_words.place_among(lower, len(ranked) - 1, "did worse"),
        moved=plan_words.moved(first.split()[-1], mine),
    )

"""What of the monthly figures is more than their usual variation, and where the measure or a
submission broke (docs/methods.md 20)."""

from dataclasses import dataclass

import pandas as pd

from lib import plan_words, words
from lib.findings.context import Context, remembered
from lib.findings.over_years import CONTACTED
from lib.findings.trajectory import line
from lib.sources import Tables
from lib.variation import process

CHANGE, LEVEL = "change", "level"
FIGURES = {CHANGE: "Each month's change", LEVEL: "12 months to each month"}


@dataclass(frozen=True, kw_only=True)
class Process:
    """Monthly figures with their limits.

    Attributes
    ----------
    rows
        month, value, centre, lower, upper, marks (words of the rules, "" where none), note (where
        something broke, "" elsewhere).
    message
        What is more than usual variation.
    caution
        How far the limits can be trusted.
    broke
        Where something broke, in sentences.
    known
        In a word, how they are known.
    """

    figure: str
    rows: pd.DataFrame
    message: str
    caution: str
    broke: tuple[str, ...]
    known: str

    @property
    def table(self) -> pd.DataFrame:
        """In words, the latest first."""
        rows = self.rows.iloc[::-1]
        sign = "+" if self.figure == CHANGE else ""
        limits = [
            f"{row.lower:{sign},.0f} to {row.upper:{sign},.0f}"
            if row.lower == row.lower
            else "none"
            for row in rows.itertuples()
        ]
        return pd.DataFrame(
            {
                "12 months to": rows.month.map(words.month),
                "Figure": [f"{value:{sign},.0f}" for value in rows.value],
                "Usual range": limits,
                "More than usual": rows.marks.str.capitalize(),
                "What broke": rows.note,
            }
        )


def every_month(counts: pd.Series) -> pd.Series:
    """The months at the end of a line of which none is left out; none where they are no months
    together. counts: by month, in order.

    >>> every_month(pd.Series([5.0, 1.0, 2.0], ["2003-03", "2004-03", "2004-04"])).to_dict()
    {'2004-03': 1.0, '2004-04': 2.0}
    """
    month = pd.PeriodIndex(counts.index, freq="M").asi8
    starts = [i for i in range(1, len(counts)) if month[i] - month[i - 1] > 1]
    together = counts.iloc[max(starts, default=0) :]
    return together if len(together) > 1 else together.iloc[:0]


def _breaks(tables: Tables, months: pd.DataFrame) -> pd.DataFrame:
    """Where something broke, by month: what, anew; and where a reader's own months begin and end.
    months: as Line.counts."""
    held = tables.breaks[tables.breaks.measure == CONTACTED].set_index("month")[["what", "anew"]]
    turns = months[months.own != months.own.shift(fill_value=False)]
    own = pd.DataFrame(
        {
            "what": [plan_words.OWN if own else plan_words.PUBLISHED for own in turns.own],
            "anew": True,
        },
        index=pd.Index(turns.month, name="month"),
    )
    every = pd.concat([held[~held.index.isin(own.index)], own]) if len(own) else held
    return every.sort_index()


@remembered()
def monthly_process(context: Context[Tables], figure: str) -> Process | None:
    """A key of FIGURES; None where no month is published."""
    months = line(context).counts
    values = every_month(months.set_index("month").children)
    breaks = _breaks(context.tables, months)
    anew = set(breaks.index[breaks.anew.astype(bool)])
    if figure == CHANGE:
        # what a month is more than the last of another measure is no change
        kept = [month not in anew for month in values.index]
        values = values.diff()[kept].dropna()
        anew = {min((m for m in values.index if m > month), default="") for month in anew}
    if values.empty:
        return None
    chart = process.chart(values, anew)
    notes = [breaks.what.get(month, "") for month in chart.index]
    rows = chart.assign(note=notes).rename_axis("month").reset_index()
    return Process(
        figure=figure,
        rows=rows,
        message=plan_words.process_sentence(rows, figure == CHANGE),
        caution=plan_words.ROLLING_LEVEL if figure == LEVEL else plan_words.ROLLING_CHANGE,
        known=line(context).known,
        broke=tuple(plan_words.broke(row.Index, row.what, row.anew) for row in breaks.itertuples()),
    )

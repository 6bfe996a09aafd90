"""Published counts of referrals that wait: of the partnership over time, of all partnerships side
by side, and the quarter that the model of the pathway starts from (docs/methods.md 17)."""

import pandas as pd

from lib.catalogue.waiting import WAITS, Compared
from lib.figures.promised import Reading
from lib.figures.published import NATION
from lib.model.pathway import Quarter
from lib.sources import Tables

DAYS = 7


def in_words(span: str, ends: str) -> str:
    """A period as it is said.

    >>> in_words("end of", "2001-03")
    'end of March 2001'
    """
    return f"{span} {pd.Period(ends, 'M'):%B %Y}"


def of_place(tables: Tables, compared: Compared) -> list[Reading]:
    """The partnership's own figures, oldest first; none where it has none."""
    rows = tables.referral_waits
    rows = rows[rows.area_code == tables.place.code]
    counted, of = (rows[rows.measure == key] for key in (compared.counted, compared.of))
    whole = of.set_index("ends").value
    readings = []
    for row in counted.dropna(subset="value").sort_values("ends").itertuples():
        total = whole.get(row.ends, float("nan")) if compared.of else 0.0
        if total != total:
            continue
        readings.append(
            Reading(
                period=in_words(compared.span, row.ends),
                ends=row.ends,
                value=100 * row.value / total if total else row.value,
                counted=row.value if total else 0,
                of=total,
                broken="" if pd.isna(row.broken) else row.broken,
                known=row.provenance,
                sources=(row.source_id,),
            )
        )
    return readings


def beside(tables: Tables, compared: Compared, ends: str) -> pd.DataFrame:
    """Every partnership that a figure is printed of at one time: area_code, name, counted, of,
    value (NaN where it is suppressed), best first; the nation is not among them."""
    rows = tables.referral_waits
    rows = rows[(rows.ends == ends) & (rows.area_code != NATION)]
    return _shares(rows, compared).sort_values(
        ["value", "name"], ascending=[compared.better == "low", True], ignore_index=True
    )


def of_nation(tables: Tables, compared: Compared, ends: str) -> float:
    """The nation's figure at one time; NaN where none is printed."""
    rows = tables.referral_waits
    rows = _shares(rows[(rows.ends == ends) & (rows.area_code == NATION)], compared)
    return float(rows.value.iloc[0]) if len(rows) else float("nan")


def _shares(rows: pd.DataFrame, compared: Compared) -> pd.DataFrame:
    wide = rows[rows.measure.isin((compared.counted, compared.of))].pivot(
        index=["area_code", "area_name"], columns="measure", values="value"
    )
    if compared.counted not in wide or (compared.of and compared.of not in wide):
        return pd.DataFrame(columns=["area_code", "name", "counted", "of", "value"])
    counted = wide[compared.counted]
    of = wide[compared.of] if compared.of else counted * 0 + 1
    frame = pd.DataFrame({"counted": counted, "of": of})
    frame["value"] = counted / of * (100 if compared.of else 1)
    return frame.reset_index().rename(columns={"area_name": "name"})


def newest(tables: Tables, compared: Compared) -> str:
    """The newest time without a gap that a figure is printed for more than the partnership and the
    nation; "" where there is none."""
    ends = [one.ends for one in of_place(tables, compared) if not one.broken]
    wide = [month for month in ends if len(beside(tables, compared, month)) > 1]
    return wide[-1] if wide else ""


def quarter(tables: Tables) -> Quarter | None:
    """The newest quarter without a gap of which all is printed that the model needs; None where
    there is none."""
    rows = tables.referral_waits
    rows = rows[(rows.area_code == tables.place.code) & rows.value.notna() & rows.broken.isna()]
    wide = rows.pivot(index="ends", columns="measure", values="value").reindex(columns=list(WAITS))
    whole = wide.dropna()
    if whole.empty:
        return None
    last = whole.iloc[-1]
    months = wide.waiting_first.dropna()
    first = months[months.index >= str(pd.Period(whole.index[-1], "M") - 2)]
    weeks = (_end(whole.index[-1]) - _end(first.index[0])).days / DAYS
    return Quarter(
        ends=str(whole.index[-1]),
        started=last.started,
        closed=last.closed,
        stopped=last.stopped,
        waiting_first=last.waiting_first,
        waiting_stop=last.waiting_stop,
        open=last.open,
        rise=(last.waiting_first - first.iloc[0]) / weeks if weeks else 0.0,
        over_a_year=last.waiting_stop_over_52_weeks,
        sources=tuple(dict.fromkeys(rows.source_id)),
    )


def _end(month: str) -> pd.Timestamp:
    return pd.Period(month, "M").end_time.normalize()

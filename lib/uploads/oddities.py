"""What is allowed in a table and worth a second look."""

import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure.tables import safe_counts
from lib.place.areas import Areas, listed
from lib.sources import Tables
from lib.uploads.matching import Matched

HALF = 0.5  # a value this much above or below the one in use is worth a second look


def found(table: Matched, tables: Tables) -> list[str]:
    """What is allowed and worth a second look, judged by the figures as they may be shown, so that
    no warning gives one away."""
    frame, said, areas = table.frame, [], tables.areas
    in_use = {"counts": tables.counts, "spend": tables.spend}
    if table.kind == "counts":
        frame = safe_counts(frame.assign(provenance="uploaded"), tables.published_counts)
        said += _treated_above_referred(frame, areas)
    if table.kind == "published_counts":
        have = set(tables.counts.period[tables.counts.measure == "treated_two_contacts"])
        late = sorted(
            set(frame.period[frame.measure == "pounds"])
            - have
            - set(frame.period[frame.measure == "treated_two_contacts"])
        )
        said += [
            f"Spend {period}: is used once there are counts of children treated for the same year."
            for period in late
        ]
    if table.kind in ("counts", "spend"):
        what, number = ("measure", "value") if table.kind == "counts" else ("service", "pounds")
        for (period, word), part in frame.groupby(["period", what]):
            value = part.set_index("area_code")[number].astype(float)
            if value.nunique() == 1 and len(value) > 1:
                said.append(f"{_said(word)} {period}: every district has the same value.")
            said += (
                _thousands(value, in_use[table.kind], str(word)) if table.kind == "spend" else []
            )
            said += _far_off(value, in_use[table.kind], str(period), str(word), what, number, areas)
        said += _not_used(frame, table.kind) + _as_given(
            table.frame, in_use[table.kind], what, number
        )
    return said


def _as_given(frame: pd.DataFrame, in_use: pd.DataFrame, what: str, number: str) -> list[str]:
    """Figures that a template came with and nobody has filled in: estimates, which would pass for
    someone's own counts."""
    estimates = in_use[in_use.provenance.isin(("apportioned", "modelled"))].groupby(
        [what, "period"]
    )
    given = {
        (word, tuple(part.sort_values("area_code")[number].astype(float)))
        for (word, _), part in estimates
    }
    same = [
        f"{_said(word)} {period}"
        for (period, word), part in frame.groupby(["period", what])
        if (word, tuple(part.sort_values("area_code")[number].astype(float))) in given
    ]
    if not same:
        return []
    return [
        f"{listed(same)}: the estimates that the template came with. Used as they are, they would"
        " be shown as uploaded; leave them out."
    ]


def _treated_above_referred(frame: pd.DataFrame, areas: Areas) -> list[str]:
    found = []
    for period, part in frame.groupby("period"):
        wide = part.pivot(index="area_code", columns="measure", values="value").astype(float)
        if {"referred", "treated_two_contacts"} <= set(wide):
            above = wide.index[wide.treated_two_contacts > wide.referred]
            if len(above):
                found.append(
                    f"{period}: more children treated than referred in"
                    f" {listed(areas.name[code] for code in above)}. That can be: they are"
                    " different groups of children."
                )
    return found


def _thousands(value: pd.Series, in_use: pd.DataFrame, word: str) -> list[str]:
    """Whether spend looks as if it were in thousands of pounds."""
    usual = in_use.pounds[in_use.service == word].median()
    return (
        [f"{_said(word)}: are these thousands? Pounds are asked for."]
        if 0 < value.median() < usual / 200
        else []
    )


def _far_off(
    value: pd.Series,
    in_use: pd.DataFrame,
    period: str,
    word: str,
    what: str,
    number: str,
    areas: Areas,
) -> list[str]:
    """Districts more than half above or below the figure in use of the same year, or of the latest
    there is."""
    rows = in_use[in_use[what] == word]
    if rows.empty:
        return []
    year = period if period in set(rows.period) else rows.period.max()
    known = rows[rows.period == year].set_index("area_code")[number].reindex(value.index)
    off = value.index[((value - known).abs() > HALF * known) & known.notna()]
    if not len(off):
        return []
    who = "every district" if len(off) == len(value) else listed(areas.name[code] for code in off)
    return [
        f"{_said(word)} {period}: more than half above or below the figure in use for {year} in"
        f" {who}."
    ]


def _not_used(frame: pd.DataFrame, kind: str) -> list[str]:
    """Counts that no figure can be made of, because what they are counted out of is not there."""
    if kind != "counts":
        return []
    have = set(zip(frame.period, frame.measure))
    found = []
    for measure, of in (
        (part, whole) for part, whole in catalogue.within().items() if whole == "referred"
    ):
        for period in sorted({p for p, m in have if m == measure and (p, of) not in have}):
            found.append(
                f"{_said(measure)} {period}: needs {_said(of).lower()} for the same year before a"
                " rate can be shown."
            )
    return found


def _said(word: object) -> str:
    return catalogue.words(str(word)).capitalize()

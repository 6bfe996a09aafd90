"""Every fault of a table at once, each with its row, column, value, what is wrong and the fix; and what is odd but allowed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.areas import Areas, listed
from lib.disclosure import WITHIN
from lib.schema import INCOMING, SERVICES, Fault, faults
from lib.uploads.matching import MEND, NUMBERS, Matched

HALF = 0.5  # a value this much above or below the bundled one is worth a second look
WHOLE_MEASURES = ("treated_two_contacts", "contacted_once", "two_contact_access_rate", "pounds", "referred")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A table with what is wrong with it (faults; none may be left) and what is odd (warnings)."""

    table: Matched
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]


def checked(table: Matched, areas: Areas, bundled: dict[str, pd.DataFrame], places: dict[str, str]) -> Checked:
    """bundled: the tables in use, by kind. places: codes a published figure may stand for -> names."""
    found = all_faults(table, areas, places)
    return Checked(table=table, faults=tuple(found), warnings=() if found else tuple(oddities(table, areas, bundled)))


def all_faults(table: Matched, areas: Areas, places: dict[str, str]) -> list[Fault]:
    """Everything wrong, in the order of the rows."""
    contract, frame = INCOMING[table.kind], table.frame
    missing = [column for column in contract.schema.columns if column not in frame]
    if missing:
        fix = "add the column; the template has it"
        return [Fault(row=None, column=column, value="", wrong="is missing", fix=fix) for column in missing]
    found, sound = _unreadable(frame, table.kind)
    found += [*table.faults, *_unknown(frame, table.kind, areas, places)]
    by_row = {(fault.row, fault.column) for fault in found}
    ordered = sound.reset_index(drop=True)
    rows = list(frame.index)
    for fault in faults(contract, ordered, first_row=0):
        at = None if fault.row is None else int(rows[fault.row])
        if (at, fault.column) not in by_row and fault.wrong != "repeats an earlier row":
            found.append(Fault(row=at, column=fault.column, value=fault.value, wrong=fault.wrong, fix=fault.fix))
    found += [fault for fault in _repeated(frame, contract.key) if fault not in found]
    if table.kind == "counts":
        found += _above(sound)
    if contract.every_area and not any(fault.column in ("area_code", "period", "measure", "service") for fault in found):
        found += _left_out(frame, table.kind, areas)
    return sorted(set(found), key=lambda fault: (fault.row is None, fault.row or 0, fault.column))


def _unreadable(frame: pd.DataFrame, kind: str) -> tuple[list[Fault], pd.DataFrame]:
    """Cells of number columns that hold no number, and the frame with a 0 in their place so that the rest can be checked."""
    found, sound = [], frame.copy()
    for column in [c for c in NUMBERS if c in frame]:
        bad = frame[column].map(lambda cell: isinstance(cell, str))
        for row, cell in frame[column][bad].items():
            if cell == "":
                fix = "fill it in, or write * where the count is suppressed" if kind == "counts" else "fill it in"
                found.append(Fault(row=int(row), column=column, value="", wrong="is empty", fix=fix))
            else:
                found.append(Fault(row=int(row), column=column, value=cell[:40], wrong="is not a number", fix="give a number in figures"))
        stand_in = {"lat": 50.0}.get(column, 0.0)
        sound[column] = frame[column].mask(bad, stand_in).astype(float)
    for column in [c for c in frame if c not in NUMBERS]:
        for row in frame.index[frame[column] == ""]:
            found.append(Fault(row=int(row), column=column, value="", wrong="is empty", fix="fill it in"))
    return found, sound


def _unknown(frame: pd.DataFrame, kind: str, areas: Areas, places: dict[str, str]) -> list[Fault]:
    known = set(places) if kind == "published_counts" else set(areas.order)
    name = listed(places.values()) if kind == "published_counts" else listed(areas.name)
    unknown = frame.area_code[~frame.area_code.isin(known) & (frame.area_code != "")]
    wrong, fix = "is not an area of this dashboard", f"write the name or code of one of {name}"
    return [Fault(row=int(row), column="area_code", value=str(text)[:40], wrong=wrong, fix=fix) for row, text in unknown.items()]


def _repeated(frame: pd.DataFrame, key: tuple[str, ...]) -> list[Fault]:
    double = frame.duplicated(list(key)) & (frame[list(key)] != "").all(axis=1)
    fix = "keep one of them; counts of parts of a district are added up before they come in"
    said = ", ".join(key)
    return [Fault(row=int(row), column=said, value="", wrong="repeats an earlier row", fix=fix) for row in frame.index[double]]


def _above(frame: pd.DataFrame) -> list[Fault]:
    """Numerators above their denominators."""
    value = frame.drop_duplicates(["area_code", "period", "measure"]).set_index(["area_code", "period", "measure"]).value
    found = []
    for row, cell in frame.iterrows():
        of = WITHIN.get(cell.measure)
        limit = value.get((cell.area_code, cell.period, of), np.nan) if of else np.nan
        if cell.value > limit:
            said = of.replace("_", " ") if of else ""
            wrong = f"is more than the {limit:,.0f} {said} in the same area and year"
            found.append(
                Fault(row=int(str(row)), column="value", value=f"{cell.value:g}", wrong=wrong, fix="correct one of the two counts")
            )
    return found


def _left_out(frame: pd.DataFrame, kind: str, areas: Areas) -> list[Fault]:
    """Areas with no row, in each year and measure."""
    groups = [c for c in ("period", "measure", "service") if c in frame]
    found = []
    for key, part in frame.groupby(groups):
        missing = [areas.name[code] for code in areas.order if code not in set(part.area_code)]
        if missing:
            fix = "add a row for each, 0 where there were none" + (" and * where it is suppressed" if kind == "counts" else "")
            wrong = f"has no row for {listed(missing)} in {', '.join(str(k) for k in key)}"
            found.append(Fault(row=None, column="area_code", value="", wrong=wrong, fix=fix))
    if kind == "spend":
        for period, part in frame.groupby("period"):
            lacking = [service for service in SERVICES if service not in set(part.service)]
            if lacking:
                wrong, fix = f"has no rows for {listed(lacking)} in {period}", "add them, £0 where nothing is spent"
                found.append(Fault(row=None, column="service", value="", wrong=wrong, fix=fix))
    return found


def oddities(table: Matched, areas: Areas, bundled: dict[str, pd.DataFrame]) -> list[str]:
    """What is allowed and worth a second look. No value is named: a small one would be given away."""
    frame, found = table.frame, []
    if table.kind == "counts":
        found += _treated_above_referred(frame, areas)
    if table.kind in ("counts", "spend"):
        what, number = ("measure", "value") if table.kind == "counts" else ("service", "pounds")
        for (period, word), part in frame.groupby(["period", what]):
            value = part.set_index("area_code")[number].astype(float)
            if value.nunique() == 1 and len(value) > 1:
                found.append(f"{_said(word)} {period}: every district has the same value.")
            found += _far_off(value, bundled[table.kind], str(period), str(word), what, number, areas)
        found += _not_used(frame, table.kind)
    return found


def _treated_above_referred(frame: pd.DataFrame, areas: Areas) -> list[str]:
    found = []
    for period, part in frame.groupby("period"):
        wide = part.pivot(index="area_code", columns="measure", values="value").astype(float)
        if {"referred", "treated_two_contacts"} <= set(wide):
            above = wide.index[wide.treated_two_contacts > wide.referred]
            if len(above):
                found.append(
                    f"{period}: more children treated than referred in {listed(areas.name[code] for code in above)}. That can be: they "
                    "are different groups of children."
                )
    return found


def _far_off(value: pd.Series, bundled: pd.DataFrame, period: str, word: str, what: str, number: str, areas: Areas) -> list[str]:
    """Districts more than half above or below the bundled figure of the same year, or of the latest there is."""
    rows = bundled[bundled[what] == word]
    if rows.empty:
        return []
    year = period if period in set(rows.period) else rows.period.max()
    known = rows[rows.period == year].set_index("area_code")[number].reindex(value.index)
    off = value.index[((value - known).abs() > HALF * known) & known.notna()]
    if not len(off):
        return []
    who = "every district" if len(off) == len(value) else listed(areas.name[code] for code in off)
    return [f"{_said(word)} {period}: more than half above or below the figure in use for {year} in {who}."]


def _not_used(frame: pd.DataFrame, kind: str) -> list[str]:
    """Counts that no figure can be made of, because what they are counted out of is not there."""
    if kind != "counts":
        return []
    have = set(zip(frame.period, frame.measure))
    found = []
    for measure, of in WITHIN.items():
        for period in sorted({p for p, m in have if m == measure and (p, of) not in have}):
            found.append(f"{_said(measure)} {period}: needs {_said(of).lower()} for the same year before a rate can be shown.")
    return found


def _said(word: object) -> str:
    return str(word).replace("_", " ").capitalize()


def corrected(found: Checked) -> bytes:
    """The table with the contract's columns and, in a last column, what to mend in each row; what concerns the whole is in the first.

    CSV, UTF-8 with mark. It can be mended and brought in again: the last column is read past.
    """
    said: dict[int, list[str]] = {}
    for fault in found.faults:
        row = int(found.table.frame.index[0]) if fault.row is None else fault.row
        about = "whole table: " if fault.row is None else ""
        said.setdefault(row, []).append(f"{about}{fault.column} {fault.wrong}; {fault.fix}")
    frame = found.table.frame.copy()
    for column in [c for c in NUMBERS if c in frame]:
        frame[column] = [
            "*" if isinstance(cell, float) and np.isnan(cell) else f"{cell:.10g}" if isinstance(cell, float) else cell
            for cell in frame[column]
        ]
    frame[MEND] = ["; ".join(said.get(int(row), [])) for row in frame.index]
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")

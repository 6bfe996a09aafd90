"""Every fault of a table at once, each with its row, column, value, what is wrong and the fix."""

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.catalogue.measures import MEASURES
from lib.catalogue.services import SERVICES
from lib.disclosure.cells import SMALL
from lib.faults import Fault, faults
from lib.model.need import national_by_part
from lib.place.areas import Areas, listed
from lib.schema import INCOMING, is_period
from lib.sources import Tables
from lib.uploads import mhsds, oddities
from lib.uploads.matching import MEND, NOT_KNOWN, NUMBERS, THERE, Matched

MOST_LISTED = 1000  # faults of one table; those after are counted
EARLIEST = 2000  # a financial year begins in it; as the contract has it for every other table
COUNT_KEY = ["area_code", "period", "measure"]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A table with what is wrong with it (faults; none may be left) and what is odd (warnings).
    faults: the first MOST_LISTED in the order of the rows. more: how many there are after those."""

    table: Matched
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]
    more: int = 0


def whole_measures() -> tuple[str, ...]:
    """What published figures of the whole can be."""
    return (*catalogue.apportioned("scaled", "carried"), *catalogue.rates(), "pounds")


def part_measures() -> tuple[str, ...]:
    """What published figures of a part can be."""
    return (
        *catalogue.apportioned("as printed"),
        *catalogue.rates(),
        "population_0_17",
        *catalogue.apportioned("mean"),
    )


def none_is_a_count() -> set[str]:
    """Printed parts of a count: 0 is a figure like any other there; elsewhere others are worked out
    from it."""
    return set(catalogue.apportioned("as printed")) & set(catalogue.within())


def checked(table: Matched, tables: Tables, places: dict[str, str]) -> Checked:
    """tables: those in use. places: codes a published figure may stand for -> names."""
    found = all_faults(table, tables, places)
    warnings = () if found else tuple(oddities.found(table, tables))
    return Checked(
        table=table,
        faults=tuple(found[:MOST_LISTED]),
        warnings=warnings,
        more=max(len(found) - MOST_LISTED, 0),
    )


def all_faults(table: Matched, tables: Tables, places: dict[str, str]) -> list[Fault]:
    """Everything wrong, in the order of the rows."""
    areas = tables.areas
    contract, frame = INCOMING[table.kind], table.frame
    missing = [column for column in contract.schema.columns if column not in frame]
    if missing:
        fix = "add the column; the template has it"
        return [
            Fault(row=None, column=column, value="", wrong="is missing", fix=fix)
            for column in missing
        ]
    found, sound = _unreadable(frame, table.kind)
    found += [*table.faults, *_unknown(frame, table.kind, areas, places)]
    by_row = {(fault.row, fault.column) for fault in found}
    ordered = sound.reset_index(drop=True)
    rows = list(frame.index)
    for fault in faults(contract, ordered, first_row=0):
        at = None if fault.row is None else int(rows[fault.row])
        if (at, fault.column) not in by_row and fault.wrong != "repeats an earlier row":
            found.append(
                Fault(
                    row=at, column=fault.column, value=fault.value, wrong=fault.wrong, fix=fault.fix
                )
            )
    found += _repeated(frame, contract.key)
    if table.kind == "counts":
        faulty = {fault.row for fault in found if fault.column == "value"}
        counted = sound[~sound.index.isin(faulty)]  # what is no count is not compared with one
        found += [*_above(counted), *_too_many(counted, tables)]
    if table.kind == "published_counts":
        # nothing is worked out from NHS England's others
        named = sound[~sound.measure.map(mhsds.is_measure)] if table.official else sound
        found += _published(named, tables)
    if contract.every_area:
        what, words = (
            ("measure", list(MEASURES)) if table.kind == "counts" else ("service", list(SERVICES))
        )
        found += _left_out(
            frame[frame.period.map(is_period) & frame[what].isin(words)], table.kind, areas
        )
    if "period" in frame:
        found += _out_of_time(frame.period)
    return sorted(
        dict.fromkeys(found), key=lambda fault: (fault.row is None, fault.row or 0, fault.column)
    )


def _unreadable(frame: pd.DataFrame, kind: str) -> tuple[list[Fault], pd.DataFrame]:
    """Cells of number columns that hold no number, and the frame with a 0 in their place so that
    the rest can be checked."""
    found, sound = [], frame.copy()
    for column in [c for c in NUMBERS if c in frame]:
        bad = frame[column].map(lambda cell: isinstance(cell, str))
        for row, cell in frame[column][bad].items():
            if cell.lower().replace(" ", "") in NOT_KNOWN:
                fix = (
                    "fill it in, 0 where there were none, * where the count is suppressed"
                    if kind == "counts"
                    else "fill it in"
                )
                found.append(
                    Fault(
                        row=int(row),
                        column=column,
                        value=cell[:40],
                        wrong="holds no figure",
                        fix=fix,
                    )
                )
            elif "%" in cell:
                wrong, fix = "is a percent", "give the number itself"
                found.append(
                    Fault(row=int(row), column=column, value=cell[:40], wrong=wrong, fix=fix)
                )
            else:
                fix = "write it out in figures, for example 1270 or 1,270"
                found.append(
                    Fault(
                        row=int(row),
                        column=column,
                        value=cell[:40],
                        wrong="is not a number",
                        fix=fix,
                    )
                )
        stand_in = {"lat": 50.0}.get(column, 0.0)
        sound[column] = frame[column].mask(bad, stand_in).astype(float)
    for column in [c for c in frame if c not in NUMBERS]:
        for row in frame.index[frame[column] == ""]:
            found.append(
                Fault(row=int(row), column=column, value="", wrong="is empty", fix="fill it in")
            )
    return found, sound


def _unknown(frame: pd.DataFrame, kind: str, areas: Areas, places: dict[str, str]) -> list[Fault]:
    known = set(places) if kind == "published_counts" else set(areas.order)
    unknown = frame.area_code[~frame.area_code.isin(known) & (frame.area_code != "")]
    wrong, fix = "is not an area of this dashboard", "write its name or code as in the template"
    return [
        Fault(row=int(row), column="area_code", value=str(text)[:40], wrong=wrong, fix=fix)
        for row, text in unknown.items()
    ]


def _out_of_time(period: pd.Series) -> list[Fault]:
    """Periods to come, and those before any that figures are compared with."""
    begins = period.map(_year).dropna()
    early_fix = f"correct the year, or leave out those before {EARLIEST}/{(EARLIEST + 1) % 100:02d}"
    told = (
        (begins > date.today().year, "has not begun", "correct the year"),
        (begins < EARLIEST, "is too long ago", early_fix),
    )
    return [
        Fault(row=int(str(row)), column="period", value=text, wrong=wrong, fix=fix)
        for these, wrong, fix in told
        for row, text in period[begins.index[these]].items()
    ]


def _year(period: str) -> float:
    """The year that a financial year begins in, or another period ends in; NaN where a text is
    neither.

    >>> _year("2023/24"), _year("12 months to 2024-06"), _year("2023/25")
    (2023.0, 2024.0, nan)
    """
    if is_period(period):
        return float(period[:4])
    span = re.fullmatch(r"[a-z0-9 ]+ (\d{4})-\d\d", period)
    return float(span[1]) if span else float("nan")


def _repeated(frame: pd.DataFrame, key: tuple[str, ...]) -> list[Fault]:
    double = frame.duplicated(list(key)) & (frame[list(key)] != "").all(axis=1)
    fix = "delete one of them, or add them up into one if they are parts of one figure"
    said = ", ".join(key)
    first: dict[tuple, int] = {}
    values = dict(zip(frame.index, frame[list(key)].itertuples(index=False, name=None)))
    for row, value in values.items():
        first.setdefault(value, int(row))
    return [
        Fault(
            row=int(row), column=said, value="", wrong=f"repeats row {first[values[row]]}", fix=fix
        )
        for row in frame.index[double]
    ]


def _above(frame: pd.DataFrame) -> list[Fault]:
    """Numerators above their denominators."""
    parts = frame.assign(of=frame.measure.map(catalogue.within())).dropna(subset="of")
    whole = frame.drop_duplicates(COUNT_KEY).set_index(COUNT_KEY).value
    parts["limit"] = whole.reindex(
        pd.MultiIndex.from_frame(parts[["area_code", "period", "of"]])
    ).to_numpy(float)
    fix = "correct one of the two counts"
    return [
        Fault(
            row=int(str(cell.Index)),
            column="value",
            value=f"{cell.value:g}",
            wrong=_over(cell.limit, str(cell.of)),
            fix=fix,
        )
        for cell in parts[parts.value.astype(float) > parts.limit].itertuples()
    ]


def _over(limit: float, of: str) -> str:
    return f"is more than the {limit:,.0f} {catalogue.words(of)} in the same area and year"


def clashes(counts: pd.DataFrame, areas: Areas) -> list[str]:
    """Counts that came in separate files and do not go together, without naming a number. counts:
    own counts of all files."""
    found = []
    for fault in _above(counts[counts.provenance == "uploaded"]):
        row = counts.loc[fault.row]
        what, of = catalogue.words(row.measure), catalogue.words(catalogue.within()[row.measure])
        found.append(
            f"{areas.name[row.area_code]}, {row.period}: {what} is more than {of}, which came in"
            " another file."
        )
    return found


def _too_many(frame: pd.DataFrame, tables: Tables) -> list[Fault]:
    """Counts above the number of children and young people who live there."""
    people = tables.population.groupby("area_code").persons.sum().to_dict()
    counted = frame[
        ~frame.measure.isin(catalogue.means())
        & (frame.value > frame.area_code.map(people).astype(float))
    ]
    return [
        Fault(
            row=int(str(cell.Index)),
            column="value",
            value=f"{cell.value:g}",
            wrong=f"is more than the {people[cell.area_code]:,} people aged 0 to 25 who live there",
            fix="correct the count",
        )
        for cell in counted.itertuples()
    ]


def _left_out(frame: pd.DataFrame, kind: str, areas: Areas) -> list[Fault]:
    """Areas with no row, in each year and measure."""
    groups = [c for c in ("period", "measure", "service") if c in frame]
    fix = "add a row for each, 0 where there were none" + (
        " and * where it is suppressed" if kind == "counts" else ""
    )
    found, name = [], areas.name.to_dict()
    for key, codes in _members(frame, groups, "area_code"):
        missing = [name[code] for code in areas.order if code not in codes]
        if missing:
            wrong = f"has no row for {listed(missing)} in {', '.join(key)}"
            found.append(Fault(row=None, column="area_code", value="", wrong=wrong, fix=fix))
    for key, services in _members(frame, ["period"], "service") if kind == "spend" else ():
        lacking = [service for service in SERVICES if service not in services]
        if lacking:
            wrong, fix = (
                f"has no rows for {listed(lacking)} in {key[0]}",
                "add them, £0 where nothing is spent",
            )
            found.append(Fault(row=None, column="service", value="", wrong=wrong, fix=fix))
    return found


def _members(
    frame: pd.DataFrame, groups: list[str], column: str
) -> list[tuple[tuple[str, ...], set[str]]]:
    """What stands in a column in each group of rows, in the order of the groups; one pass over the
    rows."""
    members: dict[tuple[str, ...], set[str]] = {}
    for key, member in zip(frame[groups].itertuples(index=False, name=None), frame[column]):
        members.setdefault(key, set()).add(member)
    return sorted(members.items())


def _published(frame: pd.DataFrame, tables: Tables) -> list[Fault]:
    """Measures that no published figure has, and counts of parts too small to share out among
    districts."""
    found = []
    place, whole = tables.place, tables.place.code
    need = national_by_part(tables.published_counts, place.measured_period)
    rates, printed, may_be_none = (
        catalogue.rates(),
        catalogue.apportioned("as printed"),
        none_is_a_count(),
    )
    of_whole, of_part = whole_measures(), part_measures()
    for cell in frame.itertuples():
        offered = of_whole if cell.area_code == whole else of_part
        if cell.measure not in offered:
            fix = f"write one of {', '.join(offered)}"
            wrong = "is not a measure that is read for this area"
            found.append(
                Fault(
                    row=int(str(cell.Index)),
                    column="measure",
                    value=str(cell.measure)[:40],
                    wrong=wrong,
                    fix=fix,
                )
            )
            continue
        if cell.measure in rates and cell.value > 1:
            wrong, fix = "is above 1 (it is a share, such as 0.42)", "check the number"
            found.append(
                Fault(
                    row=int(str(cell.Index)),
                    column="value",
                    value=f"{cell.value:g}",
                    wrong=wrong,
                    fix=fix,
                )
            )
        if cell.value <= 0 and cell.measure not in may_be_none:
            wrong, fix = (
                "is 0, and other figures are worked out from it",
                "give the figure, or leave the row out",
            )
            found.append(
                Fault(row=int(str(cell.Index)), column="value", value="0", wrong=wrong, fix=fix)
            )
        if cell.area_code == whole:
            if 0 < cell.value <= SMALL and cell.measure in MEASURES:
                wrong, fix = "is fewer than 5 children for all of the area", "check the number"
                found.append(
                    Fault(row=int(str(cell.Index)), column="value", value="", wrong=wrong, fix=fix)
                )
            continue
        if cell.period != place.measured_period and place.level:
            wrong = f"is not a year that {place.level.many} have figures for"
            fix = f"write {place.measured_period}, or leave the row out"
            found.append(
                Fault(
                    row=int(str(cell.Index)),
                    column="period",
                    value=str(cell.period),
                    wrong=wrong,
                    fix=fix,
                )
            )
        of = (
            float(need.get(cell.area_code, np.nan))
            if cell.measure in rates
            else 1.0
            if cell.measure in printed
            else np.nan
        )
        if 0 < cell.value * of < SMALL + 0.5:
            wrong = "stands for fewer than 5 children"
            fix = "leave the row out: so few cannot be shared out among districts"
            found.append(
                Fault(row=int(str(cell.Index)), column="value", value="", wrong=wrong, fix=fix)
            )
    return found


def corrected(found: Checked, areas: Areas, word: str) -> bytes:
    """The table with the contract's columns, the row each stands in where it came from, and what to
    mend in it; what concerns the whole table is said in the first row.

    CSV, UTF-8 with mark. It can be mended and brought in again: the last two columns are read past.
    word: stands in the first row, so that no two are alike and none can be made by guessing its
    figures.
    """
    said: dict[int, list[str]] = {}
    for fault in found.faults:
        row = int(found.table.frame.index[0]) if fault.row is None else fault.row
        about = "whole table: " if fault.row is None else ""
        said.setdefault(row, []).append(f"{about}{fault.column} {fault.wrong}; {fault.fix}")
    frame = found.table.frame.copy()
    for column in [c for c in NUMBERS if c in frame]:
        frame[column] = [
            (
                "*"
                if isinstance(cell, float) and np.isnan(cell)
                else f"{cell:.10g}"
                if isinstance(cell, float)
                else cell
            )
            for cell in frame[column]
        ]
    if "area_code" in frame and found.table.kind != "published_counts":
        frame.insert(1, "area_name", frame.area_code.map(areas.name).fillna(""))
    frame[THERE] = frame.index
    frame[MEND] = ["; ".join(said.get(int(row), [])) for row in frame.index]
    frame.loc[frame.index[:1], MEND] += f" (copy {word})"
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")

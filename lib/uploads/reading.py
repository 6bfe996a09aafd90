"""A mixed set of files, read at once: what can be used, what is wrong, what is refused, and what
would change."""

import io
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter

from lib import schema
from lib.catalogue import measures as catalogue
from lib.errors import BadUpload, NoTable
from lib.faults import Fault
from lib.sources import Tables
from lib.uploads import bundles, checking, mhsds
from lib.uploads.checking import Checked
from lib.uploads.files import opened
from lib.uploads.headings import OF_CATALOGUES, plain
from lib.uploads.matching import KINDS, NUMBERS, Matched, matched
from lib.uploads.own import Brought, Own

MOST_FILES = 20


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was made of a set of files. refused: a sentence for each file that is not read at all.
    passed: for each sheet without a table beside one with a table."""

    tables: tuple[Checked, ...]
    refused: tuple[str, ...]
    passed: tuple[str, ...]

    @property
    def sound(self) -> tuple[Brought, ...]:
        """The tables without a fault."""
        good = [found.table for found in self.tables if not found.faults]
        return tuple(Brought(kind=table.kind, name=table.name, frame=table.frame) for table in good)


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """What was made of one file. refused: why it is not read at all, "" where it is. passed: for
    each sheet without a table beside one with a table."""

    tables: tuple[Checked, ...] = ()
    refused: str = ""
    passed: tuple[str, ...] = ()


def read(files: list[tuple[str, bytes]], tables: Tables) -> Reading:
    """Read each file, or say why not, in this process. tables: those in use, to compare with. No
    file's fault hides another's."""
    return together(
        [read_file(name, content, tables) for name, content in files[:MOST_FILES]], len(files)
    )


def read_file(name: str, content: bytes, tables: Tables) -> FileRead:
    """Read one file and check its tables, or say why not. A server does it through
    lib.uploads.confined, within limits."""
    passed: list[str] = []
    try:
        found = _tables(PurePath(name).name[:80], content, tables, passed)
    except BadUpload as fault:
        return FileRead(refused=str(fault))
    places = _published_areas(tables)
    return FileRead(
        tables=tuple(checking.checked(table, tables, places) for table in found),
        passed=tuple(passed),
    )


def together(files: list[FileRead], chosen: int) -> Reading:
    """Files that were read one by one, as one set. chosen: how many there were, MOST_FILES of which
    are read."""
    refused = (
        [f"More than {MOST_FILES} files at once: the rest is left out. Bring them in after these."]
        if chosen > MOST_FILES
        else []
    )
    refused += [file.refused for file in files if file.refused]
    checked = _without_twins([table for file in files for table in file.tables])
    return Reading(
        tables=tuple(checked),
        refused=tuple(refused),
        passed=tuple(line for file in files for line in file.passed),
    )


def _published_areas(tables: Tables) -> dict[str, str]:
    """Name by code of the areas that figures are published for: the parts and the whole."""
    return tables.crosswalk.names.to_dict() | {tables.place.code: tables.place.name}


def _without_twins(tables: list[Checked]) -> list[Checked]:
    """Of two tables with the same figures neither wins silently: the later one has the fault."""
    seen: dict[tuple, str] = {}
    made = []
    for one in tables:
        if one.faults:
            made.append(one)  # it is not used, so it is nobody's twin
            continue
        frame, kind = one.table.frame, one.table.kind
        columns = [
            c
            for c in (
                "period",
                "measure",
                "service",
                *(["area_code"] if kind == "published_counts" else []),
            )
            if c in frame
        ]
        keys = (
            {(kind, *key) for key in frame[columns].itertuples(index=False, name=None)}
            if columns
            else {(kind,)}
        )
        twins = sorted((key, seen[key]) for key in keys if key in seen)
        if twins:
            key, where = twins[0]
            said = " ".join(str(part) for part in key[1:]).replace("_", " ") or KINDS[kind].lower()
            wrong, fix = f"has figures for {said} and so has {where}", "keep one of the two"
            fault = Fault(row=None, column="all", value="", wrong=wrong, fix=fix)
            made.append(Checked(table=one.table, faults=(*one.faults, fault), warnings=()))
        else:
            made.append(one)
        seen |= {key: one.table.name for key in keys if key not in seen}
    return made


def _tables(name: str, content: bytes, tables: Tables, passed: list[str]) -> list[Matched]:
    if mhsds.is_mhsds(content):
        return [mhsds.read(name, content, tables.place)]
    if bundles.is_bundle(content):
        return bundles.from_bundle(name, content, tables)
    aliases = dict(zip(tables.area_aliases.alias, tables.area_aliases.area_code))
    names, place = tables.crosswalk.names, tables.place
    parts = {plain(code): code for code in names.index} | {
        plain(name): code for code, name in names.items()
    }
    whole = {plain(text): place.code for text in (place.name, *place.stand_ins)}
    found: list[Matched] = []
    missed: list[NoTable] = []
    for sheet in opened(name, content):
        try:
            found.append(matched(sheet, tables.areas, aliases, parts, whole))
        except NoTable as fault:
            missed.append(fault)  # a cover sheet, if another sheet has a table
    if missed and not found:
        raise missed[0]
    passed += [str(fault) for fault in missed]
    return found


@dataclass(frozen=True, kw_only=True)
class Change:
    """Old and new values by area for one measure (or service) and period; NaN is a star. since: the
    period of the old ones, "" where there were none. rounded: whether the new values are to the
    nearest 5."""

    what: str
    since: str
    rounded: bool
    old: pd.Series
    new: pd.Series


def changes(before: Tables, after: Own, brought: tuple[Brought, ...]) -> list[Change]:
    """What using the tables would change, as it may be shown."""
    found = []
    for one in brought:
        name = KINDS[one.kind]
        if one.kind in ("counts", "spend"):
            what, number = ("measure", "value") if one.kind == "counts" else ("service", "pounds")
            for period, word in sorted(set(zip(one.frame.period, one.frame[what]))):
                table, order = getattr(before, one.kind), before.areas.order
                known = set(table.period[table[what] == word])
                since = period if period in known else max(known, default="")
                old = _values(table, what, word, since, number).reindex(order)
                new = _values(getattr(after.safe, one.kind), what, word, period, number).reindex(
                    order
                )
                found.append(
                    Change(
                        what=f"{catalogue.words(word).capitalize()}, {period}",
                        since=since,
                        rounded=one.kind == "counts",
                        old=old,
                        new=new,
                    )
                )
        elif one.kind == "sites":
            old, new = (
                t.sites.groupby("area_code").size().reindex(before.areas.order, fill_value=0)
                for t in (before, after.safe)
            )
            found.append(
                Change(what=f"{name}, number", since="now", rounded=False, old=old, new=new)
            )
        else:
            for measure in sorted(set(one.frame.measure)):
                old, new = (_published(t, measure) for t in (before, after.safe))
                new = new[
                    new.index.isin(
                        [
                            f"{a}, {p}"
                            for a, p in zip(_said(one.frame.area_code, before), one.frame.period)
                        ]
                    )
                ]
                old = old.reindex(new.index)
                since = "now" if old.notna().any() else ""
                found.append(
                    Change(
                        what=f"{name}: {catalogue.words(measure)}",
                        since=since,
                        rounded=measure in catalogue.counts(),
                        old=old,
                        new=new,
                    )
                )
    return found


def _values(table: pd.DataFrame, what: str, word: str, period: str, number: str) -> pd.Series:
    rows = table[(table[what] == word) & (table.period == period)]
    return rows.set_index("area_code")[number].astype(float)


def _said(codes: pd.Series, tables: Tables) -> list[str]:
    names = _published_areas(tables)
    return [names.get(code, code) for code in codes]


def _published(tables: Tables, measure: str) -> pd.Series:
    rows = tables.published_counts[tables.published_counts.measure == measure]
    return pd.Series(
        rows.value.to_numpy(float),
        [f"{a}, {p}" for a, p in zip(_said(rows.area_code, tables), rows.period)],
    )


def template(kind: str, tables: Tables) -> bytes:
    """A file to fill in, with the bundled values of the latest year that was measured: CSV, UTF-8
    with mark."""
    return _to_fill_in(kind, tables).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def template_workbook(tables: Tables) -> bytes:
    """Every template as a sheet of one Excel workbook; numbers are numbers."""
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for kind, title in KINDS.items():
            frame = _to_fill_in(kind, tables)
            for column in NUMBERS:
                if column in frame:
                    frame[column] = [
                        cell if cell in ("*", "") else float(cell) for cell in frame[column]
                    ]
            frame.to_excel(writer, sheet_name=title, index=False, freeze_panes=(1, 0))
            for i, column in enumerate(frame, 1):
                writer.sheets[title].column_dimensions[get_column_letter(i)].width = 2 + max(
                    map(len, [column, *frame[column].map(str)])
                )
    return out.getvalue()


def _to_fill_in(kind: str, tables: Tables) -> pd.DataFrame:
    table = getattr(tables, kind)
    if kind == "counts":
        table = table[table.period == table.period[table.measure == "referred"].max()]
    elif kind == "spend":
        table = table[table.period == table.period.max()]
    # without what is only there to compare with, and the monthly series
    elif kind == "published_counts":
        table = table[
            table.area_code.isin(_published_areas(tables)) & table.period.map(schema.is_period)
        ]
    columns = list(schema.INCOMING[kind].schema.columns)
    frame = _with_new_words(table[columns], kind, tables)
    names = tables.areas.name.to_dict() | _published_areas(tables)
    frame.insert(1, "area_name", frame.area_code.map(names))
    for column in ("value", "pounds"):
        if column in frame:
            frame[column] = [
                "" if number == "" else "*" if np.isnan(number) else f"{number:.10g}"
                for number in frame[column]
            ]
    return frame


def _with_new_words(frame: pd.DataFrame, kind: str, tables: Tables) -> pd.DataFrame:
    """The rows with an empty one an area for each measure or service of the catalogue that no table
    has a figure of yet."""
    if kind not in ("counts", "spend"):
        return frame.copy()
    what, number = ("measure", "value") if kind == "counts" else ("service", "pounds")
    new = [word for word in OF_CATALOGUES[what] if word not in set(getattr(tables, kind)[what])]
    rows = [
        {"area_code": code, "period": frame.period.iloc[0], what: word, number: ""}
        for word in new
        for code in tables.areas.order
    ]
    return pd.concat(
        [frame.astype({number: object}), pd.DataFrame(rows, columns=list(frame.columns))],
        ignore_index=True,
    )

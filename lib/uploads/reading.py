"""A mixed set of files, read at once: what can be used, what is wrong, what is refused; and the
templates, which come back as they were."""

import io
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter

from lib import columns, schema
from lib.catalogue import measures as catalogue
from lib.catalogue.groups import GROUPS
from lib.columns import Wrong
from lib.errors import BadUpload, NoTable
from lib.faults import fault
from lib.sources import Tables
from lib.uploads import bundles, checking, mhsds
from lib.uploads.brought import Brought
from lib.uploads.checking import Checked
from lib.uploads.files import opened
from lib.uploads.headings import KEYED, OF_CATALOGUES, plain
from lib.uploads.matching import KINDS, Gazetteer, Matched, matched
from lib.uploads.values import NUMBERS

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
        good = [one.table for one in self.tables if not one.faults]
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
        there = _tables(PurePath(name).name[:80], content, tables, passed)
    except BadUpload as problem:
        return FileRead(refused=str(problem))
    places = published_areas(tables)
    return FileRead(
        tables=tuple(checking.checked(table, tables, places) for table in there),
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


def published_areas(tables: Tables) -> dict[str, str]:
    """Name by code of the areas that figures are published for: the parts and the whole."""
    return tables.crosswalk.names.to_dict() | {tables.place.code: tables.place.name}


def _without_twins(tables: list[Checked]) -> list[Checked]:
    """Of two tables with the same figures neither wins silently: the later one has the fault. One
    with a fault is not used, so it is nobody's twin."""
    seen: dict[tuple[str, ...], str] = {}
    kept = []
    for one in tables:
        of_figures = [] if one.faults else _figures_of(one.table)
        twins = sorted((figure, seen[figure]) for figure in of_figures if figure in seen)
        if twins:
            figure, name = twins[0]
            twin = fault(_has_a_twin(one.table.kind, figure, name), None, "all")
            one = Checked(table=one.table, faults=(*one.faults, twin), warnings=())
        kept.append(one)
        seen |= {figure: one.table.name for figure in of_figures if figure not in seen}
    return kept


def _figures_of(table: Matched) -> set[tuple[str, ...]]:
    """What a table has figures for: its kind with each year and measure or service; the whole of a
    list of places."""
    named = ["period", "measure", "service", "group"]
    if table.kind == "published_counts":
        named.append("area_code")
    columns = [column for column in named if column in table.frame]
    if not columns:
        return {(table.kind,)}
    rows = table.frame[columns].itertuples(index=False, name=None)
    return {(table.kind, *row) for row in rows}


def _has_a_twin(kind: str, figure: tuple[str, ...], name: str) -> Wrong:
    """What is wrong with a table whose figure another has too, which is called so."""
    words = " ".join(figure[1:]).replace("_", " ") or KINDS[kind].lower()
    what = f"has figures for {words} and so has {name}"
    return Wrong(what=what, fix="keep one of the two")


def _tables(name: str, content: bytes, tables: Tables, passed: list[str]) -> list[Matched]:
    if mhsds.is_mhsds(content):
        return [mhsds.read(name, content, tables.place)]
    if bundles.is_bundle(content):
        return bundles.from_bundle(name, content, tables)
    places = _gazetteer(tables)
    with_table: list[Matched] = []
    without: list[NoTable] = []
    for sheet in opened(name, content, tables.areas.noun):
        try:
            with_table.append(matched(sheet, places))
        except NoTable as problem:
            without.append(problem)  # a cover sheet, if another sheet has a table
    if without and not with_table:
        raise without[0]
    passed += map(str, without)
    return with_table


def _gazetteer(tables: Tables) -> Gazetteer:
    """What cells of areas can say."""
    names, place = tables.crosswalk.names, tables.place
    by_code = {plain(code): code for code in names.index}
    return Gazetteer(
        areas=tables.areas,
        aliases=dict(zip(tables.area_aliases.alias, tables.area_aliases.area_code)),
        parts=by_code | {plain(name): code for code, name in names.items()},
        whole={plain(text): place.code for text in (place.name, *place.stand_ins)},
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
            for column in [column for column in NUMBERS if column in frame]:
                frame[column] = [
                    cell if cell in ("*", "") else float(cell) for cell in frame[column]
                ]
            frame.to_excel(writer, sheet_name=title, index=False, freeze_panes=(1, 0))
            for i, column in enumerate(frame, 1):
                widest = max(map(len, [column, *frame[column].map(str)]))
                of_column = writer.sheets[title].column_dimensions[get_column_letter(i)]
                of_column.width = 2 + widest
    return out.getvalue()


def _to_fill_in(kind: str, tables: Tables) -> pd.DataFrame:
    """A template as a table of texts."""
    columns = schema.INCOMING[kind].columns
    frame = _with_new_words(_latest(kind, tables)[columns], kind, tables)
    names = tables.areas.name.to_dict() | published_areas(tables)
    frame.insert(1, "area_name", frame.area_code.map(names))
    for column in NUMBERS:
        if column in frame and column not in ("lat", "lon"):
            frame[column] = [_to_write(number) for number in frame[column]]
    return frame


def _to_write(number: float | str) -> str:
    """A number as a template has it: * for a star, empty where there is none yet."""
    if isinstance(number, str):
        return number
    return "*" if np.isnan(number) else f"{number:.10g}"


def _latest(kind: str, tables: Tables) -> pd.DataFrame:
    """The rows in use of the latest year that was measured, where a table has years."""
    table = getattr(tables, kind)
    if table.empty:  # nobody publishes it: noughts stand where the reader's own go
        noughts = pd.DataFrame(0.0, range(len(tables.areas.order)), list(table))
        words = {"period": tables.place.measured_period, "group": next(iter(GROUPS))}
        there = {column: word for column, word in words.items() if column in noughts}
        return noughts.assign(area_code=tables.areas.order, **there)
    if kind == "counts":
        return table[table.period == table.period[table.measure.isin(catalogue.wholly())].max()]
    if kind in ("spend", "groups"):
        return table[table.period == table.period.max()]
    if kind == "population":
        return table[table.year == table.year.max()]
    if kind == "published_counts":
        # without what is only there to compare with, and the monthly series
        here = table.area_code.isin(published_areas(tables))
        return table[here & table.period.map(columns.is_period)]
    return table


def _with_new_words(frame: pd.DataFrame, kind: str, tables: Tables) -> pd.DataFrame:
    """The rows with an empty one an area for each measure or service of the catalogue that no table
    has a figure of yet."""
    if kind not in KEYED or kind == "groups":  # few have a count of every group
        return frame.copy()
    word, number = KEYED[kind]
    known = set(getattr(tables, kind)[word])
    new = [key for key in OF_CATALOGUES[word] if key not in known]
    rows = [
        {"area_code": code, "period": frame.period.iloc[0], word: key, number: ""}
        for key in new
        for code in tables.areas.order
    ]
    added = pd.DataFrame(rows, columns=list(frame.columns))
    return pd.concat([frame.astype({number: object}), added], ignore_index=True)

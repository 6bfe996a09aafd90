"""Bringing in files on the Your data page: what is wrong with them, what would change, and the
templates."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from lib.catalogue import measures as catalogue
from lib.catalogue.services import SERVICES
from lib.disclosure.cells import NEAREST
from lib.markdown import verbatim
from lib.place.profile import Profile
from lib.scenarios.record import Scenario
from lib.ui import access, cache
from lib.ui.parts import blocks, terms
from lib.ui.private import UploadedFile
from lib.ui.reallocate import levers
from lib.ui.server import received
from lib.ui.your_data import exact_files, yours
from lib.uploads import checking, counted, own, previews, reading
from lib.uploads.brought import Brought
from lib.uploads.checking import Checked
from lib.uploads.corrected import corrected
from lib.uploads.matching import KINDS
from lib.uploads.own import Own
from lib.uploads.previews import Change
from lib.uploads.reading import FileRead, Reading

MOST_FAULTS = 100  # on the page; the corrected file has more
MOST_CHANGES = 12  # more are folded away
FIT = (
    "CSV or Excel (.xlsx) up to 10 MB; NHS England's monthly MHSDS file up to 200 MB; a bundle from"
    " this page (.zip)"
)


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was made of the files chosen, and the tables there would be if it were used. files:
    which files that was. clashing: counts of different files that do not go together."""

    files: tuple[str, ...]
    reading: Reading
    would_be: Own | None
    clashing: tuple[str, ...]


@dataclass(kw_only=True)
class Held:
    """What the session holds of the files chosen: what was made of each, by its id, and of all of
    them together."""

    by_file: dict[str, FileRead] = field(default_factory=dict)
    read: Read | None = None


def show_upload() -> None:
    """Choose files, see what is wrong and what would change, use them."""
    st.header("Bring in files", anchor="bring")
    cache.file_reader()  # it gets warm while the reader chooses
    key = f"own_files_{st.session_state.get(yours.ROUND, 0)}"
    files = st.file_uploader(
        "Counts, spend, places of support and published-area figures; several files at once are"
        " fine",
        accept_multiple_files=True,
        key=key,
        help=f"{FIT} {verbatim(terms.meanings(FIT))}",
    )
    terms.note(FIT)
    if not files:
        st.session_state.pop(yours.READ, None)
        return
    read = _read(files, st.session_state[key])
    for sentence in read.reading.refused:
        st.error(verbatim(sentence), title="Not read")
    for sentence in read.reading.passed:
        st.caption(f"Passed over: {verbatim(sentence)}")
    for i, table in enumerate(read.reading.tables):
        _show_table(table, i)
    if read.would_be is None:
        st.markdown(
            "**Nothing can be used yet.** Mend the files above and choose them again; what is in"
            " use stays as it is."
        )
        return
    if read.clashing:
        st.error(
            "\n".join(f"- {verbatim(line)}" for line in read.clashing[:20]),
            title="These files do not go together",
        )
        return
    _show_preview(read)
    _show_held_back(read.would_be)
    left_out = len(read.reading.tables) - len(read.reading.sound) + len(read.reading.refused)
    if left_out:
        st.markdown(f"**{left_out} of what you chose is left out** until it is mended.")
    st.button("Use these figures", type="primary", on_click=_use, args=(read.would_be,))


def _read(files: list[UploadedFile], kept: list[UploadedFile]) -> Read:
    """Each file is read once and let go of; the session holds what came of it. kept: the uploader's
    own of the same files."""
    held: Held = st.session_state.setdefault(yours.READ, Held())
    ids = tuple(file.file_id for file in files)
    if held.read is not None and held.read.files == ids:
        return held.read
    with st.spinner("Reading and checking"):
        _read_new(files[: reading.MOST_FILES], kept, held.by_file)
        every = reading.together([held.by_file[id] for id in ids[: reading.MOST_FILES]], len(files))
        would_be = _used(every.sound)
        clashing = counted.clashes(would_be.exact.counts, would_be.exact.areas) if would_be else []
    held.read = Read(files=ids, reading=every, would_be=would_be, clashing=tuple(clashing))
    return held.read


def _used(sound: tuple[Brought, ...]) -> Own | None:
    """The session's tables with those of the files over them; None where no file has one to use."""
    if not sound:
        return None
    mine = cache.session()
    before = mine.own.brought if mine else ()
    return own.bring_in(cache.deployed(), (*before, *sound), yours.earlier())


def _read_new(
    files: list[UploadedFile], kept: list[UploadedFile], by_file: dict[str, FileRead]
) -> None:
    """Read the files that have not been; a run that a reader cuts short loses none of them."""
    reader, tables = cache.file_reader(), cache.safe_context().tables
    for file in files:
        if file.file_id not in by_file:
            gone = received.gone(file)
            by_file[file.file_id] = (
                FileRead(refused=gone) if gone else reader.read(file.name, file.getvalue(), tables)
            )
            received.read(file, kept)


def _show_table(checked: Checked, i: int) -> None:
    """One table: what it is, what was read as something else, what is wrong, what is odd."""
    table = checked.table
    st.subheader(
        f"{verbatim(table.name)}: {KINDS[table.kind].lower()}, {len(table.frame):,} rows",
        anchor=False,
    )
    if not checked.faults:
        st.markdown("**No fault found.**")
    if table.changes:
        with st.expander(
            f"Read as something else than it was written: {len(table.changes)}",
            expanded=len(table.changes) <= MOST_CHANGES,
        ):
            st.markdown("\n".join(f"- {verbatim(line)}" for line in table.changes))
    if checked.warnings:
        st.warning(
            "\n".join(f"- {verbatim(line)}" for line in checked.warnings),
            title="Have a second look; it can be used",
        )
    if checked.faults:
        _show_faults(checked, i)


def _show_faults(checked: Checked, i: int) -> None:
    """What is wrong with a table, and the table to mend."""
    count = len(checked.faults) + checked.more
    number = "1 fault" if count == 1 else f"{count:,} faults"
    st.error(
        f"{number}; this table is not used until that is mended.", title="Mend and choose again"
    )
    columns = ["Row", "Column", "Value", "What is wrong", "The fix"]
    rows = [
        (fault.row or "all", fault.column, fault.value, fault.wrong, fault.fix)
        for fault in checked.faults[:MOST_FAULTS]
    ]
    table = checked.table
    with st.container(key=f"faults_{i}"):
        blocks.table(pd.DataFrame(rows, columns=columns), f"Faults in {table.name}", text_columns=5)
    if len(checked.faults) > MOST_FAULTS:
        below = f"the first {checking.MOST_LISTED:,}" if checked.more else "them all"
        st.caption(f"The first {MOST_FAULTS} of {count:,}; the file below has {below}.")
    areas = cache.tables().areas
    exact_files.button(
        "Download this table with the faults marked (CSV; exact, not for sharing)",
        lambda word: corrected(checked, areas, word),
        f"to-mend-{table.kind.replace('_', '-')}.csv",
        "text/csv",
        key=f"mend_{i}",
    )


def _show_held_back(would_be: Own) -> None:
    """What comes as stars because of what went out of this session before."""
    if not would_be.held_back:
        return
    figures = "; ".join(
        f"{catalogue.words(measure)} {period}" for measure, period in would_be.held_back
    )
    st.warning(
        "Figures that these are tied to were seen already: in a download, a saved scenario or a"
        " pack of this session, or as this deployment's own. Beside them these would give small"
        f" numbers away, so they come as stars where they are tied to them: {verbatim(figures)}. To"
        " have them as numbers, bring in all files together before anything goes out, in a new"
        " session (reload the page), and send nothing of the earlier one.",
        title="Some figures would complete what went out before",
    )


def _show_preview(read: Read) -> None:
    """Old and new value by district for one measure at a time."""
    st.subheader("What will change", anchor=False)
    assert read.would_be is not None
    every = previews.changes(cache.safe_context().tables, read.would_be, read.reading.sound)
    chosen = st.selectbox(
        "Figure to preview", range(len(every)), format_func=lambda i: every[i].what, key="previewed"
    )
    change = every[chosen]
    names = cache.tables().areas.name.to_dict()
    old = [_shown(value) if change.since else "none" for value in change.old]
    rows = [
        (names.get(code, code), before, _shown(change.new[code]), _moved(change, code))
        for code, before in zip(change.new.index, old)
    ]
    first = cache.tables().place.area.heading if change.new.index[0] in names else "Area and period"
    since = f"In use ({change.since})" if change.since else "In use"
    blocks.table(
        pd.DataFrame(rows, columns=[first, since, "New", "Difference"]),
        f"{change.what}: in use and new"
        + ("; to the nearest 5, small ones hidden" if change.rounded else ""),
    )


def _shown(value: float) -> str:
    """A figure, or * for a star."""
    return "*" if value != value else f"{value:,.10g}"


def _moved(change: Change, code: str) -> str:
    """The difference in words; empty beside a star."""
    gap = change.new[code] - change.old[code]
    if gap != gap:
        return ""
    if 0 < abs(gap) < NEAREST and change.rounded:
        return "about 0"  # no more than rounding
    return f"{gap:+,.10g}" if gap else "0"


def _use(tables: Own) -> None:
    """Put the session on its own tables."""
    with access.asked():
        access.require("bring_in")
        _put_in_use(tables)


def _put_in_use(tables: Own) -> None:
    st.session_state[cache.OWN] = cache.Session(own=tables)
    st.session_state[yours.SAID] = "These figures are in use, in this session only."
    yours.start_again()
    split = yours.service_split()
    if split is not None and cache.context().modelled_areas().order:
        levers.put(Scenario(services=split))


def show_templates() -> None:
    """Files to fill in, with the published values."""
    here = cache.tables().place
    st.header("Templates", anchor="templates")
    st.markdown(
        "Fill in a template, or use its columns in a file of your own. Headings, names of"
        f" {verbatim(here.area.many)}"
        " (old ones too), years and numbers are read kindly, and what was read as something else is"
        " listed. Write * where a count is suppressed."
    )
    tables = cache.deployed()
    st.download_button(
        "All four as one Excel workbook",
        lambda: reading.template_workbook(tables),
        file_name="templates.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="template_workbook",
        on_click="ignore",
    )

    def template_of(kind: str) -> Callable[[], bytes]:
        return lambda: reading.template(kind, tables)  # made once it is asked for

    columns = st.columns(len(KINDS))
    for column, kind in zip(columns, KINDS):
        column.download_button(
            KINDS[kind],
            template_of(kind),
            file_name=f"template-{kind.replace('_', '-')}.csv",
            mime="text/csv",
            key=f"template_{kind}",
            on_click="ignore",
            width="stretch",
        )
    _show_what_can_come(here)


def _show_what_can_come(here: Profile) -> None:
    """Each kind of table, its columns and what stands in it."""
    every = f"every {here.area.one}"
    parts = f"{here.level.many} by code ({here.measured_period}), or " if here.level else ""
    rows = [
        (
            "Service counts",
            "area_code, period, measure, value",
            (
                f"{catalogue.counts_by_unit()} or {', '.join(catalogue.means())}; {every} in each"
                " year and measure"
            ),
        ),
        (
            "Spend",
            "area_code, period, service, pounds",
            f"pounds a year (not thousands) by service: {', '.join(SERVICES)}; {every}",
        ),
        (
            "Places of support",
            "area_code, site, service_type, postcode, lat, lon, provider",
            "the whole list: it replaces the one on the map",
        ),
        (
            "Published-area figures",
            "area_code, period, measure, value",
            f"{parts}{here.name} as a whole",
        ),
        (
            "NHS England's monthly MHSDS file",
            "as it is downloaded",
            f"children's measures of {here.name} are found in it",
        ),
    ]
    blocks.table(
        pd.DataFrame(rows, columns=["Table", "Columns", "What stands in it"]),
        "What can be brought in",
        text_columns=3,
    )

"""The Your data page: bring in, check, preview, use, take away. What is brought in stays in this session's memory."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from lib.areas import listed
from lib.ui import blocks, cache, levers, links
from lib.uploads import checking, own, reading
from lib.uploads.checking import Checked
from lib.uploads.matching import KINDS
from lib.uploads.own import Brought, Own
from lib.uploads.reading import Change, Reading

EXACT, READ, ROUND, SAID = "exact_wanted", "files_read", "upload_round", "data_said"
MOST_FAULTS = 100  # on the page; the corrected file has them all
MOST_CHANGES = 12
FIT = "CSV or Excel (.xlsx) up to 10 MB; NHS England's monthly MHSDS file up to 200 MB; a bundle from this page (.zip)"


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was made of the files chosen, and the tables there would be if it were used. files: which files that was."""

    files: tuple[str, ...]
    found: Reading
    would_be: Own | None


def exact_wanted() -> bool:
    """Whether the reader has asked to see their own figures to the child."""
    return cache.session() is not None and bool(st.session_state.get(EXACT))


def mark_link() -> None:
    """The address says that it was made on figures that are not in it."""
    mine = cache.session()
    if mine is not None and st.query_params.get(links.DATA) != links.UPLOADED:
        st.query_params[links.DATA] = links.UPLOADED
    elif mine is None and links.DATA in st.query_params:
        del st.query_params[links.DATA]


def banner() -> None:
    """On every page: that the figures are a reader's own, what they are, and who can see them."""
    mine = cache.session()
    if mine is None:
        return
    what = "; ".join(one.said for one in mine.own.brought)
    blocks.badge("uploaded", what, "Only in this session, and not in a link to this page. Other figures are as bundled.")
    if exact_wanted() and cache.exact():
        st.warning(
            "Small numbers are not hidden on this page. Do not show it to others or copy from it; downloads still hold the safe figures.",
            title="Exact figures, not for sharing",
        )
    elif exact_wanted():
        st.caption("Exact figures are switched on. This page keeps to the safe ones: links, scenarios and packs are made from it.")


def show_state() -> None:
    """What is in use, and what can be done with it."""
    said = st.session_state.pop(SAID, None)
    if said:
        st.success(said)
    mine = cache.session()
    if mine is None:
        st.html(
            '<h2 class="point">Every page shows the bundled figures. Bring in your own counts and spend, and every page runs on them.</h2>'
        )
        st.markdown(
            "What you bring in stays in this browser session's memory: it is not written to disk, not logged, not seen by other visitors, "
            "and gone when you reset, reload or close the page. Bring counts by district, never records of people."
        )
        return
    st.html('<h2 class="point">Every page runs on your figures in this session.</h2>')
    _show_hidden(mine.own)
    st.toggle(
        "Show exact figures on the Access map and Variation pages",
        value=bool(st.session_state.get(EXACT)),
        key="exact_switch",
        on_change=_switch,
        help="For you alone. The model, downloads, links, saved scenarios and the meeting pack keep to the safe figures.",
    )
    left, right = st.columns(2)
    made_on = date.today()
    left.download_button(
        "Download my data as a bundle (exact, not for sharing)",
        own.bundle(mine.own, made_on),
        file_name=f"exact-not-for-sharing-{made_on:%Y-%m-%d}.zip",
        mime="application/zip",
        on_click="ignore",
        width="stretch",
    )
    right.button("Reset: forget my data", on_click=_forget, width="stretch")
    st.caption("Bring the bundle in tomorrow to go on. Whoever has the file sees the exact figures.")


def _show_hidden(mine: Own) -> None:
    """Which districts' figures are hidden, in words; never how small they are."""
    hidden = mine.hidden
    if not hidden:
        st.markdown("Counts are shown to the nearest 5. None is small enough to be hidden.")
        return
    areas = mine.safe.areas
    by = pd.DataFrame(hidden, columns=["code", "period", "measure"]).groupby(["measure", "period"]).code
    said = [f"{measure.replace('_', ' ')} {period}: {listed(areas.name[code] for code in codes)}" for (measure, period), codes in by]
    st.markdown(
        "Counts are shown to the nearest 5; a count under 5 is a star, and so is any that would give one away. Hidden: "
        + "; ".join(said)
        + "."
    )


def show_upload() -> None:
    """Choose files, see what is wrong and what would change, use them."""
    st.header("Bring in files", anchor="bring")
    files = st.file_uploader(
        "Counts, spend, places of support and published-area figures; several files at once are fine",
        accept_multiple_files=True,
        key=f"own_files_{st.session_state.get(ROUND, 0)}",
        help=FIT,
    )
    st.caption(FIT)
    if not files:
        st.session_state.pop(READ, None)
        return
    read = _read([(file.file_id, file.name, file.getvalue()) for file in files])
    for sentence in read.found.refused:
        st.error(sentence, title="Not read")
    for i, table in enumerate(read.found.tables):
        _show_table(table, i)
    if read.would_be is None:
        st.markdown("**Nothing can be used yet.** Mend the files above and choose them again; what is in use stays as it is.")
        return
    _show_preview(read)
    left_out = len(read.found.tables) - len(read.found.sound) + len(read.found.refused)
    if left_out:
        st.markdown(f"**{left_out} of what you chose is left out** until it is mended.")
    st.button("Use these figures", type="primary", on_click=_use, args=(read.would_be,))


def _read(files: list[tuple[str, str, bytes]]) -> Read:
    """Each set of files is read once; the session holds what came of it."""
    ids = tuple(id for id, _, _ in files)
    held: Read | None = st.session_state.get(READ)
    if held is not None and held.files == ids:
        return held
    with st.spinner("Reading and checking"):
        found = reading.read([(name, content) for _, name, content in files], cache.safe_tables())
        mine = cache.session()
        before: tuple[Brought, ...] = mine.own.brought if mine else ()
        would_be = own.bring_in(cache.deployed(), (*before, *found.sound)) if found.sound else None
    read = Read(files=ids, found=found, would_be=would_be)
    st.session_state[READ] = read
    return read


def _show_table(found: Checked, i: int) -> None:
    """One table: what it is, what was read as something else, what is wrong, what is odd."""
    table = found.table
    st.subheader(f"{table.name}: {KINDS[table.kind].lower()}, {len(table.frame):,} rows", anchor=False)
    if table.changes:
        more = len(table.changes) - MOST_CHANGES
        st.markdown("Read as something else than it was written:")
        st.markdown("\n".join(f"- {_plain(line)}" for line in table.changes[:MOST_CHANGES]) + (f"\n- and {more} more" if more > 0 else ""))
    for line in found.warnings:
        st.warning(line, title="Have a second look; it can be used")
    if not found.faults:
        st.markdown("No fault found.")
        return
    st.error(f"{len(found.faults)} faults; this table is not used until they are mended.", title="Mend and choose again")
    columns = ["Row", "Column", "Value", "What is wrong", "The fix"]
    rows = [(fault.row or "all", fault.column, fault.value, fault.wrong, fault.fix) for fault in found.faults[:MOST_FAULTS]]
    blocks.table(pd.DataFrame(rows, columns=columns), f"Faults in {table.name}", text_columns=5)
    if len(found.faults) > MOST_FAULTS:
        st.caption(f"The first {MOST_FAULTS} of {len(found.faults)}; the file below has them all.")
    st.download_button(
        "Download this table with the faults marked (CSV)",
        checking.corrected(found),
        file_name=f"to-mend-{table.kind.replace('_', '-')}.csv",
        mime="text/csv",
        key=f"mend_{i}",
        on_click="ignore",
    )


def _plain(text: str) -> str:
    """A reader's words without what Markdown would make of them."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#+!|$~:" else c for c in text)


def _show_preview(read: Read) -> None:
    """Old and new value by district for one measure at a time."""
    st.subheader("What will change", anchor=False)
    assert read.would_be is not None
    found = reading.changes(cache.safe_tables(), read.would_be, read.found.sound)
    chosen = st.selectbox("Figure to preview", range(len(found)), format_func=lambda i: found[i].what, key="previewed")
    change = found[chosen]
    names = cache.tables().areas.name.to_dict()
    old = [_said(value) if change.since else "none" for value in change.old]
    rows = [(names.get(code, code), was, _said(change.new[code]), _moved(change, code)) for code, was in zip(change.new.index, old)]
    first = "District" if change.new.index[0] in names else "Area and period"
    since = f"In use ({change.since})" if change.since else "In use"
    blocks.table(
        pd.DataFrame(rows, columns=[first, since, "New", "Difference"]),
        f"{change.what}: in use and new; counts to the nearest 5, small ones hidden",
    )


def _said(value: float) -> str:
    return "*" if value != value else f"{value:,.10g}"


def _moved(change: Change, code: str) -> str:
    gap = change.new[code] - change.old[code]
    return "" if gap != gap else f"{gap:+,.10g}" if gap else "0"


def _use(made: Own) -> None:
    st.session_state[cache.OWN] = cache.Session(own=made)
    st.session_state[SAID] = "Every page now runs on these figures, in this session only."
    _start_again()


def _forget() -> None:
    for key in (cache.OWN, EXACT, "exact_switch"):
        st.session_state.pop(key, None)
    st.session_state[SAID] = "Your data are gone from this session. Every page shows the bundled figures."
    _start_again()


def _start_again() -> None:
    """Let go of the files and of whatever pages hold that belongs to other figures: the period, the sliders, a pack made before."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state.pop(READ, None)
    levers.forget()
    for key in ("period", "pack_files", "pack_previews"):
        st.session_state.pop(key, None)
    st.query_params.pop("period", None)


def _switch() -> None:
    st.session_state[EXACT] = st.session_state["exact_switch"]


def show_templates() -> None:
    """Files to fill in, with the bundled values."""
    st.header("Templates", anchor="templates")
    st.markdown(
        "Fill in a template, or use its columns in a file of your own. Headings, names of districts (old ones too), years and numbers are "
        "read kindly, and what was read as something else is listed. Write * where a count is suppressed."
    )
    columns = st.columns(len(KINDS))
    for column, (kind, label) in zip(columns, KINDS.items()):
        column.download_button(
            label,
            reading.template(kind, cache.deployed()),
            file_name=f"template-{kind.replace('_', '-')}.csv",
            mime="text/csv",
            key=f"template_{kind}",
            on_click="ignore",
            width="stretch",
        )
    rows = [
        (
            "Service counts",
            "area_code, period, measure, value",
            "children; mean_wait_days in days; every district in each year and measure",
        ),
        ("Spend", "area_code, period, service, pounds", "pounds a year by service: early, community, intensive; every district"),
        ("Places of support", "area_code, site, service_type, postcode, lat, lon, provider", "the whole list: it replaces the bundled one"),
        ("Published-area figures", "area_code, period, measure, value", "former CCGs by code (2019/20), or Kent and Medway as a whole"),
        ("NHS England's monthly MHSDS file", "as it is downloaded", "children's measures of Kent and Medway are found in it"),
    ]
    blocks.table(pd.DataFrame(rows, columns=["Table", "Columns", "What stands in it"]), "What can be brought in", text_columns=3)

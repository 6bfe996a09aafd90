"""Bringing in files on the Your data page, and putting them in use."""

from dataclasses import dataclass, field

import streamlit as st

from lib.catalogue import groups
from lib.markdown import verbatim
from lib.place.areas import listed
from lib.scenarios.record import Scenario
from lib.ui import access, cache
from lib.ui.parts import terms
from lib.ui.private import UploadedFile
from lib.ui.reallocate import levers
from lib.ui.server import received
from lib.ui.your_data import checked, preview, yours
from lib.uploads import counted, own, reading
from lib.uploads.brought import Brought
from lib.uploads.matching import KINDS
from lib.uploads.own import Own
from lib.uploads.reading import FileRead, Reading

FIT = (
    "CSV or Excel (.xlsx) up to 10 MB; NHS England's monthly MHSDS file or its file of four-week"
    " waits up to 200 MB; a bundle from this page (.zip)"
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
    what = f"{listed(KINDS.values()).capitalize()}; several files at once are fine"
    files = st.file_uploader(
        verbatim(what),
        accept_multiple_files=True,
        key=key,
        help=f"{FIT} {verbatim(terms.meanings(what, FIT))}",
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
        checked.show_table(table, i)
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
    preview.show_preview(read.would_be, read.reading.sound)
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
        clashing = _clashing(would_be) if would_be else []
    held.read = Read(files=ids, reading=every, would_be=would_be, clashing=tuple(clashing))
    return held.read


def _clashing(would_be: Own) -> list[str]:
    """Counts of children, and of groups of them, that do not go together."""
    exact = would_be.exact
    return [
        line
        for counts in (exact.counts, counted.of_groups(exact.groups))
        for line in counted.clashes(counts, exact.areas)
    ]


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


def _show_held_back(would_be: Own) -> None:
    """What comes as stars because of what went out of this session before."""
    if not would_be.held_back:
        return
    figures = "; ".join(
        f"{groups.words(measure)} {period}" for measure, period in would_be.held_back
    )
    st.warning(
        "Figures that these are tied to were seen already: in a download, a saved scenario or a"
        " pack of this session, or as this deployment's own. Beside them these would give small"
        f" numbers away, so they come as stars where they are tied to them: {verbatim(figures)}. To"
        " have them as numbers, bring in all files together before anything goes out, in a new"
        " session (reload the page), and send nothing of the earlier one.",
        title="Some figures would complete what went out before",
    )


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

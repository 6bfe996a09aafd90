"""What stands around every page: configuration, menu, shared filters, notices, footer."""

import streamlit as st

from lib import provenance
from lib.errors import DataFault, NotAllowed, NotMeasured
from lib.markdown import verbatim
from lib.place.areas import listed
from lib.sources import Tables
from lib.ui import access, address, cache, private, state, statics
from lib.ui.pages import PAGES, PageRecord
from lib.ui.parts import blocks, first_visit, terms
from lib.ui.server import received
from lib.ui.session import INSIDE_APP, NOT_HERE, REFUSED
from lib.ui.share import box
from lib.ui.your_data import exact_files, yours

received.start()  # for a server that server.py did not start
exact_files.start()


def navigation() -> list[st.Page]:
    """The pages as Streamlit's menu wants them; the first is the default.

    Streamlit serves the default page at the root only, so its own address is a second, hidden
    entry. Pages that whoever asks may not open are out of the menu, and `run` refuses them.
    """
    home = PAGES[0]
    front = st.Page(f"pages/{home.stem}.py", title=home.title, url_path="home", default=True)
    hidden = st.Page(
        f"pages/{home.stem}.py", title=home.title, url_path=home.stem, visibility="hidden"
    )
    others = [
        st.Page(
            f"pages/{page.stem}.py",
            title=page.title,
            url_path=page.stem,
            visibility="visible" if access.may_open(page) else "hidden",
        )
        for page in PAGES[1:]
    ]
    return [front, hidden, *others]


def ensure_started() -> None:
    """First line of every page. On a cold server a deep link runs the page without app.py: register
    the menu, start again."""
    if not st.session_state.get(INSIDE_APP):
        st.navigation(navigation(), position="hidden")
        st.rerun()


def run() -> None:
    """app.py: configure, check the data, draw menu and filters, run the page."""
    refuse_strangers()
    chosen = st.navigation(navigation(), expanded=True)
    record = next(page for page in PAGES if page.title == chosen.title)
    icon = str(statics.ASSETS / "icon.svg")
    st.session_state[cache.EXACT_HERE] = record.exact and yours.exact_wanted()
    try:
        tables = cache.tables()
        statics.served()
        st.set_page_config(
            page_title=f"{record.title} - {tables.place.title}", page_icon=icon, layout="wide"
        )
    except DataFault as problem:
        st.set_page_config(page_title=record.title, page_icon=icon, layout="wide")
        st.error(verbatim(str(problem)), title="The data cannot be used")
        st.stop()
    link = address.arrive(record.stem)
    blocks.page_style()
    terms.listen()
    if record is PAGES[0]:
        first_visit.show()
    with st.sidebar:
        state.sidebar_filters()
        access.show_person(address.say_all)
    head(record, tables.place.name)
    # always there: were a notice an element of its own, its coming and going would draw maps below
    # it anew
    with st.container():
        notices(link)
    st.session_state[INSIDE_APP] = True
    try:
        if access.may_open(record):
            chosen.run()
        else:
            access.refuse(record, address.say_all)
    except NotMeasured as gap:
        st.warning(verbatim(str(gap)), title="There is no such figure in the data in use")
    finally:
        st.session_state[INSIDE_APP] = False
        address.write()
    footer(record, tables)


def refuse_strangers() -> None:
    """Nothing is shown where the server must not answer (`access.answers`): for one that server.py
    did not start."""
    try:
        if access.answers(*private.asked_from()):
            return
        refusal = access.CLOSED
    except NotAllowed as fault:
        refusal = str(fault)
    st.error(verbatim(refusal), title="Closed")
    st.stop()


def head(page: PageRecord, place: str) -> None:
    """The page's question, and the way to the meeting pack for those who may make one."""
    pack = next(other for other in PAGES if other.stem == "pack")
    with st.container(
        key="head", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(verbatim(page.asked(place)), anchor=False)
        box.offer(page)
        offered = page.stem != "pack" and access.may_open(pack)
        if offered and st.button("Make the meeting pack", key="to_pack", width="content"):
            st.switch_page("pages/pack.py")


def notices(link: address.LinkRead) -> None:
    """What a reader should know before the page: parts of the link that could not be used, and
    figures of their own."""
    if link.unusable:
        st.warning(
            f"{verbatim(listed(link.unusable))}. {verbatim(link.instead)}",
            title="Part of the link could not be used",
        )
    if link.brought:
        st.warning(
            f"{verbatim('; '.join(link.brought))}. All else is as it was sent.",
            title="The link could not be opened quite as it was sent",
        )
    if st.session_state.pop(NOT_HERE, False):
        st.warning(
            "This address was made on figures that someone uploaded. They are in no link and go"
            " when a page is reloaded, so they are not shown here. If they were yours, bring in the"
            " files or your bundle again on the Your data page.",
            title="The uploaded figures are not here",
        )
    if refused := st.session_state.pop(REFUSED, ""):
        st.warning(verbatim(refused), title="This was not done")
    yours.banner()


def footer(page: PageRecord, tables: Tables) -> None:
    """Data period, how the figures are known, licences: on every page."""
    st.divider()
    own = provenance.own(tables)
    if cache.session():
        own = (
            "Figures marked uploaded are the reader's own, in this session only. The published"
            " ones: "
        )
    terms.note(f"{own}{provenance.footing(tables)}")
    if page.stem != "methods":
        st.page_link("pages/methods.py", label="Methods, assumptions and every source")

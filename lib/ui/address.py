"""What the reader has chosen: a scenario, and how figures are looked at. Both stand in the session;
a link sets them, and the address bar says them by keys and area codes."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.errors import BadScenario, NotMeasured
from lib.figures.measured import offered
from lib.place.areas import listed
from lib.scenarios import ends, link, looks, standing, story_link
from lib.scenarios.record import Scenario, Story
from lib.ui import cache, private
from lib.ui.pages import PAGES
from lib.ui.parameters import PARAMETERS
from lib.ui.session import (
    ADDRESS,
    HERE,
    NOT_HERE,
    ON_SLIDERS,
    OPENED_QUESTION,
    PASSED,
    SCENARIO,
    STORIES,
    VIEW,
)

Parameters = dict[str, list[str]]
SIDEBAR = ("basis", "weighted", "standard", "own_standard")  # of the scenario, on every page


@dataclass(frozen=True, kw_only=True)
class LinkRead:
    """What in a link could not be used, and what of it was brought to where it can be, in
    sentences. instead: what stands in the place of the first."""

    unusable: list[str] = field(default_factory=list)
    brought: list[str] = field(default_factory=list)
    instead: str = "Defaults are shown there."


def scenario() -> Scenario:
    """The scenario on the sliders, with its name and reason."""
    return st.session_state[SCENARIO]


def settings() -> dict[str, Any]:
    """Where the widget of every setting of the scenario stands."""
    now = standing.settings(scenario(), cache.place(), unit())
    return now | ({"standard": standing.OWN} if view("standard") == standing.OWN else {})


def unit() -> str:
    """What the sliders of areas count in."""
    return view("unit") or cache.usual_settings()["unit"]


def view(key: str) -> Any:
    """The key of a choice of how figures are looked at, a list where several may be chosen; None
    where nothing is."""
    usual = PARAMETERS[key].usual if key in PARAMETERS else None
    return st.session_state[VIEW].get(key, usual)


def link_to(scenario: Scenario, stem: str = "") -> str:
    """The address that opens a scenario on this server. stem: of a page; the first that has levers
    where not given."""
    stem = stem or next(page.stem for page in PAGES if page.levers)
    query = link.query(scenario, cache.place(), unit())
    return _at(stem, query | ({link.DATA: [link.UPLOADED]} if cache.session() else {}))


def link_here(stem: str, without: Collection[str]) -> str:
    """The address that opens a page as what is chosen has it. without: parameters left out."""
    said = _wanted(stem)
    return _at(stem, {name: values for name, values in said.items() if name not in without})


def _at(stem: str, said: Parameters) -> str:
    page = f"{root_of(st.context.url or '')}/{stem}"
    return f"{page}?{link.text(said)}" if said else page


def root_of(url: str) -> str:
    """Where the dashboard is served, from the address of one of its pages.

    >>> root_of("https://host/here/reallocate?moves=1"), root_of("http://host:8501/"), root_of("")
    ('https://host/here', 'http://host:8501', '')
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    before, _, last = path.rpartition("/")
    path = before if last in {"home", *(page.stem for page in PAGES)} else path
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path


def parameters(page: str) -> Parameters:
    """What the address of a page says now. page: its stem."""
    return _wanted(page)


def put(scenario: Scenario) -> None:
    """The scenario on the sliders, without what it was kept with; widgets follow as they are next
    drawn."""
    st.session_state[SCENARIO] = scenario.model_copy(update={"data_version": "", "figures": {}})
    if scenario.story != Story():
        st.session_state.setdefault(STORIES, {})[_as_sent("name", scenario)] = scenario.story


def open_scenario(scenario: Scenario) -> None:
    """Put another scenario on the sliders, its standard one of those published where it is one."""
    put(scenario)
    look("standard", None)
    look("standard", standing.OWN if settings()["standard"] == standing.OWN else None)


def change(key: str, value: Any) -> None:
    """Set one setting of the scenario. Raises BadScenario where it does not go with the others."""
    if key == "unit":
        look(key, value)
        return
    if key == "standard":
        look(key, value if value == standing.OWN else None)
    elif key == "own_standard":
        look("standard", standing.OWN)
    put(standing.scenario(settings() | {key: value}, cache.place()))


def look(key: str, value: str | list[str] | None) -> None:
    """Choose how figures are looked at; None: as usual."""
    now = {name: chosen for name, chosen in st.session_state[VIEW].items() if name != key}
    st.session_state[VIEW] = now if value is None else now | {key: value}


def start_again() -> None:
    """Let go of whatever belongs to figures that are no longer in use: the sliders and the
    period."""
    usual, now = cache.usual_settings(), settings()
    stays = {key: now[key] for key in SIDEBAR if key in now}
    put(standing.scenario(usual | stays, cache.place()))
    look("period", None)


def arrive(page: str) -> LinkRead:
    """Take scenario and view from the address on a session's first run, and where the browser goes
    back or forward. page: its stem. Returns what of it could not be used."""
    came_from, sent = st.session_state.get(HERE), _sent()
    st.session_state[HERE] = page
    if SCENARIO not in st.session_state:
        read = _take(sent, Scenario())
        of_uploads, has_uploads = link.DATA in sent, cache.session() is not None
        st.session_state[NOT_HERE] = of_uploads and not has_uploads
        stays = not read.unusable and not read.brought and of_uploads == has_uploads
        st.session_state[ADDRESS] = (sent if stays else None, _wanted(page))
        return read
    if private.went_back() and not _passes_through(page, came_from, sent):
        elsewhere = {
            name: values for name, values in _wanted().items() if name not in _said_on(page)
        }
        before, stories = scenario(), dict(st.session_state.get(STORIES, {}))
        words = {name: view(name) for name, one in PARAMETERS.items() if one.longest}
        read = _take(elsewhere | sent, before)
        now = scenario()
        # An address has the start of the author's words, the session all of them.
        cut = [key for key in link.SAID if _as_sent(key, before) == _as_sent(key, now)]
        known = stories.get(_as_sent("name", now), Story())
        story = {"story": story_link.gone_back_to(now.story, known)}
        put(now.model_copy(update={key: getattr(before, key) for key in cut} | story))
        for name, whole in words.items():
            if _linked(name, whole) == _linked(name, view(name)):
                look(name, whole)
        return replace(read, instead="What stood on the sliders stays.")
    return LinkRead()


def write() -> None:
    """Say in the address bar what is chosen, once it says something else; going back in the browser
    then takes that back.

    A link stays as it was sent until something moves.
    """
    page, sent = st.session_state[HERE], _sent()
    wanted, before = _wanted(page), st.session_state[ADDRESS]
    if (sent, wanted) == before:
        return
    if sent != wanted:
        if sent != before[0]:
            # Streamlit's menu has just opened the page without what is said here.
            passed: dict[tuple[str, str], Parameters] = st.session_state.get(PASSED, {})
            st.session_state[PASSED] = passed | {(page, str(sent)): wanted}
        else:
            st.session_state.get(PASSED, {}).pop((page, str(wanted)), None)  # it is chosen now
        st.query_params.from_dict(wanted)
    st.session_state[ADDRESS] = (wanted, wanted)


def say_all() -> None:
    """Say in the address bar all that is chosen, what the page's own address leaves out too: who
    goes to sign in comes back by it, to a session of its own (lib/ui/server/returns.py)."""
    said = _wanted()
    st.query_params.from_dict(said)
    st.session_state[ADDRESS] = (said, _wanted(st.session_state[HERE]))


def _passes_through(page: str, came_from: str | None, sent: Parameters) -> bool:
    """Whether the browser goes back, or forward, through an address that the menu opened and that
    was written at once: nothing was chosen there."""
    wrote = st.session_state.get(PASSED, {}).get((page, str(sent)))
    return wrote is not None and (came_from != page or wrote == st.session_state[ADDRESS][0])


def _as_sent(key: str, scenario: Scenario) -> str:
    return link.said(key, getattr(scenario, key))


def _sent() -> Parameters:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _said_on(page: str) -> set[str]:
    """The parameters that a page's address may have."""
    own = (name for name, one in PARAMETERS.items() if not one.pages or page in one.pages)
    has_levers = next(one.levers for one in PAGES if one.stem == page)
    levers = cache.usual_settings() if has_levers else ()
    return {*SIDEBAR, *own, *levers, link.DATA}


def _wanted(page: str | None = None) -> Parameters:
    """What the address should say. page: on that page alone."""
    parameters = link.query(scenario(), cache.place(), unit())
    if view("standard") == standing.OWN and "standard" not in parameters:
        parameters["standard"] = [standing.OWN]
    views = {name: _linked(name, view(name)) for name in PARAMETERS}
    parameters |= {
        name: value if PARAMETERS[name].most > 1 else [value]
        for name, value in views.items()
        if value is not None and value != PARAMETERS[name].usual
    }
    if cache.session() is not None:
        parameters[link.DATA] = [link.UPLOADED]
    return (
        parameters if page is None else {n: v for n, v in parameters.items() if n in _said_on(page)}
    )


def _linked(name: str, value: Any) -> Any:
    """A choice as a link has it: of somebody's own words what it has room for."""
    most = PARAMETERS[name].linked
    return link.cut(value, most) if value and most else value


def _take(sent: Parameters, otherwise: Scenario) -> LinkRead:
    """Put scenario and view from an address into the session.

    A scenario is used whole or not at all; a number in it that no widget can stand at opens at the
    nearest that one can. otherwise: the scenario where that of the address cannot be used.
    """
    place, here = cache.place(), st.session_state[HERE]
    of_scenario, others = link.parted(sent, place)
    looked = looks.read(others, _choices, beside=link.DATA)
    chosen, faults = looked.chosen, looked.unusable
    brought: list[str] = []
    opened = otherwise
    try:
        opens, brought = ends.within(of_scenario, cache.tables().place.say)
        sent_settings = link.read(opens, place)
        opened = standing.scenario(sent_settings, place)
        chosen |= {"unit": sent_settings["unit"]}
        chosen |= {"standard": standing.OWN} if sent_settings["standard"] == standing.OWN else {}
    except (BadScenario, NotMeasured) as fault:
        rest = " and nothing else of its scenario was used" if len(of_scenario) > 1 else ""
        faults.append(f"{fault}{rest}")
        of_scenario, brought = {}, []
    if of_scenario and SCENARIO not in st.session_state:
        st.session_state[OPENED_QUESTION] = opened.question()
        # on a page whose address says what stands on the sliders
        if of_scenario.keys() - {*SIDEBAR} and not of_scenario.keys() - _said_on(here):
            st.session_state[ON_SLIDERS] = True
    st.session_state[VIEW] = chosen
    put(opened)
    return LinkRead(unusable=faults + _stale_period(), brought=brought + looked.cut)


def _choices(name: str) -> looks.Choices | None:
    """The options of a parameter; of one that is no setting None."""
    if name == link.DATA:
        return looks.Choices(labels={link.UPLOADED: ""})
    if name not in PARAMETERS:
        return None
    one = PARAMETERS[name]
    return looks.Choices(labels=one.labels(), most=one.most, longest=one.longest)


def _stale_period() -> list[str]:
    """A period that the link's indicator does not have."""
    indicator = INDICATORS[view("indicator") or MODELLED]
    shown, period = offered(cache.tables(), indicator), view("period")
    if period is None or period in shown:
        return []
    look("period", None)
    return [f"{indicator.label} has no figures for {period}, only for {listed(shown)}"]

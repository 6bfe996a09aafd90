"""What goes into a meeting pack: the widgets, and what stands on them."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from lib.exports.files import OUTPUTS
from lib.findings.comparison import SLIDERS, Candidate
from lib.findings.filters import Filters
from lib.findings.pack import Pack, collect
from lib.findings.pack_pages import AUDIENCES, PAGES, USUAL
from lib.markdown import verbatim
from lib.scenarios.record import Scenario
from lib.ui import address, cache, state, widgets
from lib.ui.reallocate import keeping
from lib.ui.scenarios import compare, saved
from lib.ui.session import PACK_PARTS


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What is chosen. districts: area codes. outputs, parts: keys. plans: of years, that are
    saved."""

    scenario: Scenario
    filters: Filters
    audience: str
    districts: tuple[str, ...]
    parts: tuple[str, ...]
    outputs: tuple[str, ...]
    made_on: date
    decision: str
    whom: str
    plans: tuple[Scenario, ...] = ()

    def pack(self) -> Pack:
        """Raises BadLever where the scenario's levers do not go together."""
        return collect(
            cache.safe_context(),
            self.scenario,
            self.filters,
            audience=self.audience,
            districts=list(self.districts),
            parts=list(self.parts),
            made_on=self.made_on,
            link=address.link_to(self.scenario),
            asked=self.decision,
            whom=self.whom,
            plans=self.plans,
        )


def chosen() -> Chosen:
    """What stands on the widgets, once they are drawn."""
    on, code = st.session_state, cache.tables().areas.code
    return Chosen(
        scenario=keeping.stamped(_offered()[on["pack"]].scenario),
        filters=state.filters(),
        audience=on["pack_audience"],
        districts=tuple(str(code(name)) for name in on["pack_districts"]),
        parts=tuple(on["pack_parts"]),
        outputs=tuple(on["pack_outputs"]),
        made_on=on["pack_date"],
        decision=on["decision"],
        whom=on["whom"],
        plans=tuple(one.scenario for one in _offered().values() if one.scenario.plan_year),
    )


def draw() -> None:
    """Every choice."""
    saved.listed()
    left, right = st.columns(2)
    with left:
        _draw_what()
    with right:
        _draw_how()


def _draw_what() -> None:
    labels = {key: one.label for key, one in _offered().items()}
    st.selectbox("Scenario", **widgets.looks("pack", labels=labels))
    st.multiselect(
        f"{verbatim(cache.tables().areas.noun.headings)} to say a sentence on",
        list(cache.context().modelled_areas().name),
        key="pack_districts",
    )
    st.multiselect(
        "Files",
        list(OUTPUTS),
        list(OUTPUTS),
        format_func=lambda key: OUTPUTS[key].label,
        key="pack_outputs",
    )
    st.text_area(
        "Decision asked for",
        placeholder="Agree to consult on ... by ...",
        help=(
            "Stands on the first and last slide, the briefing, the workbook's cover and the page to"
            " read, and in the link to it."
        ),
        **widgets.words("decision"),
    )
    st.text_input(
        "Whom to ask",
        placeholder="Name, telephone, email",
        help="Who answers questions; stands under the decision, and in the link.",
        **widgets.words("whom"),
    )


def _draw_how() -> None:
    st.radio(
        "For",
        list(AUDIENCES),
        format_func=lambda key: AUDIENCES[key].label,
        horizontal=True,
        key="pack_audience",
    )
    st.multiselect(
        "Pages",
        list(PAGES),
        st.session_state.get(PACK_PARTS, USUAL),
        format_func=lambda key: PAGES[key].label,
        key="pack_parts",
    )
    st.date_input("Date on the pack", key="pack_date", format="DD/MM/YYYY")


def _offered() -> dict[str, Candidate]:
    """Scenarios by key, first what is on the sliders where something is."""
    every = compare.candidates(saved.seen())
    return {key: every[key] for key in sorted(every, key=lambda key: key != SLIDERS)}

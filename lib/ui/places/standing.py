"""How whole the list of places is, and how far children live from what is on it."""

import streamlit as st

from lib import distance_charts, distance_words, maps
from lib.distance_words import UNIT
from lib.exports.tables import places_csv
from lib.figures import homes
from lib.findings.distances import CLASSES, Distances, catchments, completeness, distances
from lib.findings.next_places import Next
from lib.markdown import verbatim
from lib.scenarios.record import Scenario
from lib.ui import address, cache, statics, widgets
from lib.ui.parts import blocks, terms


def show_list() -> None:
    """What the list lacks, before any answer that rests on it."""
    view = completeness(cache.context())
    if not distances(cache.context(), address.scenario()).held:
        return
    if view.warning:
        st.warning(verbatim(view.warning), title="Not every place is on the list")
    terms.note(view.note)
    if not view.table.empty:
        with st.expander("What is known of the list"):
            blocks.sentences(view.table, "What is known of how complete the list is (published)")


def show_map(view: Distances, more: Next | None, chosen: str | None) -> None:
    """The areas by their mean, or the small areas themselves; further places as squares."""
    place = cache.tables().place
    blocks.legend(CLASSES, UNIT)
    small = st.selectbox("The map shows", width=260, **widgets.looks("near")) == "points"
    held = homes.places(cache.tables(), address.scenario().places.closing)
    near = list(held.site)
    nearest = view.nearest
    if more is not None:
        near += [f"further place {i}" for i in range(1, len(more.sites) + 1)]
        nearest = more.nearest
    home = view.home if more is None else more.home
    rows = () if more is None else more.sites.itertuples()
    layer = maps.layer(
        view.rows["mean"] if more is None else more.rows["mean"],
        CLASSES,
        view.text if more is None else more.text,
        UNIT,
        view.alt if more is None else more.alt,
        chosen,
        points=maps.Points(value=home, nearest=nearest, near=near) if small else None,
        marks=[(row.lat, row.lon, f"Further place {i}") for i, row in enumerate(rows, 1)],
    )
    own = homes.own_list(cache.tables()) or len(held) < len(cache.tables().sites)
    base = maps.DistrictMap(
        f"Map of {UNIT}",
        labels=not small,
        bare=small,
        pick=True,
        points=small,
        sites=statics.sites(held) if own else True,
    )
    blocks.district_map(base, layer, key="nearest", pick=True)
    terms.note(
        f"{place.boundaries} Yellow: places of the list. Small areas are LSOAs, larger where more"
        " children live."
    )


def show_bands(view: Distances) -> None:
    """Children by distance."""
    st.markdown("### Who lives how far")
    st.altair_chart(
        distance_charts.bands(view.bands),
        alt=(
            f"Children of each {view.areas.noun.one} by distance to the nearest place, in percent,"
            " the farthest on average first. The table has every share."
        ),
    )
    terms.paragraph(view.slope)


def show_tables(view: Distances, scenario: Scenario) -> None:
    """Every area, every place, and the download."""
    with st.expander(f"Every {verbatim(view.areas.noun.one)}, and the download"):
        blocks.table(view.table, "Distance to the nearest place, straight line (modelled)")
        terms.note(distance_words.IN_REACH)
        st.download_button(
            "Download areas and places (CSV)",
            places_csv(cache.safe_context(), scenario),
            file_name=f"{cache.tables().place.slug}-places.csv",
            mime="text/csv",
            on_click="ignore",
        )
    with st.expander("Every place, and the children it is nearest to"):
        rows = catchments(cache.context(), scenario)
        blocks.table(
            distance_words.catchment_table(rows, cache.tables().areas.name),
            "Nearest places (modelled)",
            text_columns=3,
        )

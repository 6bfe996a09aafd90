"""The parts of the Access map page."""

from dataclasses import dataclass

import streamlit as st

from lib import charts, maps, spread_words, words
from lib.catalogue.indicators import INDICATORS
from lib.classes import DIFFERS, SCHEMES
from lib.exports import tables as exported
from lib.figures.measured import measured_period, periods
from lib.findings import tiles
from lib.findings.access import Access, access
from lib.findings.beside import against_nation, benchmarks, lines
from lib.findings.filters import Filters
from lib.findings.ranked import RATE_FROM, bars, ranking
from lib.markdown import verbatim
from lib.ui import cache, statics, widgets
from lib.ui.parameters import PARAMETERS
from lib.ui.parts import blocks, terms
from lib.ui.your_data import yours


@dataclass(frozen=True, kw_only=True)
class View(Access):
    """What the page shows now, and how its map is coloured. line: where the palette turns, if
    anywhere."""

    scheme: str
    line: float | None


def choose_view(filters: Filters) -> View:
    """The page's own widgets, and the figures they ask for."""
    row = st.columns([2, 1, 2, 2])
    what = verbatim(terms.meanings(*(one.label for one in INDICATORS.values())))
    indicator = INDICATORS[row[0].selectbox("Figure", help=what, **widgets.looks("indicator"))]
    offered = periods(cache.tables(), indicator)
    period = row[1].selectbox("Period", **widgets.looks("period", offered))
    how = verbatim(terms.meanings(*SCHEMES.values()))
    scheme = row[2].selectbox("Map classes", help=how, **widgets.looks("scheme"))
    key = (indicator.key, period, filters.basis, filters.weighted)
    shown = access(cache.context(), *key)
    line = _benchmark(row[3], scheme, shown, filters)
    return View(**vars(shown), scheme=scheme, line=line)


def _benchmark(
    place: st.delta_generator.DeltaGenerator, scheme: str, view: Access, filters: Filters
) -> float | None:
    """The value where the map's palette turns, if one is chosen."""
    if scheme not in (DIFFERS, "line"):
        return None
    values = benchmarks(cache.context(), view, filters)
    offered = [*(["none"] if scheme == DIFFERS else []), *values]
    what = verbatim(terms.meanings(*PARAMETERS["line"].labels().values()))
    return values.get(place.selectbox("Benchmark", help=what, **widgets.looks("line", offered)))


def show_headline(view: View, filters: Filters) -> None:
    """The point in a sentence, and four headline figures."""
    m = view.measured
    blocks.summary(view.message, tiles.of_access(view, filters))
    if m.indicator.line and not filters.standard_applies:
        terms.note(
            "The national standards are defined on the national basis only, so none is drawn on"
            " this one."
        )
    blocks.badge(m.provenance, f"{m.indicator.label}, {m.period}", blocks.caution(m))
    if m.level == "part" and view.has_standard(filters):
        names = cache.tables().crosswalk.names.reindex(m.parts.value.index)
        terms.note(spread_words.parts_note(m, names, filters.standard))
    if note := spread_words.order_note(view.areas, cache.context().places_by_basis(*view.key)):
        terms.note(note)


def show_map(view: View, filters: Filters) -> None:
    """The choropleth with its legend, and its options beneath."""
    m = view.measured
    classes = cache.context().classes(*view.key, view.scheme, view.line)
    blocks.legend(classes, m.indicator.unit, missing=bool(m.districts.value.isna().any()))
    map_here = st.container()
    chosen = map_options()
    base = maps.DistrictMap(
        f"Map of {m.indicator.label.lower()}",
        labels=True,
        pick=True,
        outlines=chosen["outlines"],
        sites=chosen["sites"] and own_sites(),
        tiles=chosen["tiles"],
    )
    text = [m.indicator.say(v) for v in m.districts.value]
    unsure = view.unsure(view.line)
    alt = words.map_alt(m, view.areas)
    layer = maps.layer(
        m.districts.value, classes, text, m.indicator.unit, alt, filters.district, unsure
    )
    with map_here:
        blocks.district_map(base, layer, key="access", pick=True)
    note = (f"{m.place.boundaries} Choose {m.place.area.a} on the map, a bar or the table.").strip()
    if chosen["sites"]:
        note += f" {words.sites_note(cache.tables().sites, view.areas)}"
    if view.scheme == "quantiles":
        note += (
            f" Quantiles put equal numbers of {m.place.area.many} in each colour: neighbours in"
            " colour may not differ."
        )
    elif view.scheme == DIFFERS and m.level in ("part", "none") and m.parts.counted:
        year = (
            "" if m.level == "part" else f" of {measured_period(cache.tables(), m.indicator.key)}"
        )
        note += (
            f" Colours part only {m.place.area.many} whose published rates{year} differ by more"
            " than their intervals."
        )
    if unsure is not None and unsure.any():
        note += (
            f" A broken outline: the {m.place.area.one} by itself may be on either side of the"
            " benchmark."
        )
    terms.note(note)


def own_sites() -> dict | bool:
    """A reader's own places of support, drawn from their session; True where the map fetches the
    list that every visitor sees."""
    sites = cache.tables().sites
    return statics.sites(sites) if "uploaded" in set(sites.provenance) and cache.session() else True


def map_options() -> dict[str, bool]:
    """What the reader adds to the map."""
    area = verbatim(cache.tables().place.area.a)
    offered = {
        "outlines": (
            "Partnership outlines",
            f"Health and care partnerships; indicative where {area} is split.",
        ),
        "sites": (
            "Places of support",
            "Family hubs and children's centres from DfE lists; incomplete.",
        ),
        "tiles": (
            "Street map (fetches tiles from the internet)",
            "Off by default: the tiles come from openstreetmap.org.",
        ),
    }
    with st.container(horizontal=True):
        return {
            key: st.toggle(label, help=help_, **widgets.switches(key))
            for key, (label, help_) in offered.items()
        }


def show_bar(view: View, filters: Filters) -> None:
    """The ranked bar: the same figures as the map, with intervals, lines and ties."""
    m = view.measured
    rate_from = f"{RATE_FROM} {m.place.part}" if m.place.level else ""
    st.altair_chart(
        charts.ranked_bar(
            bars(view, filters),
            m.indicator.unit[:1].upper() + m.indicator.unit[1:],
            lines(cache.context(), view, filters),
            rate_from,
            view.areas.noun.heading,
        ),
        key="bar",
        on_select=blocks.choose_from_bar("bar"),
        selection_mode="district",
        alt=f"Bars from highest to lowest. {words.map_alt(m, view.areas)}",
    )
    against = against_nation(cache.context(), view, filters)
    beside = [against.message] if against else []
    terms.note(words.joined([*beside, words.tie_note(m, view.areas), words.whisker_note(m)]))


def show_table(view: View, filters: Filters) -> None:
    """The same figures as words, with partnership totals, and the download."""
    m, ranked = view.measured, ranking(cache.context(), view, filters)
    area = m.place.area
    blocks.choosing_table(
        ranked.frame,
        ranked.codes,
        f"{m.indicator.label}, {m.period}, {m.provenance}. Choose {area.a} to open its panel.",
        key="table",
        text_columns=ranked.text_columns,
        chosen=filters.district,
    )
    terms.note(
        f"= shares its place with another {area.one}. † Split between partnerships; the"
        " larger share is shown, indicative."
    )
    if m.hidden:
        terms.note(
            f"Totals of partnerships and of {m.place.name} leave out what is suppressed."
            f" {words.STAR}."
        )
    place = m.place.slug.replace("-and-", "-")
    st.download_button(
        "Download these figures (CSV)",
        exported.indicator_csv(cache.safe_context(), *view.key),
        file_name=f"{place}-{m.indicator.key.replace('_', '-')}-{m.period.replace('/', '-')}.csv",
        mime="text/csv",
        on_click=yours.goes_out if cache.session() else "ignore",
    )

"""The parts of the Access map page."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lib import charts, maps, spread_words, words
from lib.catalogue.indicators import INDICATORS
from lib.classes import DIFFERS
from lib.exports import tables as exported
from lib.figures import published
from lib.figures.measured import Measured, measured_period, periods, ties
from lib.findings.access import Access, access
from lib.findings.filters import Filters
from lib.known import may_reach, reach
from lib.markdown import verbatim
from lib.ui import address, cache, statics
from lib.ui.parts import blocks
from lib.ui.your_data import yours

RATE_FROM = "Rate from"


@dataclass(frozen=True, kw_only=True)
class View(Access):
    """What the page shows now, and how its map is coloured. line: where the palette turns, if
    anywhere."""

    scheme: str
    line: float | None


def choose_view(filters: Filters) -> View:
    """The page's own widgets, and the figures they ask for."""
    row = st.columns([2, 1, 2, 2])
    indicator = INDICATORS[row[0].selectbox("Figure", **address.looks("indicator"))]
    offered = periods(cache.tables(), indicator)
    period = row[1].selectbox("Period", **address.looks("period", offered))
    scheme = row[2].selectbox("Map classes", **address.looks("scheme"))
    key = (indicator.key, period, filters.basis, filters.weighted)
    found = access(cache.context(), *key)
    line = _benchmark(row[3], scheme, found.measured, filters)
    return View(**vars(found), scheme=scheme, line=line)


def _benchmark(
    place: st.delta_generator.DeltaGenerator, scheme: str, measured: Measured, filters: Filters
) -> float | None:
    """The value where the map's palette turns, if one is chosen: the standard where it is defined,
    the whole's rate, the nation's."""
    if scheme not in (DIFFERS, "line"):
        return None
    values = {"overall": measured.districts.overall}
    if measured.indicator.line and filters.standard_applies:
        values = {"standard": filters.standard} | values
    of_nation = [one.value for one in beside(measured, filters) if one.code == published.NATION]
    if of_nation:
        values["nation"] = of_nation[0]
    offered = [*(["none"] if scheme == DIFFERS else []), *values]
    return values.get(place.selectbox("Benchmark", **address.looks("line", offered)))


def beside(measured: Measured, filters: Filters) -> list[published.Beside]:
    """The nation and the region, where published; the nation's access rate where the national basis
    is in use."""
    tables, period = cache.tables(), measured.period
    others = published.beside(tables, measured.indicator, period)
    if measured.indicator.line and filters.standard_applies:
        others += published.outturns(tables, period)
    return others


def show_headline(view: View, filters: Filters) -> None:
    """The point in a sentence, and four headline figures."""
    m, say = view.measured, view.measured.indicator.say
    value = m.districts.value
    known = value.dropna()
    without = words.without(m, view.areas)
    items = [
        (
            m.place.name,
            say(m.districts.overall),
            f"{m.indicator.unit};{without}" if without else m.indicator.unit,
        )
    ]
    if m.indicator.line and filters.standard_applies:
        items.append(_reach_tile(view, filters))
        short = words.short_of(value, m.districts.denominator, filters.standard)
        items.append(
            (
                "Children short of it",
                words.children(short),
                f"in the {m.place.area.many} whose figure is below; modelled",
            )
        )
    else:
        items.append(
            ("Highest", say(value.max()), words.together(m, view.areas, str(value.idxmax())))
        )
        items.append(
            ("Lowest", say(value.min()), words.together(m, view.areas, str(value.idxmin())))
        )
    gap = known.max() / known.min() if len(known) and known.min() > 0 else float("inf")
    items.append(("Highest to lowest", words.times(gap), f"ratio of {m.place.area.one} figures"))
    blocks.summary(view.message, items)
    if m.indicator.line and not filters.standard_applies:
        st.caption(
            "The national standards are defined on the national basis only, so none is drawn on"
            " this one."
        )
    blocks.badge(m.provenance, f"{m.indicator.label}, {m.period}", blocks.caution(m))
    if m.level == "part" and m.indicator.line and filters.standard_applies:
        names = cache.tables().crosswalk.names.reindex(m.parts.value.index)
        st.caption(verbatim(spread_words.parts_note(m, names, filters.standard)))
    if note := spread_words.order_note(m, view.areas, cache.context().places_by_basis(*view.key)):
        st.caption(verbatim(note))


def _reach_tile(view: View, filters: Filters) -> tuple[str, str, str]:
    """How many districts reach the standard by themselves, and how many may; by their figures where
    nothing was counted."""
    label, value = f"Reach {filters.standard:g} in 100", view.measured.districts.value.dropna()
    areas = view.areas.noun.many
    if view.known is None:
        reached = int((value >= filters.standard).sum())
        return (
            label,
            f"{reached} of {len(value)}",
            f"{areas}, by modelled figures without an interval; {filters.standard_label}",
        )
    found = reach(view.known.reaching(filters.standard))
    return (
        label,
        f"{found.sure} of {found.of}",
        f"{areas}{spread_words.may(found)}, {found.below} do not; {filters.standard_label}",
    )


def show_map(view: View, filters: Filters) -> None:
    """The choropleth with its legend, and its options beneath."""
    m = view.measured
    classes = cache.context().classes(*view.key, view.scheme, view.line)
    blocks.legend(classes, m.indicator.unit, missing=bool(m.districts.value.isna().any()))
    map_here = st.container()
    chosen = map_options()
    base = maps.DistrictMap(
        f"Map of {m.indicator.label.lower()}",
        m.place,
        labels=True,
        pick=True,
        outlines=chosen["outlines"],
        sites=chosen["sites"] and own_sites(),
        tiles=chosen["tiles"],
    )
    text = [m.indicator.say(v) for v in m.districts.value]
    unsure = (
        may_reach(view.known.reaching(view.line))
        if view.known is not None and view.line is not None
        else None
    )
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
    st.caption(verbatim(note))


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
            key: st.toggle(label, help=help_, **address.switches(key))
            for key, (label, help_) in offered.items()
        }


def lines(view: View, filters: Filters) -> pd.DataFrame:
    """The lines drawn across the bars: the whole, the standard where it is defined, the nation and
    the region where published."""
    m, say = view.measured, view.measured.indicator.say
    found = [(m.districts.overall, f"{m.place.name} {say(m.districts.overall)}")]
    if m.indicator.line and filters.standard_applies:
        found.append((filters.standard, f"Standard {filters.standard:.0f}"))
    found += [(one.value, f"{one.name} {say(one.value)}") for one in beside(m, filters)]
    return pd.DataFrame(found, columns=["value", "line"])


def show_bar(view: View, filters: Filters) -> None:
    """The ranked bar: the same figures as the map, with intervals, lines and ties."""
    m, d = view.measured, view.measured.districts
    group = ties(m)
    shown = d.value.notna()
    frame = pd.DataFrame(
        {
            "area_code": d.value.index,
            "label": view.areas.name,
            "value": d.value,
            "lower": d.lower,
            "upper": d.upper,
            "wide_lower": d.lower if view.known is None else view.known.lower,
            "wide_upper": d.upper if view.known is None else view.known.upper,
            "text": [m.indicator.say(v) for v in d.value],
            "rank": view.rank,
            "source": view.rate_from,
            "chosen": d.value.index == filters.district,
            "said": [f"{view.areas.name[c]}: {words.rate(m, d.value[c])}" for c in d.value.index],
        }
    )[shown]
    frame = frame.assign(level=d.value.groupby(group).transform("mean")).sort_values(
        ["level", "label"], ascending=[False, True]
    )
    rate_from = f"{RATE_FROM} {m.place.part}" if m.place.level else ""
    st.altair_chart(
        charts.ranked_bar(
            frame,
            m.indicator.unit[:1].upper() + m.indicator.unit[1:],
            lines(view, filters),
            rate_from,
            view.areas.noun.heading,
        ),
        key="bar",
        on_select=blocks.choose_from_bar("bar"),
        selection_mode="district",
        alt=f"Bars from highest to lowest. {words.map_alt(m, view.areas)}",
    )
    st.caption(verbatim(words.joined([words.tie_note(m, view.areas), words.whisker_note(m)])))


def show_table(view: View, filters: Filters) -> None:
    """The same figures as words, with partnership totals, and the download."""
    m, d = view.measured, view.measured.districts
    rows = [
        (
            view.areas.name[c],
            view.areas.partnership[c] + (" †" if view.areas.indicative[c] else ""),
            view.rate_from[c],
            view.rank[c],
            m.indicator.say(d.value[c]),
            words.interval(m, c),
            spread_words.wide_interval(m, view.known, c),
        )
        for c in d.value.sort_values(ascending=False, kind="stable").index
    ]
    totals = [
        (
            f"{name} partnership{words.without(m, view.areas, view.areas.partnership == name)}",
            "",
            "",
            "",
            m.indicator.say(v),
            "",
            "",
        )
        for name, v in m.partnerships.items()
    ]
    totals.append(
        (
            f"{m.place.name}{words.without(m, view.areas)}",
            "",
            "",
            "",
            m.indicator.say(d.overall),
            "",
            "",
        )
    )
    totals += [
        (one.name, "", "", "", m.indicator.say(one.value), "", "") for one in beside(m, filters)
    ]
    codes = [*d.value.sort_values(ascending=False, kind="stable").index, *([None] * len(totals))]
    area = m.place.area
    columns = [
        area.heading,
        "Partnership",
        RATE_FROM,
        "Rank",
        m.indicator.unit,
        "Published rate, 95%",
        f"{area.heading} by itself, 95%",
    ]
    frame = pd.DataFrame(rows + totals, columns=columns)
    if m.level == "part":
        frame = frame.rename(columns={RATE_FROM: f"{RATE_FROM} {m.nouns.one}"})
    else:
        frame = frame.drop(columns=[RATE_FROM, columns[-1]]).rename(
            columns={"Published rate, 95%": "95% interval"}
        )
    blocks.choosing_table(
        frame,
        codes,
        f"{m.indicator.label}, {m.period}, {m.provenance}. Choose {area.a} to open its panel.",
        key="table",
        text_columns=frame.columns.get_loc("Rank"),
        chosen=filters.district,
    )
    st.caption(
        f"= shares its place with another {verbatim(area.one)}. † Split between partnerships; the"
        " larger share is shown, indicative."
    )
    if m.hidden:
        st.caption(
            f"Totals of partnerships and of {verbatim(m.place.name)} leave out what is suppressed."
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

"""The parts of the Access map page."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lib import charts, maps, measures, words
from lib.areas import Areas, listed
from lib.errors import NotMeasured
from lib.exports import tables as exported
from lib.indicators import INDICATORS, Indicator
from lib.measures import Measured
from lib.ui import blocks, cache, state, statics
from lib.ui.state import Filters


@dataclass(frozen=True, kw_only=True)
class View:
    """What the page shows now."""

    measured: Measured
    areas: Areas
    scheme: str
    line: float | None
    rank: pd.Series
    key: tuple[str, str, str, bool]


def choose_view(filters: Filters) -> View:
    """The page's own widgets, and the figures they ask for."""
    row = st.columns([2, 1, 2, 2])
    labels = {i.label: key for key, i in INDICATORS.items()}
    name = row[0].selectbox("Figure", list(labels), key="indicator", bind="query-params")
    indicator = INDICATORS[labels[name]]
    period = row[1].selectbox("Period", measures.periods(cache.tables(), indicator), key="period", bind="query-params")
    schemes = {label: key for key, label in maps.SCHEMES.items()}
    scheme = schemes[row[2].selectbox("Map classes", list(schemes), key="scheme", bind="query-params")]
    key = (indicator.key, period, filters.basis, filters.weighted)
    measured = cache.measured(*key)
    line = None
    if scheme == "line":
        line = _line(row[3], indicator, measured, filters)
    return View(measured=measured, areas=cache.tables().areas, scheme=scheme, line=line, rank=cache.ranks(*key), key=key)


def _line(place: st.delta_generator.DeltaGenerator, indicator: Indicator, measured: Measured, filters: Filters) -> float:
    """The value that splits the map in two: the standard where it is defined, else the Kent and Medway rate."""
    offered = state.LINES if indicator.line and filters.standard_applies else {"overall": state.LINES["overall"]}
    label = place.selectbox("Line", list(offered.values()), key="line", bind="query-params")
    return filters.standard if label == state.LINES["standard"] else measured.districts.overall


def show_headline(view: View, filters: Filters) -> None:
    """The point in a sentence, and four headline figures."""
    m, say = view.measured, view.measured.indicator.say
    value = m.districts.value
    known = value.dropna()
    without = words.without(m, view.areas)
    items = [("Kent and Medway", say(m.districts.overall), f"{m.indicator.unit};{without}" if without else m.indicator.unit)]
    if m.indicator.line and filters.standard_applies:
        reach, short = words.reaching(value, m.districts.denominator, filters.standard)
        items.append((f"Reach {filters.standard:.0f} in 100", f"{reach} of {len(known)}", f"districts; {filters.standard_label}"))
        items.append(("Children short of it", words.children(short), "in the districts below; modelled"))
    else:
        items.append(("Highest", say(value.max()), words.together(m, view.areas, str(value.idxmax()))))
        items.append(("Lowest", say(value.min()), words.together(m, view.areas, str(value.idxmin()))))
    gap = known.max() / known.min() if len(known) and known.min() > 0 else float("inf")
    items.append(("Highest to lowest", words.times(gap), "ratio of district figures"))
    blocks.summary(words.headline(m, view.areas), items)
    if m.indicator.line and not filters.standard_applies:
        st.caption("The national standards are defined on the national basis only, so none is drawn on this one.")
    blocks.badge(m.provenance, f"{m.indicator.label}, {m.period}", blocks.caution(m))


def show_map(view: View, filters: Filters) -> None:
    """The choropleth with its legend, and its options beneath."""
    m = view.measured
    classes = cache.classes(*view.key, view.scheme, view.line)
    blocks.legend(classes, m.indicator.unit, m.indicator.decimals, missing=bool(m.districts.value.isna().any()))
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
    layer = maps.layer(m.districts.value, classes, text, m.indicator.unit, words.map_alt(m, view.areas), filters.district)
    with map_here:
        blocks.district_map(base, layer, key="access", pick=True)
    note = "Boundaries derived from the ONS Postcode Directory; indicative. Choose a district on the map, a bar or the table."
    if chosen["sites"]:
        note += f" {words.sites_note(cache.tables().sites, view.areas)}"
    st.caption(note)


def own_sites() -> dict | bool:
    """A reader's own places of support, drawn from their session; True where the map fetches the list that every visitor sees."""
    sites = cache.tables().sites
    return statics.sites(sites) if "uploaded" in set(sites.provenance) and cache.session() else True


def map_options() -> dict[str, bool]:
    """What the reader adds to the map."""
    offered = {
        "outlines": ("Partnership outlines", "Health and care partnerships; indicative where a district is split."),
        "sites": ("Places of support", "Family hubs and children's centres from DfE lists; incomplete."),
        "tiles": ("Street map (fetches tiles from the internet)", "Off by default: the tiles come from openstreetmap.org."),
    }
    with st.container(horizontal=True):
        return {key: st.toggle(label, key=key, bind="query-params", help=help_) for key, (label, help_) in offered.items()}


def lines(view: View, filters: Filters) -> pd.DataFrame:
    """The lines drawn across the bars: Kent and Medway, the standard where it is defined, England and the region where published."""
    m, say = view.measured, view.measured.indicator.say
    found = [(m.districts.overall, f"Kent and Medway {say(m.districts.overall)}")]
    if m.indicator.line and filters.standard_applies:
        england = cache.tables().standards
        england = england[(england.kind == "outturn") & (england.period == m.period)]
        found += [(row.percent, f"England {say(row.percent)}") for row in england.itertuples()]
        found.append((filters.standard, f"Standard {filters.standard:.0f}"))
    found += [(one.value, f"{one.name} {say(one.value)}") for one in measures.beside(cache.tables(), m.indicator, m.period)]
    return pd.DataFrame(found, columns=["value", "line"])


def show_bar(view: View, filters: Filters) -> None:
    """The ranked bar: the same figures as the map, with intervals, lines and ties."""
    m, d = view.measured, view.measured.districts
    group = measures.ties(m)
    shown = d.value.notna()
    made_of = measures.rate_from(cache.tables()) if m.level == "former_ccg" else pd.Series("", view.areas.order)
    frame = pd.DataFrame(
        {
            "area_code": d.value.index,
            "label": view.areas.name,
            "value": d.value,
            "lower": d.lower,
            "upper": d.upper,
            "text": [m.indicator.say(v) for v in d.value],
            "rank": view.rank,
            "source": made_of,
            "chosen": d.value.index == filters.district,
            "said": [f"{view.areas.name[c]}: {words.rate(m, d.value[c])}" for c in d.value.index],
        }
    )[shown]
    frame = frame.assign(level=d.value.groupby(group).transform("mean")).sort_values(["level", "label"], ascending=[False, True])
    st.altair_chart(
        charts.ranked_bar(frame, m.indicator.unit[:1].upper() + m.indicator.unit[1:], lines(view, filters)),
        key="bar",
        on_select=blocks.choose_from_bar("bar"),
        selection_mode="district",
        alt=f"Bars from highest to lowest. {words.map_alt(m, view.areas)}",
    )
    st.caption(words.joined([words.tie_note(m, view.areas), words.whisker_note(m)]))


def show_panel(view: View, filters: Filters) -> None:
    """All that is known of the chosen district."""
    code = str(filters.district)
    name, tables = view.areas.name[code], cache.tables()
    with st.container(border=True):
        head, close = st.columns([5, 1])
        head.header(name, anchor=False)
        close.button("Close panel", on_click=state.choose, args=(None,), width="stretch")
        st.markdown(words.standing(view.measured, view.areas, code, view.rank, cache.not_distinguishable(*view.key)))
        near = [view.areas.name[c] for c in cache.neighbours()[code]]
        indicative = " (indicative: the district is split)" if view.areas.indicative[code] else ""
        made_of = f"**Rate comes from former CCG:** {measures.rate_from(tables)[code]}. " if view.measured.level == "former_ccg" else ""
        st.markdown(f"{made_of}**Partnership:** {view.areas.partnership[code]}{indicative}. **Neighbours:** {listed(sorted(near))}.")
        figures, people = st.columns([3, 2])
        with figures:
            blocks.table(_all_figures(filters, code), f"Figures for {name}", text_columns=1)
        with people:
            rows = tables.population[tables.population.area_code == code]
            st.markdown(f"**Children and young people by age, mid-2023** (published): {int(rows.persons.sum()):,} aged 0 to 25")
            st.altair_chart(
                charts.ages(rows[["age", "persons"]]),
                alt=f"{name}: persons by single year of age 0 to 25, from {rows.persons.min():,} to {rows.persons.max():,} a year.",
            )


def _all_figures(filters: Filters, code: str) -> pd.DataFrame:
    rows, tables = [], cache.tables()
    for indicator in INDICATORS.values():
        try:
            period = measures.measured_period(tables, indicator.key)
            m = cache.measured(indicator.key, period, filters.basis, filters.weighted)
        except NotMeasured:
            continue  # a figure of which only half was brought in has no row; the page for it says why
        rows.append(
            (
                f"{indicator.label}, {indicator.unit}",
                m.indicator.say(m.districts.value[code]),
                words.interval(m, code),
                m.indicator.say(m.districts.overall),
                f"{m.period}, {m.provenance}",
            )
        )
    return pd.DataFrame(rows, columns=["Figure", "District", "95% interval", "Kent and Medway", "Period and kind"])


def show_table(view: View, filters: Filters) -> None:
    """The same figures as words, with partnership totals, and the download."""
    m, d = view.measured, view.measured.districts
    tables = cache.tables()
    made_of = measures.rate_from(tables) if m.level == "former_ccg" else pd.Series("", view.areas.order)
    rows = [
        (
            view.areas.name[c],
            view.areas.partnership[c] + (" †" if view.areas.indicative[c] else ""),
            made_of[c],
            view.rank[c],
            m.indicator.say(d.value[c]),
            words.interval(m, c),
        )
        for c in d.value.sort_values(ascending=False, kind="stable").index
    ]
    totals = [
        (f"{name} partnership{words.without(m, view.areas, view.areas.partnership == name)}", "", "", "", m.indicator.say(v), "")
        for name, v in m.partnerships.items()
    ]
    totals.append((f"Kent and Medway{words.without(m, view.areas)}", "", "", "", m.indicator.say(d.overall), ""))
    totals += [(one.name, "", "", "", m.indicator.say(one.value), "") for one in measures.beside(tables, m.indicator, m.period)]
    codes = [*d.value.sort_values(ascending=False, kind="stable").index, *([None] * len(totals))]
    columns = ["District", "Partnership", "Rate from former CCG", "Rank", m.indicator.unit, "95% interval"]
    frame = pd.DataFrame(rows + totals, columns=columns)
    if m.level != "former_ccg":
        frame = frame.drop(columns="Rate from former CCG")
    blocks.choosing_table(
        frame,
        codes,
        f"{m.indicator.label}, {m.period}, {m.provenance}. Choose a district to open its panel.",
        key="table",
        text_columns=frame.columns.get_loc("Rank"),
        chosen=filters.district,
    )
    st.caption("= shares its place with another district. † Split between partnerships; the larger share is shown, indicative.")
    if m.hidden:
        st.caption(f"Totals of partnerships and of Kent and Medway leave out what is suppressed. {words.STAR}.")
    safe = cache.safe_tables()  # what leaves this session never holds exact figures
    sent = measures.measure(safe, *view.key)
    st.download_button(
        "Download these figures (CSV)",
        exported.indicator_csv(sent, safe, measures.ranks(sent)),
        file_name=f"kent-medway-{m.indicator.key.replace('_', '-')}-{m.period.replace('/', '-')}.csv",
        mime="text/csv",
        on_click="ignore",
    )


CONTACTED = "contacted_once"
WHOLE_LABELS = {
    CONTACTED: "Children with at least one contact",
    "treated_two_contacts": "Children with two or more contacts",
    "two_contact_access_rate": "Two or more contacts, in 100 in need",
}


def show_over_time() -> None:
    """What is known of Kent and Medway as a whole: by year, and month by month beside England."""
    tables = cache.tables()
    rows = tables.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure != "pounds")].sort_values(["measure", "period"])
    by_month = measures.monthly(tables, CONTACTED)
    yearly = rows[~((rows.measure == CONTACTED) & rows.period.str.startswith(measures.ROLLING))]
    said = [
        (
            WHOLE_LABELS.get(row.measure, row.measure),
            row.period,
            f"{row.value * 100:.1f}" if row.measure == "two_contact_access_rate" else f"{row.value:,.10g}",
            row.provenance,
        )
        for row in yearly.itertuples()
    ]
    with st.expander("Kent and Medway as a whole, over the years"):
        blocks.table(pd.DataFrame(said, columns=["Figure", "Period", "Value", "Kind"]), "Kent and Medway by period", text_columns=2)
        st.caption(
            "One contact and two contacts are different measures: the two are never joined into one line. Bring in NHS England's monthly "
            "file on the Your data page for later months."
        )
        show_monthly(by_month)


def show_monthly(by_month: pd.DataFrame) -> None:
    """Children with at least one contact in 12 months, month by month: a line of its own, beside England's."""
    sentence = words.monthly_sentence(by_month)
    st.markdown(f"**At least one contact in 12 months.** {sentence}")
    first = words.month(by_month.index[0])
    st.altair_chart(
        charts.monthly(by_month, f"12 months to {first} = 100"),
        alt=f"Children with at least one contact in 12 months, each area's as a percent of its own in the 12 months to {first}. {sentence}",
    )
    st.caption("Published by NHS England month by month; the latest months are performance data and may still change.")
    table = by_month.map(lambda value: "" if pd.isna(value) else f"{value:,.0f}").rename(index=words.month)
    blocks.table(table.rename_axis("12 months to").reset_index(), "Children with at least one contact in 12 months (published)")

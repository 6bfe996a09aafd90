"""The parts of the Variation page."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from lib import charts, maps, measures, spread_words, words
from lib.areas import Areas
from lib.classes import DIFFERS, Classes
from lib.disclosure.tables import CONTROLLED
from lib.errors import NotMeasured
from lib.findings.filters import Filters
from lib.indicators import INDICATORS
from lib.markdown import verbatim
from lib.measures import Measured
from lib.methods import METHODS
from lib.ui import blocks, cache, state
from lib.variation import funnel
from lib.variation.gradient import Gradient
from lib.variation.summary import Estimate, Spread

MAP_HEIGHT = 300
DISTRICTS_LEFT_OUT = "Districts are left out here: their figures are these rates shared out, so counting them again would invent evidence."


@dataclass(frozen=True, kw_only=True)
class View:
    """What the page shows now. names: of the areas that were really measured."""

    measured: Measured
    spread: Spread
    names: pd.Series
    areas: Areas
    key: tuple[str, str, str, bool]


def choose_view(filters: Filters) -> View:
    """The page's own widget, and the figures it asks for."""
    labels = {INDICATORS[key].label: key for key in state.SPREAD_INDICATORS}
    name = st.selectbox("Figure", list(labels), key="measure", bind="query-params", width=320)
    with st.spinner("Working out the statistics"):
        return view_of(labels[name], filters)


def view_of(indicator: str, filters: Filters) -> View:
    """One figure of the latest measured year over the areas that were really measured."""
    tables = cache.tables()
    key = (indicator, measures.measured_period(tables, indicator), filters.basis, filters.weighted)
    measured = cache.context().measured(*key)
    ccgs = tables.former_ccgs.former_ccg
    names = (ccgs if measured.level == "former_ccg" else tables.areas.name).reindex(measured.areas_measured.value.index)
    return View(measured=measured, spread=cache.context().spread(*key), names=names, areas=tables.areas, key=key)


def show_headline(view: View) -> None:
    m, s = view.measured, view.spread
    blocks.summary(
        spread_words.spread_sentence(s, m, view.names),
        [
            ("Highest to lowest", words.times(s.ratio.value), _said(s.ratio, 2)),
            ("Coefficient of variation", f"{s.cv.value:.3f}", _said(s.cv, 3)),
            *([("Beyond chance (SCV)", f"{s.systematic.value:.1f}", _said(s.systematic, 1))] if s.systematic else []),
            ("Gini", f"{s.gini.value:.3f}", _said(s.gini, 3)),
        ],
    )
    what = f"{s.k} former CCGs" if m.level == "former_ccg" else f"{s.k} districts"
    blocks.badge(
        "published" if m.level == "former_ccg" else m.provenance,
        f"{m.indicator.label}, {m.period}, over the {what} that were really measured",
        words.joined(filter(None, [DISTRICTS_LEFT_OUT, m.unverified])) if m.level == "former_ccg" else blocks.caution(m),
    )


def _said(estimate: Estimate, decimals: int) -> str:
    if np.isnan(estimate.lower):
        return "no interval published"
    return f"95% interval {estimate.lower:.{decimals}f} to {estimate.upper:.{decimals}f}"


def _value(estimate: Estimate, decimals: int) -> str:
    return f"{estimate.value:.{decimals}f} ({_said(estimate, decimals)})"


def answers(view: View, technical: bool = True) -> dict[str, str]:
    """The value of each statistic in a sentence; without phi and p where not technical."""
    s, m = view.spread, view.measured
    slope = cache.context().slope(*view.key)
    say = m.indicator.say
    less = "higher" if slope.slope > 0 else "lower"
    certain = "" if slope.lower * slope.upper > 0 else " The interval holds zero, so there may be no gradient."
    bounds = f" (95% interval {say(slope.lower)} to {say(slope.upper)}{_of_slope(slope) if technical else ''})"
    found = {
        "ratio": f"The highest rate is {_value(s.ratio, 2)} times the lowest.",
        "cv": f"A typical area lies {s.cv.value:.0%} from the mean: CV {_value(s.cv, 3)}.",
        "gini": f"Gini {_value(s.gini, 3)}.",
        "theil": f"Theil {_value(s.theil, 4)}.",
        "slope": f"The least deprived end is {say(abs(slope.slope))} {less} than the most deprived{bounds}; "
        f"ratio {slope.relative:.2f}.{certain}",
        "concentration": f"Concentration index {slope.concentration:+.3f}.",
    }
    if s.systematic is not None and s.p is not None:
        found["systematic"] = (
            f"SCV {_value(s.systematic, 1)}." if s.systematic.value > 0 else "No variation beyond chance (SCV is zero or below)."
        )
        p = "below 0.001" if s.p < 0.001 else f"{s.p:.3f}"
        found["chi_square"] = f"Chi-square {s.chi_square:,.1f} on {s.k - 1} degrees of freedom, p {p}: " + (
            "the areas do not share one rate." if s.p < 0.05 else "one shared rate cannot be ruled out."
        )
        found["funnel"] = (
            f"{s.beyond} of {s.k} differ from the whole by more than chance (99.8% limits); {s.beyond_adjusted} after allowing for how "
            f"much such areas differ anyway{f' (overdispersion, phi {s.phi:.3g})' if technical else ''}."
        )
        found["shrunk"] = "The largest change is " + _largest_shrinkage(view) + "."
        found["intervals"] = _widest_interval(view)
    return found


def _of_slope(slope: Gradient) -> str:
    """What the interval of a slope is made of."""
    if not slope.from_scatter:
        return ", from the areas' own intervals"
    return f", from the areas' scatter about the line, since they differ by more than chance; p {slope.p:.2f}"


def _widest_interval(view: View) -> str:
    rates, say = view.measured.areas_measured, view.measured.indicator.say
    code = (rates.upper - rates.lower).idxmax()
    return f"The widest is {view.names[code]}'s: {say(rates.value[code])}, {say(rates.lower[code])} to {say(rates.upper[code])}."


def _largest_shrinkage(view: View) -> str:
    rates, shrunk = view.measured.areas_measured, view.spread.shrunk
    if shrunk is None:
        return "none"
    code = (shrunk - rates.value).abs().idxmax()
    say = view.measured.indicator.say
    return f"{view.names[code]}, from {say(rates.value[code])} to {say(shrunk[code])}"


def show_funnel(view: View) -> None:
    """Each measured area against the limits of chance."""
    m, rates = view.measured, view.measured.areas_measured
    st.markdown("### Which areas differ by more than chance?")
    if not rates.counted:
        st.info("A funnel plot needs counts; a mean wait has none.")
        return
    proportion = m.indicator.kind == "proportion"
    result = funnel.funnel(rates, proportion)
    points = pd.DataFrame(
        {
            "label": view.names,
            "base": rates.denominator,
            "value": rates.value,
            "said": [m.indicator.say(v) for v in rates.value],
        }
    )
    base = {"need": "Children in need (estimated)", "children": "Children aged 0 to 17", "referred": "Children referred"}[
        m.indicator.denominator
    ]
    sentence = answers(view)["funnel"]
    areas = "former CCG" if m.level == "former_ccg" else "district"
    st.altair_chart(
        charts.funnel(points, funnel.curve(rates, result, proportion), m.indicator.unit.capitalize(), base, rates.overall),
        alt=f"Funnel plot of {m.indicator.label.lower()} by {areas} against {base.lower()}. {sentence}",
    )
    st.caption(
        f"{verbatim(sentence)} A phi well above 1 says the areas differ for reasons other than chance; the wider limits take that as given."
    )


def show_gradient(view: View) -> None:
    """Rate against deprivation, with the slope."""
    m, rates, slope = view.measured, view.measured.areas_measured, cache.context().slope(*view.key)
    st.markdown("### Is it better or worse where deprivation is deeper?")
    points = pd.DataFrame(
        {
            "label": view.names,
            "rank": slope.rank,
            "value": rates.value,
            "lower": rates.lower.fillna(rates.value),
            "upper": rates.upper.fillna(rates.value),
            "share": rates.denominator / rates.denominator.sum(),
        }
    )
    line = pd.DataFrame({"rank": [0.0, 1.0], "value": [slope.at_most_deprived, slope.at_most_deprived + slope.slope]})
    sentence = answers(view)["slope"]
    st.altair_chart(
        charts.gradient(points, line, m.indicator.unit.capitalize()), alt=f"Rate against deprivation rank with a fitted line. {sentence}"
    )
    made = "; a former CCG's is the mean of its districts', weighted by children" if m.level == "former_ccg" else ""
    st.caption(f"{verbatim(sentence)} Deprivation: IMD 2019{made}.")


def show_pair(view: View, filters: Filters) -> None:
    """Two maps in step, and the two figures crossed in one."""
    st.markdown("### Side by side: does what is reached follow what is needed?")
    labels = {i.label: key for key, i in INDICATORS.items()}
    beside = labels[
        st.selectbox("Beside it", list(labels), index=list(labels.values()).index("need"), key="beside", bind="query-params", width=320)
    ]
    if not state.offered_periods(INDICATORS[beside]):
        st.warning(f"{INDICATORS[beside].label} has no figures in the data in use.")
        return
    other_key = (beside, measures.measured_period(cache.tables(), beside), filters.basis, filters.weighted)
    try:
        other = cache.context().measured(*other_key)
    except NotMeasured as gap:
        st.warning(verbatim(str(gap)))
        return
    pairs = [(view.key, view.measured, "first"), (other_key, other, "second")]
    columns = st.columns(3, gap="small")
    for column, (key, m, name) in zip(columns, pairs):
        with column:
            classes = cache.context().classes(*key, DIFFERS, None)
            st.markdown(f"**{verbatim(m.indicator.label)}** ({verbatim(f'{m.period}, {m.provenance}')})")
            text = [m.indicator.say(v) for v in m.districts.value]
            layer = maps.layer(m.districts.value, classes, text, m.indicator.unit, words.map_alt(m, view.areas), filters.district)
            blocks.district_map(maps.DistrictMap(f"Map of {m.indicator.label.lower()}"), layer, key=name, height=MAP_HEIGHT)
            blocks.legend(classes, m.indicator.unit, missing=bool(m.hidden))
    with columns[2]:
        _show_crossed(view, pairs[1][1], filters)


def _show_crossed(view: View, other: Measured, filters: Filters) -> None:
    first, second = view.measured, other
    crossed = maps.bivariate(first.districts.value, second.districts.value)
    classes = Classes(edges=tuple(i + 0.5 for i in range(8)), colours=maps.BIVARIATE, decimals=1)
    low = [view.areas.name[c] for c in view.areas.order if crossed[c] == 6]
    st.markdown("**Both at once**")
    text = [f"{words.rate(first, first.districts.value[c])}; {words.rate(second, second.districts.value[c])}" for c in view.areas.order]
    said = words.crossed_sentence(first, second, low)
    layer = maps.layer(crossed.astype(float), classes, text, "", said, filters.district)
    blocks.district_map(maps.DistrictMap("Map of both figures in thirds", bare=True), layer, key="both", height=MAP_HEIGHT)
    blocks.bivariate_legend(first.indicator.label, second.indicator.label)
    st.caption(verbatim(said))


def clustered(filters: Filters) -> list[tuple[str, ...]]:
    """Moran's I in words for each figure known by district: figure, I, expected, p, reading."""
    rows: list[tuple[str, ...]] = []
    asked = []
    for key in state.SPREAD_INDICATORS:
        offered = state.offered_periods(INDICATORS[key])
        if offered and measures.kinds(cache.tables(), INDICATORS[key].numerator)[offered[0]] in CONTROLLED:
            asked.append((key, offered[0], filters.basis, filters.weighted))
    # Need on the national basis is shared out from former CCGs, so its neighbours agree by construction.
    basis = filters.basis if filters.basis != "national" else "survey_2017"
    asked.append(("deprivation", INDICATORS["deprivation"].periods[0], "national", False))
    asked.append(("need", INDICATORS["need"].periods[0], basis, filters.weighted))
    for view in asked:
        indicator = INDICATORS[view[0]]
        try:
            cache.context().measured(*view).areas_measured  # noqa: B018, asks whether enough districts are left
        except NotMeasured:
            continue  # there is no line for it
        result = cache.context().clusters(*view)
        label = f"{indicator.label} ({cache.context().measured(*view).basis.label})" if indicator.kind == "need" else indicator.label
        clear = "neighbours resemble one another" if result.p < 0.05 and result.moran > 0 else "no clear pattern"
        rows.append((label, f"{result.moran:.2f}", f"{result.expected:.2f}", f"{result.p:.3f}", clear))
    return rows


def show_clustering(filters: Filters) -> None:
    """Moran's I of the figures measured by district."""
    st.markdown("### Do neighbours resemble one another?")
    blocks.table(
        pd.DataFrame(clustered(filters), columns=["Figure", "Moran's I", "If nothing clusters", "p", "Reading"]),
        "Moran's I over the districts, for figures known by district",
    )
    st.caption(METHODS["moran"].misleads)


def show_statistics(view: View) -> None:
    """Each statistic with its question, its value in a sentence, and when it misleads."""
    found = answers(view)
    rows = [(METHODS[k].title, METHODS[k].question, found[k], METHODS[k].misleads) for k in METHODS if k in found]
    columns = ["Statistic", "Question", "Answer", "When it misleads"]
    blocks.table(pd.DataFrame(rows, columns=columns), "Every statistic in words", text_columns=4)

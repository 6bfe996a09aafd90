"""The parts of the Variation page."""

import pandas as pd
import streamlit as st

from lib import charts, maps, words
from lib.catalogue.indicators import INDICATORS
from lib.catalogue.statistics import STATISTICS
from lib.classes import DIFFERS, Classes
from lib.errors import NotMeasured
from lib.figures.amounts import INDEX, edition
from lib.figures.measured import Measured, measured_period, offered
from lib.findings import tiles
from lib.findings.clusters import clustered
from lib.findings.crossed import crossed
from lib.findings.filters import Filters
from lib.findings.plots import funnel_plot, gradient_plot
from lib.findings.spread import Unequal, unequal
from lib.findings.statistics import answers
from lib.markdown import verbatim
from lib.ui import cache, widgets
from lib.ui.parameters import PARAMETERS
from lib.ui.parts import blocks, terms

MAP_HEIGHT = 300


def choose_view(filters: Filters) -> Unequal:
    """The page's own widget, and the figures it asks for."""
    what = verbatim(terms.meanings(*PARAMETERS["measure"].labels().values()))
    indicator = st.selectbox("Figure", width=320, help=what, **widgets.looks("measure"))
    with st.spinner("Working out the statistics"):
        return unequal(cache.context(), indicator, filters)


def show_headline(view: Unequal) -> None:
    blocks.summary(view.message, tiles.of_spread(view))
    caution = view.caution if view.of_parts else blocks.caution(view.measured)
    blocks.badge(view.known, view.over, caution)


def show_funnel(view: Unequal) -> None:
    """Each measured area against the limits of chance."""
    m, plot = view.measured, funnel_plot(view)
    st.markdown("### Which areas differ by more than chance?")
    if plot is None:
        st.info(verbatim(f"A funnel plot needs counts; a {m.indicator.label.lower()} has none."))
        return
    st.altair_chart(
        charts.funnel(
            plot.points, plot.limits, m.indicator.unit.capitalize(), plot.base, plot.overall
        ),
        alt=(
            f"Funnel plot of {m.indicator.label.lower()} by {m.nouns.one} against"
            f" {plot.base.lower()}. {plot.message}"
        ),
    )
    terms.note(
        f"{plot.message} A phi well above 1 says the areas differ for reasons other than"
        " chance; the wider limits take that as given."
    )


def show_gradient(view: Unequal) -> None:
    """Rate against deprivation, with the slope."""
    m, plot = view.measured, gradient_plot(view)
    st.markdown("### Is it better or worse where deprivation is deeper?")
    st.altair_chart(
        charts.gradient(plot.points, plot.line, m.indicator.unit.capitalize()),
        alt=f"Rate against deprivation rank with a fitted line. {plot.message}",
    )
    mean = (
        f"; {m.nouns.a}'s is the mean of its {m.place.area.many}', weighted by children"
        if m.level == "part"
        else ""
    )
    edition_used = f"{INDEX} {edition(cache.tables()):d}"
    terms.note(f"{plot.message} Deprivation: {edition_used}{mean}.")


def show_pair(view: Unequal, filters: Filters) -> None:
    """Two maps in step, and the two figures crossed in one."""
    st.markdown("### Side by side: does what is reached follow what is needed?")
    what = verbatim(terms.meanings(*PARAMETERS["beside"].labels().values()))
    beside = st.selectbox("Beside it", width=320, help=what, **widgets.looks("beside"))
    if not offered(cache.tables(), INDICATORS[beside]):
        st.warning(f"{INDICATORS[beside].label} has no figures in the data in use.")
        return
    other_key = (beside, measured_period(cache.tables(), beside), filters.basis, filters.weighted)
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
            terms.paragraph(f"({m.period}, {m.provenance})", m.indicator.label)
            text = [m.indicator.say(v) for v in m.districts.value]
            layer = maps.layer(
                m.districts.value,
                classes,
                text,
                m.indicator.unit,
                words.map_alt(m, view.areas),
                filters.district,
            )
            blocks.district_map(
                maps.DistrictMap(f"Map of {m.indicator.label.lower()}"),
                layer,
                key=name,
                height=MAP_HEIGHT,
            )
            blocks.legend(classes, m.indicator.unit, missing=bool(m.hidden))
    with columns[2]:
        _show_crossed(view, pairs[1][1], filters)


def _show_crossed(view: Unequal, other: Measured, filters: Filters) -> None:
    first, both = view.measured, crossed(view.measured, other, view.areas)
    classes = Classes(edges=tuple(i + 0.5 for i in range(8)), colours=maps.BIVARIATE, decimals=1)
    st.markdown("**Both at once**")
    layer = maps.layer(
        both.classes.astype(float), classes, both.text, "", both.message, filters.district
    )
    blocks.district_map(
        maps.DistrictMap("Map of both figures in thirds", bare=True),
        layer,
        key="both",
        height=MAP_HEIGHT,
    )
    blocks.bivariate_legend(first.indicator.label, other.indicator.label)
    terms.note(both.message)


def show_clustering(filters: Filters) -> None:
    """Moran's I of the figures measured by district."""
    here = cache.tables().place
    st.markdown("### Do neighbours resemble one another?")
    blocks.table(
        pd.DataFrame(
            [
                (
                    one.figure,
                    f"{one.result.moran:.2f}",
                    f"{one.result.expected:.2f}",
                    f"{one.result.p:.3f}",
                    one.reading,
                )
                for one in clustered(cache.context(), filters)
            ],
            columns=["Figure", "Moran's I", "If nothing clusters", "p", "Reading"],
        ),
        f"Moran's I over the {here.area.many}, for figures known by {here.area.one}",
    )
    terms.note(here.say(STATISTICS["moran"].misleads))


def show_statistics(view: Unequal) -> None:
    """Each statistic with its question, its value in a sentence, and when it misleads."""
    say = view.measured.place.say
    rows = [
        (
            one.statistic.title,
            say(one.statistic.question),
            one.text,
            say(one.statistic.misleads),
        )
        for one in answers(view)
    ]
    columns = ["Statistic", "Question", "Answer", "When it misleads"]
    blocks.table(pd.DataFrame(rows, columns=columns), "Every statistic in words", text_columns=4)

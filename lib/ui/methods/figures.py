"""What the numbers are and how they are made, on the Methods and data page."""

import pandas as pd
import streamlit as st

from lib import provenance, words
from lib.catalogue.indicators import INDICATORS
from lib.errors import NotMeasured
from lib.figures.amounts import people_year
from lib.figures.measured import about, offered
from lib.findings import statistics
from lib.findings.filters import Filters
from lib.findings.sharing import sharing
from lib.markdown import verbatim, worded
from lib.model import need
from lib.model.need import BASES
from lib.sources import Tables
from lib.ui import cache
from lib.ui.parts import blocks


def show_kinds() -> None:
    st.header("What the numbers are, and are not", anchor="numbers")
    area = verbatim(cache.tables().place.area.one)
    st.markdown(
        f"No count of children seen, referred or waiting, and no spend, is published by {area}; a"
        " partnership can bring in its own on the Your data page. Every number says which of these"
        " it is:"
        if cache.tables().place.level
        else (
            "A partnership can bring in its own figures on the Your data page. Every number says"
            " which of these it is:"
        )
    )
    kinds = provenance.kinds(cache.tables().place)
    st.markdown(
        "\n".join(
            f"- **{verbatim(kind.capitalize())}.** {verbatim(text.split(': ', 1)[1])}"
            for kind, text in kinds.items()
        )
    )
    if cache.tables().place.level:
        show_sharing(cache.tables())


def show_sharing(tables: Tables) -> None:
    """How counts of parts become counts of districts, with what that makes of the published
    figures."""
    place, level, shared = tables.place, tables.place.level, sharing(cache.context())
    assert level is not None
    count = verbatim(words.number(shared.count))
    part, parts, printed, tried = (
        verbatim(words) for words in (level.one, level.many, level.printed, level.tried)
    )
    population = verbatim(level.population or "the population it publishes")
    area, areas = verbatim(place.area.one), verbatim(place.area.many)
    st.markdown(
        f"Counts for {part} *c* go to its {areas} by children: $w_{{dc}} = P_d s_{{dc}} /"
        " \\sum_{d'} P_{d'} s_{d'c}$, with $P_d$ children aged 0 to 17"
        f" ({verbatim(people_year(tables, place.measured_period))}, from LSOAs) and $s_{{dc}}$ the"
        f" share of the {area}'s LSOAs in the {part}; whole children by largest remainder, so"
        f" that every published total still holds. {printed} Under a rate stand the children of the"
        f" mid-year nearest to the count, for {areas} and {parts} alike; the publisher's own"
        f" percentages use {population}, on which the highest referral rate is"
        f" {shared.referral_gap:.2f} times the lowest. Which LSOAs of a split {area}"
        f" lay in which {part} is not known here, only how many. Treated children of"
        f" {verbatim(level.a)} are its published rate times its share of the national denominator"
        f" ({shared.denominator:,.0f} children), scaled by {shared.scaled:.4f} so that the {count}"
        f" sum to the published {shared.treated:,.0f}; the definition of that rate is not printed,"
        f" and it agrees with the two-contact standard (mean {shared.mean:.1%} against"
        f" {shared.rate:.1%})."
        f" {tried}"
    )


CLOSEST = (
    "**Closest places.** How far two districts of England are apart: $\\sqrt{\\sum_k"
    " ((x_k - y_k) / s_k)^2}$ over two figures, NHS England's mental-health need index (all"
    " ages) and the average score of the Index of Multiple Deprivation, with $s_k$ the"
    " standard deviation over all districts of England with at least 20,000 people. {An"
    " area}'s panel has the five that are nearest, of those outside the partnership. What"
    " stands beside them is the rate published of the former CCGs that hold at least a"
    " tenth of their LSOAs: no figure of children's services is published by district."
)


def show_figures() -> None:
    st.header("Figures on the map", anchor="figures")
    rows = [
        (
            i.label,
            i.question,
            f"{i.definition} Unit: {i.unit}.",
            ", ".join(offered(cache.tables(), i)),
            cache.tables().place.say(i.misleads),
        )
        for i in (about(cache.tables(), indicator) for indicator in INDICATORS.values())
    ]
    blocks.table(
        pd.DataFrame(rows, columns=["Figure", "Question", "How", "Periods", "When it misleads"]),
        "Figures",
        text_columns=5,
    )
    if not cache.tables().closest.empty:
        st.markdown(worded(CLOSEST, cache.tables().place))
    st.markdown("**Need** can be estimated in three ways:")
    here = cache.tables().place
    unverified = {key: need.unverified(cache.tables().prevalence, key) for key in BASES}
    st.markdown(
        "\n".join(
            f"- **{verbatim(b.label)}.** {verbatim(f'{need.defined(b, here)} {unverified[b.key]}')}"
            for b in BASES.values()
        )
    )


def show_statistics(filters: Filters) -> None:
    st.header("Measures of variation", anchor="variation")
    try:
        answers = statistics.of_modelled(cache.context(), filters)
    except NotMeasured as gap:
        st.warning(verbatim(str(gap)))
        return
    here = cache.tables().place
    rows = [
        (
            one.statistic.title,
            here.say(one.statistic.question),
            one.text,
            here.say(one.statistic.how),
            here.say(one.statistic.misleads),
            one.statistic.reference,
        )
        for one in answers
    ]
    columns = [
        "Measure",
        "Question",
        "Answer for the access rate",
        "How",
        "When it misleads",
        "Reference",
    ]
    blocks.table(pd.DataFrame(rows, columns=columns), "Measures", text_columns=6)
    others = "The Variation page has the answers for the other figures."
    count = words.number(len(cache.tables().crosswalk.names))
    if here.level:
        others = (
            f"They run over the {count} {here.level.many} for the published counts: apportioned"
            f" {here.area.many} are those {count} rates repeated, and counting one twice would"
            f" invent evidence. {others}"
        )
    st.markdown(verbatim(others))

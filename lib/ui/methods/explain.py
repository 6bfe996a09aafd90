"""The parts of the Methods and data page."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from lib import provenance, words
from lib.catalogue.indicators import INDICATORS
from lib.errors import NotMeasured
from lib.figures.amounts import people_year
from lib.figures.measured import about, offered
from lib.findings import statistics
from lib.findings.assumed import declared
from lib.findings.filters import Filters
from lib.findings.sharing import sharing
from lib.markdown import verbatim, worded
from lib.model import need
from lib.model.need import BASES
from lib.scenarios.record import schema
from lib.sources import Tables
from lib.ui import cache
from lib.ui.parts import blocks

CHANGELOG = Path(__file__).parents[3] / "CHANGELOG.md"


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


DRAWN = (
    "Counts of {parts} are drawn (binomial), scaled so that every draw adds up to the published"
    " total, and shared among its {areas} by children times a factor, lognormal (A5), that leaves"
    " the {part}'s own count as it is; one that is {a part} has none."
)
DRAWN_BY_AREA = "Counts are drawn (binomial), scaled so that every draw adds up to their total."
BY_PART = ("Two intervals",)  # of MODEL, what is only said where counts are published for parts
# {drawn} is one of the two above; {area}, {part} and the like are this partnership's nouns.
MODEL = (
    (
        "Response",
        (
            "For each service: children reached = today's x (new spend / today's spend)$^{e}$, with"
            " elasticity $e$ (A3). The saturating curve instead: $T = N_s (1 - e^{-kx})$, with"
            " $N_s$ the need the service would reach in the end and $k$ such that the curve passes"
            " through today; it builds in that money goes further where fewer are reached. Together"
            " at most all in need; access = children reached / need. $e$ goes to 1.13, the end of"
            " the nearest published range."
        ),
    ),
    (
        "Services",
        (
            "Spend and children reached split by A2. A shift moves percentage points of"
            " {an area}'s spend from community services. Intensive (crisis) spend stays at today's"
            " pounds or more unless it is let go: children reached are not equal outcomes. What a"
            " shift asks of it is then held back, and a cut falls on the other two in proportion."
        ),
    ),
    (
        "Ask the model",
        (
            "Most children: $\\max \\sum_d T_d$. Fairness dial $\\alpha$: $\\max \\sum_d N_d\\,"
            " a_d^{1-\\alpha} / (1-\\alpha)$, with $\\log a_d$ at 1 (Atkinson). Fairest: the lowest"
            " access as high as it goes, then most children. Closest: fewest children short of the"
            " standard. Each spends the budget inside floor, cap and locks, as a convex problem"
            " solved to optimality; of equal answers the one that moves least money, where that can"
            " be solved too. The solver needs $e$ of at most 1. {An area} where nobody is reached"
            " today is left out, by name. Fair share: pounds in proportion to need, intensive spend"
            " kept. Pounds are rounded to £1,000 that still add up; what it would take to reach a"
            " rate is rounded up, so that it is reached. One more £10,000: from the response at the"
            " answer; on the budget as a whole, from the solver's dual."
        ),
    ),
    (
        "How sure",
        (
            "4,000 draws with a fixed seed, the same for every page and for before and after."
            " {drawn} Elasticity (A3) and the shares of children that services reach (A2) are"
            " triangular over their ranges. Need is off by A4 (one shared draw and a smaller one"
            " {an area}) where it is estimated from a survey; the national standard is defined on"
            " its own denominator, which has no error. 80% and 95% intervals are quantiles of"
            " these. A1, the curve, the need basis and its weighting are choices and are not drawn:"
            " beside each figure stands its span over all of them. {An area} whose 95% interval"
            " holds the standard has a broken outline on the map."
        ),
    ),
    (
        "Two intervals",
        (
            "A rate of {a part} has the interval of its published counts, and so has {an area} for"
            " what is known of its {part} (thick whisker). A statement about {an area} by itself,"
            " its chance to reach a standard, its rank and whether it differs from another, uses"
            " the wider one (thin whisker), with how {areas} inside one {part} may differ (A5)."
        ),
    ),
    (
        "Getting there",
        (
            "Distance from target = allocation / target - 1. Each year growth $g_d = \\lambda -"
            " \\kappa\\,$distance, inside least and most; the least is raised so that no {area}"
            " stays further under target than asked where the money allows; $\\lambda$ is the one"
            " level at which the year's budget is spent. As NHS England's pace of change for"
            " integrated care boards, with limits of this page's own (A6)."
        ),
    ),
    (
        "Explain",
        (
            "Access after each cause in turn: each {area}'s own share of budget growth,"
            " reallocation, service shift, need basis."
        ),
    ),
)


def show_model(tables: Tables) -> None:
    st.header("The model and its assumptions", anchor="assumptions")
    level = tables.place.level
    drawn = DRAWN if level else DRAWN_BY_AREA
    asked = [(title, text) for title, text in MODEL if level or title not in BY_PART]
    lines = [
        f"- **{title}.** {worded(text.replace('{drawn}', drawn), tables.place)}"
        for title, text in asked
    ]
    st.markdown("\n".join(lines))
    st.markdown(
        worded(
            "Sliders never push one another: what is not placed stays in view, and “place the rest”"
            " spreads it over unlocked {areas} in proportion to need. Under the default of A1 (one"
            " unit cost everywhere) today's split already reaches most children, by construction,"
            " so every answer shows which {areas} change direction under the other choices.",
            tables.place,
        )
    )
    st.download_button(
        "Format of a scenario file (JSON Schema)",
        schema(cache.tables().place.say),
        "scenario.schema.json",
        "application/schema+json",
    )
    blocks.table(
        declared(cache.context()),
        "Assumptions, each movable on the page that uses it",
        text_columns=7,
    )


def show_sources(tables: Tables) -> None:
    st.header("Sources and licences", anchor="sources")
    rows = []
    for key, p in tables.publications.items():
        files = ", ".join(
            name for name, record in tables.files.items() if key in record["built_from"]
        )
        rows.append(
            (
                p["title"],
                p["publisher"],
                p["period"],
                p["licence"],
                p["url"],
                p.get("package", ""),
                files,
            )
        )
    columns = ["Title", "Publisher", "Period", "Licence", "URL", "Taken from package", "Builds"]
    blocks.table(pd.DataFrame(rows, columns=columns), "Every source", text_columns=7)
    for line in tables.place.licences:
        st.markdown(verbatim(line))
    st.html(
        "<p>Licences: <a"
        ' href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">Open'
        " Government Licence v3.0</a>, <a"
        ' href="https://opendatacommons.org/licenses/odbl/1-0/">Open Database License v1.0</a>. The'
        " code is under the MIT licence.</p>"
    )
    st.markdown("**Standards**")
    frame = tables.standards
    standards = [
        (
            r.label,
            f"{r.percent:g}%",
            r.area_name,
            r.period,
            tables.publications[r.source_id]["publisher"],
        )
        for r in frame.itertuples()
    ]
    blocks.table(
        pd.DataFrame(standards, columns=["Line", "Value", "Area", "Period", "Publisher"]),
        "Standards and outturns",
        text_columns=5,
    )


def show_changes() -> None:
    st.header("What changed", anchor="changes")
    text = CHANGELOG.read_text(encoding="utf-8").split("\n", 1)[1]
    st.markdown(text.replace("\n## ", "\n### "))


def show_contents() -> None:
    links = (
        ("glossary", "Words"),
        ("numbers", "What the numbers are"),
        ("figures", "Figures"),
        ("variation", "Variation"),
        ("assumptions", "Assumptions"),
        ("own", "Your own figures"),
        ("sources", "Sources"),
        ("changes", "What changed"),
    )
    st.html("<p>" + " | ".join(f'<a href="#{a}">{escape(t)}</a>' for a, t in links) + "</p>")

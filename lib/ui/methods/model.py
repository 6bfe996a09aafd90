"""The model and its assumptions, on the Methods and data page."""

import streamlit as st

from lib.findings.assumed import declared
from lib.markdown import worded
from lib.scenarios.record import schema
from lib.sources import Tables
from lib.ui import cache
from lib.ui.parts import blocks

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

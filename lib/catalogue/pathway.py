"""Levers and assumptions of the way from referral to treatment (the Waits page)."""

from lib.catalogue.settings import Assumption, Setting


def _pounds(name: str, words: str, help: str) -> Setting:
    """A lever of money, in millions of pounds, that comes off the budget before anything is
    shared."""
    return Setting(
        key=f"wait_{name}",
        where=("pathway", name),
        words=f"Waits: {words[0].lower()}{words[1:]}",
        label=words,
        format="£%.1f million",
        high=10,
        step=0.1,
        panel="waits",
        help=help,
        description=help,
    )


def _assumed(
    name: str,
    words: str,
    value: float,
    low: float,
    high: float,
    step: float,
    declared: str = "",
) -> Setting:
    return Setting(
        key=f"wait_{name}",
        where=("pathway", name),
        words=f"Waits: {words[0].lower()}{words[1:]}",
        label=words,
        value=value,
        low=low,
        high=high,
        step=step,
        panel="waits",
        declared=declared or name,
        description=words,
    )


LEVERS: tuple[Setting, ...] = (
    _pounds(
        "assessment",
        "More for assessment, £ million a year",
        "Millions a year more for first contacts.",
    ),
    _pounds(
        "treatment",
        "More for treatment, £ million a year",
        "Millions a year more for help to begin.",
    ),
    _pounds(
        "support",
        "Support while waiting, £ million a year",
        "Millions a year for families and schools while a child waits: fewer then give up.",
    ),
    _pounds(
        "backlog",
        "One-off for the longest waits, £ million",
        "Millions, spent in the first 12 months on those who have waited longest for help.",
    ),
    Setting(
        key="wait_growth",
        where=("pathway", "growth"),
        words="Waits: growth of referrals, % a year",
        label="Growth of referrals, % a year",
        format="%g%%",
        low=-10,
        high=20,
        step=1,
        panel="waits",
        description="Percent a year by which referrals grow",
    ),
    Setting(
        key="wait_front_door",
        where=("pathway", "front_door"),
        words="Waits: more met at the front door, points",
        label="More met at the front door, points",
        format="%g points",
        high=40,
        step=1,
        panel="waits",
        help=(
            "Points of all referrals that are helped or sent on when they come, beyond A8, and"
            " wait for nothing. Each costs as much as a first contact."
        ),
        description="Points of referrals met when they come, beyond today's share (A8)",
    ),
)
ASSUMED: tuple[Assumption, ...] = (
    Assumption(
        id="A8",
        in_words="{wait_met_today:g}%",
        settings=(
            _assumed("met_today", "Met at the front door today, % (A8)", 20, 5, 40, 1, "value"),
        ),
    ),
    Assumption(
        id="A9",
        in_words="{wait_treatment_weeks:g} weeks; {wait_leaving_rise:g}% more leave",
        settings=(
            _assumed("treatment_weeks", "Weeks in treatment (A9)", 40, 20, 60, 1),
            _assumed("leaving_rise", "% more leave for a wait 1% longer (A9)", 0.25, 0, 0.5, 0.05),
        ),
    ),
    Assumption(
        id="A10",
        in_words=(
            "{wait_assessment_share:g}% of spend; £{wait_support_pounds:,.0f} a child,"
            " {wait_support_effect:g}% fewer leave"
        ),
        settings=(
            _assumed("assessment_share", "Spend that is for assessment, % (A10)", 30, 15, 50, 1),
            _assumed("support_pounds", "Support, £ a child a year (A10)", 400, 150, 1000, 50),
            _assumed("support_effect", "Fewer leave where supported, % (A10)", 30, 0, 60, 5),
        ),
    ),
)

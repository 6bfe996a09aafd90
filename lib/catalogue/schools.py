"""Levers and assumptions of school teams, other early help and the staff they need."""

from lib.catalogue.offers import bought
from lib.catalogue.services import SERVICES
from lib.catalogue.settings import Assumption, Option, Setting
from lib.catalogue.skills import SKILLS

MOST_TEAMS = 40


def _assumed(
    key: str,
    words: str,
    value: float,
    low: float,
    high: float,
    step: float = 1,
    declared: str = "",
) -> Setting:
    """A number of an assumption of the page."""
    return Setting(
        key=key,
        where=("schools", key),
        words=words,
        value=value,
        low=low,
        high=high,
        step=step,
        panel="workforce",
        declared=declared or key,
    )


LEVERS: tuple[Setting, ...] = (
    Setting(
        key="teams",
        where=("schools", "teams"),
        words="New school teams",
        kind="whole",
        value=0,
        high=MOST_TEAMS,
        panel="workforce",
        description="Mental-health support teams in schools beyond today's",
    ),
    Setting(
        key="teams_by",
        where=("schools", "teams_by"),
        words="School teams go",
        kind="choice",
        value="need",
        options=(
            Option(
                key="need",
                label="Where they reach most children in need",
                words="where they reach most in need",
            ),
            Option(
                key="equal",
                label="Where coverage becomes most equal",
                words="where coverage becomes most equal",
            ),
        ),
        panel="workforce",
        label="Where new teams go",
    ),
    *(
        Setting(
            key=f"{offer.key}_places",
            where=("schools", f"{offer.key}_places"),
            words=f"{offer.label}, places a year",
            label=f"{offer.label}: {offer.whom} a year",
            kind="whole",
            value=0,
            high=offer.most,
            step=offer.step,
            panel="workforce",
        )
        for offer in bought()
    ),
)

ASSUMED: tuple[Assumption, ...] = (
    Assumption(
        id="A12",
        in_words="; ".join(
            f"{service.key} {{{service.key}_a_year:g}}" for service in SERVICES.values()
        ),
        settings=tuple(
            _assumed(
                f"{service.key}_a_year",
                f"{service.label}: children a year for one post (A12)",
                *service.a_year,
            )
            for service in SERVICES.values()
        ),
    ),
    Assumption(
        id="A13",
        in_words=(
            "; ".join(f"{skill.band} £{{{skill.key}_pay:,.0f}}" for skill in SKILLS.values())
            + "; on-costs {on_costs:g}%"
        ),
        settings=(
            *(
                _assumed(
                    f"{skill.key}_pay",
                    f"Pay, {skill.words} ({skill.band}), £ a year (A13)",
                    skill.pay,
                    skill.low,
                    skill.high,
                )
                for skill in SKILLS.values()
            ),
            _assumed("on_costs", "On-costs, % of pay (A13)", 23.5, 20, 30, 0.5),
        ),
    ),
    Assumption(
        id="A17",
        in_words=(
            "{team_staff:g} staff, {team_pupils:,.0f} pupils, {team_children:g} children a year"
        ),
        settings=(
            _assumed("team_staff", "Clinicians in a school team (A17)", 8, 6, 10, 0.5),
            _assumed("team_pupils", "Pupils that a team covers (A17)", 8_300, 8_000, 8_500, 100),
            _assumed("team_children", "Children a team helps a year (A17)", 500, 300, 600, 10),
        ),
    ),
    Assumption(
        id="A18",
        in_words="{practitioner_share:g}% practitioners in early help, {senior_share:g}% senior",
        settings=(
            _assumed(
                "practitioner_share",
                "Practitioners in teams and early help, % (A18)",
                50,
                25,
                70,
                5,
            ),
            _assumed("senior_share", "Senior clinicians among all staff, % (A18)", 20, 10, 30, 5),
        ),
    ),
    Assumption(
        id="A19",
        in_words=(
            "{hired:g}% more a year, {trained:g} trained of 100,000 pupils, {lead:g} months to fill"
        ),
        settings=(
            _assumed("hired", "Staff gained a year, % of those in post (A19)", 8, 4, 16, 0.5),
            _assumed(
                "trained",
                "Practitioners trained a year, of 100,000 pupils (A19)",
                4.5,
                2,
                9,
                0.5,
            ),
            _assumed("lead", "Months to fill a post (A19)", 6, 3, 12),
        ),
    ),
    Assumption(
        id="A20",
        in_words="; ".join(f"{offer.short} £{{{offer.key}_cost:,.10g}}" for offer in bought()),
        settings=tuple(
            _assumed(
                f"{offer.key}_cost",
                f"{offer.label}: £ a place (A20)",
                offer.cost,
                offer.low,
                offer.high,
                0.01 if offer.cost < 100 else 1,
            )
            for offer in bought()
        ),
    ),
    Assumption(
        id="A21",
        in_words="{covered:g}% of pupils, the same in every {area}",
        settings=(
            _assumed(
                "covered",
                "Pupils covered today, % in every {area} (A21)",
                52,
                0,
                90,
                declared="value",
            ),
        ),
    ),
)

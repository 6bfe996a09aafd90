"""Levers and assumptions of services from birth to 25."""

from lib.catalogue.settings import Assumption, Option, Setting

STEPS = ("first", "second", "third")  # shares of the transfer that its years but the last reach


def _lever(field: str, words: str, **more: object) -> Setting:
    return Setting(
        key=f"transition_{field}",
        where=("transition", field),
        words=f"18 to 25: {words[0].lower()}{words[1:]}",
        label=words,
        panel="transition",
        format="%g",
        **more,  # type: ignore[arg-type]
    )


def _percent(id: str, field: str, words: str, value: float, low: float, high: float) -> Setting:
    """An assumption of so many in 100."""
    return Setting(
        key=f"transition_{field}",
        where=("transition", field),
        words=f"{words} ({id})",
        value=value,
        low=low,
        high=high,
        panel="transition",
        format="%g",
        declared="value",
        description=id,
    )


LEVERS: tuple[Setting, ...] = (
    _lever(
        "access",
        "Reached once the transfer is whole, in 100 in need",
        high=60,
        help="Of those aged 18 to 25 in need. Nought is nobody, and costs nothing.",
        description="People aged 18 to 25 reached, in 100 in need, in the last year",
    ),
    _lever(
        "moves",
        "More who move on at 18, in 100 leaving",
        high=75,
        help="Beyond those who do already (A14). They count among those reached at 18.",
        description="More of those leaving children's services who move on, in 100",
    ),
    _lever(
        "starts",
        "First contract year",
        kind="whole",
        value=2027,
        low=2025,
        high=2031,
        help="The transfer takes four years; a contract starts in each.",
        description="Year of the first contract",
    ),
    _lever(
        "steps",
        "Steps",
        kind="choice",
        value="equal",
        options=(
            Option(key="equal", label="Equal steps", words="equal"),
            Option(key="chosen", label="Steps of your own", words="chosen"),
        ),
    ),
    *(
        _lever(
            field,
            f"By the end of the {field} year, % of the whole",
            value=25 * i,
            high=100,
            step=5,
            help="No less than the year before; the fourth year is the whole.",
            description=f"Percent of the transfer made by the {field} year",
        )
        for i, field in enumerate(STEPS, 1)
    ),
    _lever(
        "paid",
        "Year of the transfer that this budget pays",
        kind="whole",
        value=4,
        low=1,
        high=4,
        help="What that year costs comes off the budget before anything is shared.",
        description="Which year of the transfer comes off the budget",
    ),
)

ASSUMED: tuple[Assumption, ...] = (
    Assumption(
        id="A14",
        in_words="{transition_moves_on:g} in 100",
        settings=(_percent("A14", "moves_on", "Move on at 18, in 100 leaving", 25, 10, 58),),
    ),
    Assumption(
        id="A15",
        in_words="{transition_older}",
        settings=(
            Setting(
                key="transition_older",
                where=("transition", "older"),
                words="Need from 17 on by (A15)",
                kind="choice",
                value="survey_2023",
                options=(
                    Option(key="survey_2023", label="2023 survey (probable disorder)"),
                    Option(key="apms_2023", label="adult survey 2023/24 (common conditions)"),
                ),
                panel="transition",
                declared="value",
                description="A15",
            ),
        ),
    ),
    Assumption(
        id="A16",
        in_words="{transition_cost:g}% of a child",
        settings=(_percent("A16", "cost", "Cost at 18 to 25, % of a child's", 100, 75, 150),),
    ),
    Assumption(
        id="A22",
        in_words="{transition_at_18:g}% of all under 18",
        settings=(_percent("A22", "at_18", "In a service at 18, % of usual", 100, 75, 150),),
    ),
)

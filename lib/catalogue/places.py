"""Levers and assumptions of places: how many more, where, and what one costs."""

from lib.catalogue.settings import Assumption, Option, Setting

MOST_NEW = 5


def _lever(field: str, words: str, **more: object) -> Setting:
    return Setting(
        key=f"places_{field}",
        where=("places", field),
        words=f"Places: {words[0].lower()}{words[1:]}",
        label=words,
        panel="places",
        format="%g",
        **more,  # type: ignore[arg-type]
    )


LEVERS: tuple[Setting, ...] = (
    _lever(
        "new",
        "More places",
        kind="whole",
        high=MOST_NEW,
        help="Each costs what A23 says a year, and stands where the choice below is best met.",
        description="How many more places",
    ),
    _lever(
        "aim",
        "Stand where",
        kind="choice",
        value="mean",
        options=(
            Option(key="mean", label="the mean distance is least (p-median)", words="least mean"),
            Option(key="worst", label="the farthest is least far (p-centre)", words="least worst"),
            Option(
                key="within",
                label="most live within the distance (maximal cover)",
                words="most within",
            ),
        ),
    ),
    _lever(
        "counted",
        "Count",
        kind="choice",
        value="children",
        options=(
            Option(key="children", label="all children"),
            Option(key="need", label="children in need"),
            Option(key="unreached", label="children in need, not reached"),
        ),
    ),
    _lever(
        "within",
        "Within, km in a straight line",
        value=5,
        low=1,
        high=20,
        help="The distance that most are to live within.",
        description="The distance of the third choice of where places stand, km",
    ),
    _lever(
        "closing",
        "Without places that were to close",
        kind="switch",
        value=False,
        help="Leaves out those of the list that a council proposed to close or to pay no longer.",
        description="Leaves out places of the list that were proposed to close",
    ),
)

ASSUMED: tuple[Assumption, ...] = (
    Assumption(
        id="A23",
        in_words="£{places_cost:g},000",
        settings=(
            Setting(
                key="places_cost",
                where=("places", "cost"),
                words="One more place, £ thousand a year (A23)",
                value=200,
                low=100,
                high=400,
                step=10,
                panel="places",
                format="%g",
                declared="value",
                description="A23",
            ),
        ),
    ),
    Assumption(
        id="A24",
        in_words="{places_road:g} times",
        settings=(
            Setting(
                key="places_road",
                where=("places", "road"),
                words="Road over straight distance (A24)",
                value=1.32,
                low=1.2,
                high=1.5,
                step=0.01,
                panel="places",
                format="%g",
                declared="value",
                description="A24",
            ),
        ),
    ),
)

"""Levers and assumptions of offers to groups of children at greatest risk."""

from lib.catalogue.groups import GROUPS, Price, offered
from lib.catalogue.settings import Assumption, Setting

MOST = 2000  # children of one group that a lever goes to
DEAREST = 20_000  # pounds a child that a reader may set


def seen(group: str) -> Setting:
    """How many children of a group are to be seen in a year."""
    return Setting(
        key=f"seen_{group}",
        where=("risk", f"{group}_seen"),
        words=f"{GROUPS[group].label}: to be seen in a year",
        label=GROUPS[group].label,
        high=MOST,
        step=10,
        panel="risk",
        format="%d a year",
        description=f"Offer: {GROUPS[group].words} to be seen in a year",
    )


def _pounds(group: str, price: Price) -> Setting:
    """What one child of a group costs (A11)."""
    return Setting(
        key=f"pounds_{group}",
        where=("risk", f"{group}_pounds"),
        words=f"{GROUPS[group].label}: pounds a child (A11)",
        label=f"{GROUPS[group].label}: £ a child",
        value=price.value,
        high=DEAREST,
        panel="risk",
        description=f"A11: pounds for each of {GROUPS[group].words} seen",
    )


LEVERS: tuple[Setting, ...] = tuple(seen(group) for group in offered())
ASSUMED: tuple[Assumption, ...] = (
    Assumption(
        id="A11",
        in_words="£ a child: "
        + ", ".join(f"{GROUPS[group].label} {{pounds_{group}:,.0f}}" for group in offered()),
        of="offers to groups",
        settings=tuple(_pounds(group, price) for group, price in offered().items()),
    ),
)

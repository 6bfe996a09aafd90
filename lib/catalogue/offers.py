"""Early help that can be bought by the place: one record an offer. Its lever, its cost (A20) and
its rows in schools.csv follow."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An offer of early help.

    Attributes
    ----------
    label, short, words
        At the start of a name, in a list of prices, and in a sentence.
    whom
        Who has a place, of many.
    cost, low, high
        Pounds a place, as published.
    most
        Places that its lever goes to; 0 where it has none.
    step
        Of the lever, places.
    """

    key: str
    label: str
    short: str
    words: str
    whom: str
    cost: float
    low: float
    high: float
    most: int = 1_000
    step: int = 20


OFFERS = {
    offer.key: offer
    for offer in (
        Offer(
            key="incredible_years",
            label="Incredible Years parents' group",
            short="parents' group",
            words="Incredible Years parents' groups",
            whom="children",
            cost=2_015,
            low=1_612,
            high=2_418,
        ),
        Offer(
            key="parenting",
            label="Parenting group of 11 weeks",
            short="parenting",
            words="parenting groups of 11 weeks",
            whom="families",
            cost=648,
            low=399,
            high=865,
        ),
        Offer(
            key="counselling",
            label="School counselling",
            short="counselling",
            words="school counselling",
            whom="pupils",
            cost=382,
            low=300,
            high=400,
            most=2_000,
        ),
        Offer(
            key="six_sessions",
            label="Six sessions in school",
            short="six sessions",
            words="six counselling or group sessions in school",
            whom="children",
            cost=229,
            low=172,
            high=286,
            most=2_000,
        ),
        Offer(
            key="resilience",
            label="Resilience programme in school",
            short="resilience",
            words="a resilience programme in school",
            whom="pupils",
            cost=5.08,
            low=3.81,
            high=6.35,
            most=20_000,
            step=500,
        ),
        Offer(
            key="infant_steps",
            label="Incredible Years for infants and toddlers",
            short="infants",
            words="Incredible Years for infants and toddlers",
            whom="parents with a child",
            cost=458.5,
            low=458.5,
            high=458.5,
            most=0,
        ),
    )
}


def bought() -> tuple[Offer, ...]:
    """The offers that have a lever."""
    return tuple(offer for offer in OFFERS.values() if offer.most)

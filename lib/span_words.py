"""Children gained or lost, and what a scenario comes to over the choices that no figure decides, in
sentences."""

from lib.place.nouns import AREA, Level
from lib.scenarios.choices import Span
from lib.words import children

CHOICES = "choices of A1, curve, need basis and weighting"


def more(gained: float) -> str:
    """Children gained or lost in words: "60 fewer".

    >>> more(-61), more(1431), more(1)
    ('60 fewer', '1,430 more', 'as many')
    """
    number = children(abs(gained))
    return "as many" if number == "0" else f"{number} {'more' if gained > 0 else 'fewer'}"


def over(span: tuple[float, float]) -> str:
    """Least and most children gained over some choices: "76 to 937 fewer", "370 fewer to 2,060
    more".

    >>> over((-937, -76)), over((-370, 2060)), over((0, 1))
    ('75 to 935 fewer', '370 fewer to 2,060 more', 'as many')
    """
    low, high = span
    if children(low) == children(high):
        return more(high)
    if low * high > 0 or "0" in (children(low), children(high)):
        ends = sorted((abs(low), abs(high)))
        return f"{children(ends[0])} to {children(ends[1])} {'more' if low + high > 0 else 'fewer'}"
    return f"{more(low)} to {more(high)}"


def span_sentence(span: Span, held: str = "", area: Level = AREA) -> str:
    """What the scenario comes to over every choice that no figure decides; those choices decide
    which way it goes. held: what is not varied with them. area: what one is called."""
    if not span.of:
        return f"Under none of the {CHOICES} can it be made: {area.a} would lose more than it has."
    gains = "all" if span.gains == span.of else "none" if not span.gains else str(span.gains)
    text = (
        f"Over the {span.of} {CHOICES}, none of which a published figure decides,"
        f" {held}{over(span.gained)} children a year; it gains under {gains} of them; the gap after"
        f" is {span.gap[0]:.2f} to {span.gap[1]:.2f} times and narrows under {span.narrows}."
    )
    if span.impossible:
        text += (
            f" Under {span.impossible} more it cannot be made: {area.a} would lose more than it"
            " has."
        )
    return text


def at_span(span: Span) -> str:
    """How many districts are at the standard over the choices in which one is defined, to stand
    after that number."""
    low, high = span.at
    choices = (
        f"under each of {span.at_of} choices of A1 and curve"
        if low == high
        else f"over {span.at_of} choices of A1 and curve"
    )
    return f", {low if low == high else f'{low} to {high}'} {choices}"

"""A sentence for analysts in words for a councillor: the same finding and the same numbers, without
the names of methods and assumptions."""

import re

from lib.place.nouns import PUBLISHED
from lib.place.profile import Profile

LARGER = ("larger area", "larger areas")
# In this order: what stands in a sentence -> what a councillor reads there.
WORDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (
            r"With spend shared by children treated \(A1\) and one elasticity, (.*?) loses"
            r" children, by construction and not as a finding",
            r"Because a pound is assumed to reach as many children everywhere, \1 loses children:"
            r" that follows from what is assumed and is not a finding",
        ),
        (
            r"Over the (\d+) choices of A1, curve, need basis and weighting, none of which a"
            r" published figure decides,(?: at the A2 of this scenario:)?",
            r"Over the \1 ways to make the choices that no published figure decides,",
        ),
        (r"choices of A1, curve, need basis and weighting", "ways to make the open choices"),
        (r" over the choices(?: and A2)?", ", depending on what is assumed"),
        (r"is as A1 shares it", "is shared out as assumed"),
        (
            r"Elasticity: how children reached respond to money: ([\d.]+)",
            r"Children for money: 1% more money reaches \1% more children",
        ),
        (r"; ratio \d+(?:\.\d+)?", ""),
        (
            r"it gains under (\w+) of them; the gap after is (.*?) and narrows under (\w+)",
            r"more children are reached with \1 of them; the gap after is \2, and is narrower than"
            r" today with \3",
        ),
        (
            r"The interval holds zero, so there may be no gradient",
            "That range includes none, so there may be no difference",
        ),
        (r" ?\((?:assumptions? |inflation )?A\d+(?:, A\d+)*\)", ""),
        (r"\bthe plan's elasticity\b", "what the plan has a pound reach"),
        (r"\bthe elasticity\b", "what a further pound is taken to reach"),
        (r"\(A\d+: ", "("),
        (r"\bA\d+ (?=[A-Z])", ""),
        (r"([+-][\d.]+) points? to", r"\1 of every £100 to"),
        (r"\bpoints\b", "in 100 children in need"),
        (r" \(99\.8% limits\)", ""),
        (r"Apportioned: ", "Shared out: "),
        (r"\(apportioned; ", "(shared out; "),
        (r"share its rate and are ties", "share its rate and so show the same"),
        (r"show one rate and are ties", "show one rate"),
        (r"Whiskers: 95% interval", "The line on a bar: likely range"),
        (r"^95% interval", "Likely range"),
        (r"\b95% interval", "likely range"),
        (r"(lower|upper) 95%", r"likely range, \1 end"),
        (r"(Lower|Upper) 95%", r"Likely range, \1 end"),
        (r", 95%$", ", likely range"),
    )
)
RANGE = "The likely range holds the true figure 19 times in 20."


def plainly(text: str, place: Profile) -> str:
    """text: of the dashboard's own. What somebody wrote is put in afterwards: it may be a letter or
    any word."""
    for pattern, plain in WORDS:
        text = pattern.sub(plain, text)
    return _without_level(text, place)


def _without_level(text: str, place: Profile) -> str:
    """What lies between an area and the whole is a "larger area"."""
    level = place.level or PUBLISHED
    one, many = LARGER
    forms = {
        level.introduced: many,
        level.long: many,
        level.many: many,
        level.one: one,
        level.short: many,
    }
    for form in sorted(filter(None, forms), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", forms[form], text)
        text = re.sub(
            rf"(?<!\w){re.escape(form[0].upper() + form[1:])}(?!\w)",
            forms[form].capitalize(),
            text,
        )
    return text

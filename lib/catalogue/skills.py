"""The skills that services hire: one record each. Staff needed, their cost and how they can be
hired follow."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Skill:
    """A kind of staff.

    Attributes
    ----------
    label, words
        At the start of a name, and in a sentence, of many.
    band
        Of the national pay scale, Agenda for Change.
    pay, low, high
        Pounds a year in the middle, at the entry and at the top of the band, 2021/22.
    trained
        They are trained for the post, and come as fast as training places let them.
    """

    key: str
    label: str
    words: str
    band: str
    pay: float
    low: float
    high: float
    trained: bool = False


SKILLS = {
    skill.key: skill
    for skill in (
        Skill(
            key="practitioner",
            label="Practitioners",
            words="practitioners",
            band="band 5",
            pay=28_595,
            low=25_655,
            high=31_534,
            trained=True,
        ),
        Skill(
            key="clinician",
            label="Clinicians",
            words="clinicians",
            band="band 6",
            pay=35_667,
            low=32_306,
            high=39_027,
        ),
        Skill(
            key="senior",
            label="Senior clinicians",
            words="senior clinicians",
            band="band 7",
            pay=42_948,
            low=40_057,
            high=45_839,
        ),
    )
}

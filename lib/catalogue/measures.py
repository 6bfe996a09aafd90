"""What is counted: one record a measure. Tables, apportioning, disclosure control and uploads take
what they need from here."""

from dataclasses import dataclass
from typing import Literal

NEED, CHILDREN = "need", "children"  # denominators that are no measures
PEOPLE = {NEED: "Children in need (estimated)", CHILDREN: "Children aged 0 to 17"}


@dataclass(frozen=True, kw_only=True)
class PublishedRate:
    """A rate that is published for the whole, and gives its count away when it is multiplied by
    children in need. label: over a figure."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A count of children, or a mean over them.

    Attributes
    ----------
    words
        In a sentence, "children closed before treatment".
    people
        Whom it counts, where those words do not say it well.
    unit
        Of a figure.
    label
        Over a figure of the whole, where there is one.
    part_of
        The count that has each of its children.
    all_in_parts
        It is nothing but the counts that are part of it.
    mean_of
        Of a mean, the counts of the children it is taken over; fewer than ten of them, and it is
        hidden. "" where it is a count.
    apportioned
        "as printed" (a part's count), "scaled" (its published rate, scaled to the whole's count;
        later years keep the pattern; one measure is: `reached`), "carried" (known for the whole
        only, with the pattern of the scaled one), "mean" (weighted by children), "" not at all.
    rate
        The published rate that gives the count away.
    headings
        What uploaded files may call it, as `uploads.headings.plain` has it.
    """

    key: str
    words: str
    people: str = ""
    unit: str = "children"
    label: str = ""
    part_of: str = ""
    all_in_parts: bool = False
    mean_of: tuple[str, ...] = ()
    apportioned: Literal["as printed", "scaled", "carried", "mean", ""] = ""
    rate: PublishedRate | None = None
    headings: tuple[str, ...] = ()


def _ended(key: str, words: str, *headings: str) -> Measure:
    """What became of a referral, as table 1b prints it."""
    return Measure(
        key=key, words=words, part_of="referred", apportioned="as printed", headings=headings
    )


# Second contacts by weeks after referral, the bands that table 1b prints, shortest first.
_SEEN = (
    _ended(
        "second_contact_within_4_weeks",
        "second contact within 4 weeks",
        "within4weeks",
        "under4weeks",
        "lessthan4weeks",
        "<4weeks",
        "0to4weeks",
    ),
    _ended("second_contact_4_to_6_weeks", "second contact 4 to 6 weeks", "4to6weeks"),
    _ended("second_contact_6_to_8_weeks", "second contact 6 to 8 weeks", "6to8weeks"),
    _ended("second_contact_8_to_10_weeks", "second contact 8 to 10 weeks", "8to10weeks"),
    _ended("second_contact_10_to_12_weeks", "second contact 10 to 12 weeks", "10to12weeks"),
    _ended(
        "second_contact_over_12_weeks",
        "second contact over 12 weeks",
        "over12weeks",
        "waitedover12weeks",
        ">12weeks",
    ),
)

# what a partnership plans of children with at least one contact: of the whole, and no count
PLANNED = "planned_contacted_once"

MEASURES = {
    measure.key: measure
    for measure in (
        Measure(
            key="referred",
            words="referred",
            all_in_parts=True,
            apportioned="as printed",
            headings=(
                "referrals",
                "childrenreferred",
                "referralsreceived",
                "cypreferred",
                "referral",
            ),
        ),
        Measure(
            key="treated_two_contacts",
            words="treated two contacts",
            people="children treated",
            label="Children with two or more contacts",
            part_of="contacted_once",
            apportioned="scaled",
            rate=PublishedRate(
                key="two_contact_access_rate", label="Two or more contacts, in 100 in need"
            ),
            headings=(
                "treated",
                "twocontacts",
                "2contacts",
                "twoormorecontacts",
                "2ormorecontacts",
                "2+contacts",
                "seentwice",
                "secondcontact",
            ),
        ),
        Measure(
            key="contacted_once",
            words="contacted once",
            label="Children with at least one contact",
            apportioned="carried",
            headings=(
                "onecontact",
                "1contact",
                "atleastonecontact",
                "1+contacts",
                "oneormorecontacts",
                "seen",
                "seenonce",
            ),
        ),
        _ended(
            "closed_before_treatment",
            "closed before treatment",
            "closed",
            "closedbeforesecondcontact",
            "turnedaway",
        ),
        _ended(
            "waiting_no_contact",
            "waiting no contact",
            "waiting",
            "stillwaiting",
            "waitingfirstcontact",
            "waitingforfirstcontact",
        ),
        _ended(
            "waiting_one_contact",
            "waiting one contact",
            "waitingsecondcontact",
            "waitingforsecondcontact",
        ),
        *_SEEN,
        Measure(
            key="mean_wait_days",
            words="mean wait days",
            unit="days",
            mean_of=tuple(measure.key for measure in _SEEN),
            apportioned="mean",
            headings=("meanwait", "averagewait", "averagewaitdays", "meandaystosecondcontact"),
        ),
    )
}


def means() -> tuple[str, ...]:
    """Measures that are no counts of children."""
    return tuple(key for key, measure in MEASURES.items() if measure.mean_of)


def counts() -> tuple[str, ...]:
    """Measures that are counts of children."""
    return tuple(key for key, measure in MEASURES.items() if not measure.mean_of)


def counts_by_unit() -> str:
    """The counts in words: "whole children (referred, ...)", and so on for each unit."""
    keys: dict[str, list[str]] = {}
    for key in counts():
        keys.setdefault(MEASURES[key].unit, []).append(key)
    return ", ".join(f"whole {unit} ({', '.join(of)})" for unit, of in keys.items())


def apportioned(*how: str) -> tuple[str, ...]:
    """Measures that are apportioned in one of some ways."""
    return tuple(key for key, measure in MEASURES.items() if measure.apportioned in how)


def reached() -> Measure:
    """The count that national denominators are of, and that the model's "reached" stands for: the
    one that is scaled to a published rate."""
    (measure,) = (measure for measure in MEASURES.values() if measure.apportioned == "scaled")
    return measure


def reached_rate() -> PublishedRate:
    """The published rate that national denominators are worked out from."""
    rate = reached().rate
    assert rate is not None, "what is scaled is scaled to a rate"
    return rate


def within() -> dict[str, str]:
    """The count that has each child of a measure, by measure; those that are part of none are left
    out."""
    return {key: measure.part_of for key, measure in MEASURES.items() if measure.part_of}


def parts() -> dict[str, tuple[str, ...]]:
    """The parts of each count that has some, which none of them and not their sum can exceed, for
    each area and year."""
    of = within()
    wholes = [key for key in MEASURES if key in of.values()]
    return {whole: tuple(part for part in of if of[part] == whole) for whole in wholes}


def wholly() -> tuple[str, ...]:
    """Counts that are nothing but their parts."""
    return tuple(key for key, measure in MEASURES.items() if measure.all_in_parts)


def families() -> tuple[set[str], ...]:
    """Counts that parts and wholes tie together; one that is tied to no other is by itself."""
    tied = [{whole, *inside} for whole, inside in parts().items()]
    return (*tied, *({key} for key in counts() if not any(key in family for family in tied)))


def family(measure: str) -> set[str]:
    """The counts that parts and wholes tie to a measure, itself among them."""
    return next((one for one in families() if measure in one), {measure})


def beside_mean(mean: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The count that the children of a mean are part of, its parts that the mean leaves out, and
    those that it is of."""
    of = MEASURES[mean].mean_of
    whole = MEASURES[of[0]].part_of
    return whole, tuple(part for part in parts()[whole] if part not in of), of


def rates() -> dict[str, str]:
    """The count that each published rate gives away, by the rate's key."""
    return {measure.rate.key: key for key, measure in MEASURES.items() if measure.rate is not None}


def words(key: str) -> str:
    """A measure in a sentence; a name that is in no catalogue as it is written."""
    return MEASURES[key].words if key in MEASURES else key.replace("_", " ")


def counted(key: str) -> str:
    """Whom a measure counts, in a sentence: "children treated"."""
    return MEASURES[key].people or f"children {words(key)}"


def people(denominator: str) -> str:
    """Whom a rate is of, over an axis: "Children referred"."""
    return PEOPLE.get(denominator) or f"Children {words(denominator)}"


def whole_label(key: str) -> str:
    """A figure of the whole, over a table: that of a measure or a published rate, else its key."""
    labels = {
        measure.rate.key: measure.rate.label
        for measure in MEASURES.values()
        if measure.rate is not None
    }
    labels |= {PLANNED: "Planned: children with at least one contact"}
    return labels.get(key) or (
        MEASURES[key].label if key in MEASURES and MEASURES[key].label else key
    )

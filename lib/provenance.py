"""Where a number shown comes from: its kind in words, its period, its sources and licences."""

from collections.abc import Collection
from dataclasses import dataclass

from lib.place.profile import Profile
from lib.sources import Tables

MODELLED = "Modelled: worked out by this dashboard from published figures and stated assumptions."
MODELLED_OWN = (
    "Modelled: worked out by this dashboard from the partnership's own figures and stated"
    " assumptions."
)
LICENCE_OWN = "Counts: the partnership's own, not for reuse without its leave; other data {licence}"


def kinds(place: Profile) -> dict[str, str]:
    """Each way a number of this partnership may be known, in a sentence."""
    area = place.area
    shared = (
        f"Apportioned: published for the {place.level.introduced} and shared among {area.many} by"
        f" children. {area.headings} of one {place.level.one} show the same rate."
        if place.level
        else ""
    )
    every = {
        "published": "Published: as its publisher printed it.",
        "apportioned": shared,
        "modelled": MODELLED,
        "recalled": (
            "Recalled: keyed from memory and not read in its publication; it says “not verified”"
            " wherever it is used."
        ),
        "uploaded": (
            f"Uploaded: the partnership's own figures; counts by {area.one} to the nearest 5, small"
            " ones hidden."
        ),
    }
    return {kind: sentence for kind, sentence in every.items() if sentence}


def modelled(own: bool) -> str:
    """How the model's figures are known. own: whether the counts are the partnership's."""
    return MODELLED_OWN if own else MODELLED


def licence(place: Profile, own: bool) -> str:
    """Under which figures may be used. own: whether the counts are the partnership's."""
    return LICENCE_OWN.format(licence=place.licence) if own else place.licence


def own(tables: Tables) -> str:
    """What stands before the footing where counts are the partnership's own."""
    if "uploaded" not in set(tables.counts.provenance):
        return ""
    return "Figures marked uploaded are the partnership's own. The published ones: "


def footing(tables: Tables) -> str:
    """Data period, how the figures are known, licences: under every page."""
    here = tables.place
    counts = f"Service counts: financial year {here.measured_period}"
    below = ""
    if here.level:
        counts += (
            f", published for {len(tables.crosswalk.names)} {here.level.many} and apportioned to"
            f" {here.area.many}"
        )
        below = f" No service count is published by {here.area.one}."
    return (
        f"{counts}; later years are modelled. Children: of the mid-year nearest to the counts."
        f" Spend: published for {here.name}, modelled below it.{below} {' '.join(here.licences)}"
    )


@dataclass(frozen=True, kw_only=True)
class Source:
    """One publication behind a file of data/."""

    title: str
    publisher: str
    period: str
    licence: str
    url: str


def of_file(tables: Tables, name: str) -> list[Source]:
    """The publications a file of data/ was built from."""
    return [_source(tables, key) for key in tables.files[name]["built_from"]]


def every(tables: Tables, without: Collection[str] = ()) -> tuple[Source, ...]:
    """Every publication behind data/; a reader's own figures first. without: files whose own
    publications, which no other file is of, are left out."""
    left, used = set[str](), set[str]()
    for name, file in tables.files.items():
        (left if name in without else used).update(file["built_from"])
    return tuple(
        _source(tables, key)
        for key in sorted(tables.publications, key=lambda key: key != "uploaded")
        if key not in left - used
    )


def _source(tables: Tables, key: str) -> Source:
    fields = ("title", "publisher", "period", "licence", "url")
    return Source(**{field: tables.publications[key][field] for field in fields})


def cited(tables: Tables, names: tuple[str, ...]) -> str:
    """The publishers and titles behind some files, in one line for an export."""
    kinds = {
        f"{s.publisher}, {s.title} ({s.period})": None
        for name in names
        for s in of_file(tables, name)
    }
    return "; ".join(kinds)

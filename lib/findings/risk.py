"""Who is at greatest risk, how many are they, and how many of them may have a disorder
(docs/methods.md 18)."""

from dataclasses import dataclass

import pandas as pd

from lib import risk_words, words
from lib.catalogue.groups import GROUPS
from lib.findings.context import Context, remembered
from lib.findings.group import COLUMNS, Standing, standing
from lib.findings.staged import StageBars
from lib.findings.tiles import Tile
from lib.place.areas import listed
from lib.sources import Tables


@dataclass(frozen=True, kw_only=True)
class Risk:
    """All groups; they overlap and are never added up. held: whether figures of them are here.
    point: the message in a short sentence, and share: its number, in 100; "" where no survey and
    count go together."""

    message: str
    standings: tuple[Standing, ...]
    held: bool
    caution: str
    point: str = ""
    share: str = ""

    @property
    def owned(self) -> tuple[Standing, ...]:
        """Those with the partnership's own counts."""
        return tuple(one for one in self.standings if one.own is not None)

    def of(self, group: str) -> Standing:
        return next(one for one in self.standings if one.group.key == group)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """How many groups are counted, and how."""
        empty = [one.group.words for one in self.standings if not one.held]
        rated = [one.group.words for one in self.standings if one.held and not one.counted]
        surveyed = [one.group.words for one in self.standings if one.surveyed]
        every = len(self.standings)
        return (
            Tile(
                label="Groups counted",
                value=f"{every - len(empty) - len(rated)} of {every}",
                note="by upper-tier authority; one child may be in several",
            ),
            Tile(
                label="With a rate alone",
                value=f"{len(rated)} of {every}",
                note=listed(rated),
            ),
            Tile(
                label="Nobody counts",
                value=f"{len(empty)} of {every}",
                note=listed(empty),
            ),
            Tile(
                label="With a survey of disorder",
                value=f"{len(surveyed)} of {every}",
                note=listed(surveyed),
            ),
        )

    @property
    def table(self) -> pd.DataFrame:
        """Every group in every area, in words; a group that nobody counts has an empty row."""
        frames = [
            one.table.assign(
                Group=one.group.label, Publisher=[place.publisher for place in one.places]
            )
            if one.held
            else pd.DataFrame([[risk_words.NONE] * len(COLUMNS)], columns=COLUMNS).assign(
                Group=one.group.label, Publisher=risk_words.NONE
            )
            for one in self.standings
        ]
        return pd.concat(frames, ignore_index=True)[["Group", *COLUMNS, "Publisher"]]

    @property
    def ranges(self) -> pd.DataFrame:
        """The same with children in general of each group's ages: label, whose, low, high, text."""
        rows = [
            (one.group.label, whose, of.low, of.high, risk_words.ends(of))
            for one in self.standings
            if one.surveyed is not None
            for whose, of in ((risk_words.GROUP, one.surveyed), (risk_words.GENERAL, one.general))
            if of is not None
        ]
        return pd.DataFrame(rows, columns=["label", "whose", "low", "high", "text"])

    @property
    def bars(self) -> StageBars:
        """How often those of a group have a disorder, beside children in general."""
        known = [(one.group.label, one.surveyed) for one in self.standings if one.surveyed]
        general = [one.general for one in self.standings if one.general is not None]
        rows = pd.DataFrame(
            {
                "label": [label for label, _ in known],
                "value": [of.low for _, of in known],
                "lower": [of.low for _, of in known],
                "upper": [of.high for _, of in known],
                "text": [risk_words.ends(of) for _, of in known],
            }
        )
        most = max((one.high for one in general), default=0.0)
        each = ", ".join(f"{row.label} {row.text}" for row in rows.itertuples())
        return StageBars(
            rows=rows,
            marked=(),
            line=(most, f"children in general, at most {most:.0f}") if most else None,
            unit=risk_words.BARS,
            alt=f"In 100 with a disorder: {each}; children in general at most {most:.0f}.",
        )


@remembered()
def risk(context: Context[Tables]) -> Risk:
    """Each group of the catalogue on the tables of the data folder."""
    tables, area = context.tables, context.tables.place.area
    standings = tuple(standing(tables, group) for group in GROUPS.values())
    held = any(one.held for one in standings)
    caution = f"{risk_words.OVERLAP} No count of their children is published by {area.one}."
    if not held:
        return Risk(
            message=risk_words.nothing(tables.place.name),
            standings=standings,
            held=False,
            caution=risk_words.OVERLAP,
        )
    empty = risk_words.uncounted(one.group.words for one in standings if not one.held)
    known = _surveyed(standings)
    if known is None:
        first = next(one.message for one in standings if one.held)
        message, point, share = f"{first} {empty}".strip(), "", ""
    else:
        share = risk_words.ends(known.surveyed) if known.surveyed else ""
        point = risk_words.point(known.group.words, known.surveyed, known.general)
        areas = risk_words.areas(
            (one.name, one.expected, f"{one.surveyed:,.0f}") for one in known.places if one.expected
        )
        message = words.joined(filter(None, [f"{point.removesuffix('.')}: {areas}.", empty]))
    return Risk(
        message=message,
        standings=standings,
        held=True,
        caution=caution,
        point=point,
        share=share,
    )


def _surveyed(standings: tuple[Standing, ...]) -> Standing | None:
    """The first group that a survey and a count are held of."""
    return next(
        (one for one in standings if any(place.expected for place in one.places)),
        None,
    )

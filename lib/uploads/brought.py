"""Tables that were brought in, put over those of the deployment: a later one replaces an earlier
one where they meet."""

from dataclasses import dataclass, replace

import pandas as pd

from lib import schema
from lib.disclosure.shown import WHOLE
from lib.sources import Tables
from lib.uploads import waited
from lib.uploads.matching import KINDS

UPLOADED = "uploaded"


@dataclass(frozen=True, kw_only=True)
class Brought:
    """One table that was brought in: its kind, the file it came from, its rows in the contract's
    columns."""

    kind: str
    name: str
    frame: pd.DataFrame

    @property
    def title(self) -> str:
        """What it is, with its periods: "Service counts, 2024/25 (counts.csv)"."""
        years = ", ".join(sorted(set(self.frame.period))) if "period" in self.frame else ""
        return f"{KINDS[self.kind]}{', ' if years else ''}{years} ({self.name})"


def put_over(base: Tables, brought: tuple[Brought, ...]) -> Tables:
    """The deployment's tables with those brought in over them, exact; nothing that follows from
    them is worked out yet."""
    published, counts, spend, sites = base.published_counts, base.counts, base.spend, base.sites
    people, waits = base.population, base.referral_waits
    whole = dict[str, pd.DataFrame]()  # tables of which one takes the place of the other
    published_key = schema.TABLES["published_counts.csv"].key
    for one in brought:
        if one.kind == "published_counts":
            published = over(published, _published_rows(one, base), published_key)
            waits = waited.put_over(waits, one.frame, base.place, UPLOADED)
        elif one.kind == "counts":
            rows = one.frame.assign(provenance=UPLOADED)
            counts = over(counts, rows, ("period", "measure"))
        elif one.kind == "spend":
            pounds = one.frame.pounds.round().astype(int)
            rows = one.frame.assign(pounds=pounds, provenance=UPLOADED)
            spend = over(spend, rows, ("period", "service"))
        elif one.kind == "sites":
            sites = one.frame.assign(source_id=UPLOADED, provenance=UPLOADED)
        elif one.kind == "population":
            rows = one.frame.astype(dict.fromkeys(("year", "age", "persons"), int))
            people = over(people, rows.assign(provenance=UPLOADED), ("year", "age"))
        elif one.kind == "groups":
            rows = one.frame.assign(provenance=UPLOADED)
            whole["groups"] = over(whole.get("groups", base.groups), rows, ("period", "group"))
        elif one.kind in ("teams", "staff"):
            whole[one.kind] = one.frame.assign(provenance=UPLOADED)
        else:
            raise AssertionError(f"put_over: nothing says where rows of {one.kind!r} go.")
    return replace(
        base,
        published_counts=published,
        counts=counts,
        spend=spend,
        sites=sites,
        population=people,
        referral_waits=waits,
        **whole,
    )


def over(table: pd.DataFrame, rows: pd.DataFrame, key: tuple[str, ...]) -> pd.DataFrame:
    """The table with rows in place of all its own that share their key."""
    there = pd.MultiIndex.from_frame(table[list(key)])
    kept = table[~there.isin(pd.MultiIndex.from_frame(rows[list(key)]))]
    return pd.concat([kept, rows[list(table.columns)]], ignore_index=True)


def _published_rows(one: Brought, base: Tables) -> pd.DataFrame:
    """Its rows with the columns that published_counts.csv has besides."""
    names, place = base.crosswalk.names, base.place
    area = one.frame.area_code
    of_parts = place.level.key if place.level else ""
    return one.frame.assign(
        area_name=area.map(names).fillna(place.name),
        level=area.isin(names.index).map({True: of_parts, False: WHOLE}),
        provenance=UPLOADED,
        source_id=UPLOADED,
    )

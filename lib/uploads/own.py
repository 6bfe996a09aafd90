"""A reader's own figures put in the place of the bundled ones: exact tables for whoever brought
them in, safe ones for all else."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from lib import apportion, schema
from lib.catalogue import measures as catalogue
from lib.disclosure import tables as disclosure
from lib.disclosure.tables import NOTHING, Shown
from lib.model import need
from lib.place.profile import BESIDE
from lib.sources import ExactTables, SafeTables, Tables
from lib.uploads import mhsds
from lib.uploads.matching import KINDS

UPLOADED = "uploaded"
OWN_FILES = ("counts", "spend", "published_counts")


@dataclass(frozen=True, kw_only=True)
class Brought:
    """One table that was brought in: its kind, the file it came from, its rows in the contract's
    columns."""

    kind: str
    name: str
    frame: pd.DataFrame

    @property
    def said(self) -> str:
        """What it is, with its periods: "Service counts, 2024/25 (counts.csv)"."""
        years = ", ".join(sorted(set(self.frame.period))) if "period" in self.frame else ""
        return f"{KINDS[self.kind]}{', ' if years else ''}{years} ({self.name})"


@dataclass(frozen=True, kw_only=True)
class Own:
    """The tables of one session. exact: as brought in. safe: after disclosure control; everything
    shown or sent is made from it."""

    exact: ExactTables
    safe: SafeTables
    brought: tuple[Brought, ...]
    # measure and period of what is hidden only for what went out before
    held_back: tuple[tuple[str, str], ...] = ()

    @property
    def hidden(self) -> list[tuple[str, str, str]]:
        """Each star of the safe table: area_code, period, measure."""
        rows = self.safe.counts[self.safe.counts.value.isna()]
        return list(zip(rows.area_code, rows.period, rows.measure))


def bring_in(base: Tables, brought: tuple[Brought, ...], earlier: Shown = NOTHING) -> Own:
    """The bundled tables with those brought in over them; a later table replaces an earlier one
    where they meet.

    earlier: what went out of the same session before, which these figures may not complete.
    """
    exact, safe = (
        _assembled(base, brought, safe=False),
        _assembled(base, brought, safe=True, earlier=earlier),
    )
    held_back = _held_back(safe, _assembled(base, brought, safe=True)) if earlier.figures else ()
    record = _recorded(safe, base, brought)
    return Own(
        exact=ExactTables(**vars(exact) | record),
        safe=SafeTables(**vars(safe) | record),
        brought=brought,
        held_back=held_back,
    )


def _held_back(safe: Tables, alone: Tables) -> tuple[tuple[str, str], ...]:
    """Measure and period of the stars that would be numbers had nothing gone out before."""
    found = set()
    for name in ("counts", "published_counts"):
        now, before = getattr(safe, name), getattr(alone, name)
        other = (now.value.isna() & before.value.notna()) | (now.provenance != before.provenance)
        rows = before[other & before.provenance.isin(disclosure.CONTROLLED)]
        found |= set(zip(rows.measure, rows.period))
    return tuple(sorted(found))


def stands_already(deployed: Tables) -> Shown:
    """What a deployment's own figures show before any are brought in."""
    return NOTHING.with_tables(deployed.counts, deployed.counts, deployed.published_counts)


def gone_out(own: Own, earlier: Shown) -> Shown:
    """What readers of a session's outputs have seen once these figures go out too."""
    return earlier.with_tables(own.safe.counts, own.exact.counts, own.safe.published_counts)


def _assembled(
    base: Tables, brought: tuple[Brought, ...], safe: bool, earlier: Shown = NOTHING
) -> Tables:
    published, counts, spend, sites = base.published_counts, base.counts, base.spend, base.sites
    for one in _of(brought, "published_counts"):
        published = _over(
            published, _published_rows(one, base), schema.TABLES["published_counts.csv"].key
        )
    for one in _of(brought, "counts"):
        counts = _over(counts, one.frame.assign(provenance=UPLOADED), ("period", "measure"))
    for one in _of(brought, "spend"):
        spend = _over(
            spend,
            one.frame.assign(pounds=one.frame.pounds.round().astype(int), provenance=UPLOADED),
            ("period", "service"),
        )
    for one in _of(brought, "sites"):
        sites = one.frame.assign(source_id=UPLOADED, provenance=UPLOADED)
    made = replace(base, published_counts=published, counts=counts, spend=spend, sites=sites)
    return _worked_out(
        made, safe, again=bool(_of(brought, "published_counts")), base=base, earlier=earlier
    )


def _worked_out(
    tables: Tables, safe: bool, again: bool, base: Tables, earlier: Shown = NOTHING
) -> Tables:
    """What follows from the tables. safe: after disclosure control. again: districts' shares of
    published figures, worked out anew."""
    if safe:
        published = tables.published_counts
        in_need = need.national_by_part(published, tables.place.measured_period)
        published = disclosure.safe_published(
            published, _counted(published), in_need, earlier, tables.counts
        )
        published = _as_before(_without_percentiles_of_few(published), base.published_counts)
        tables = replace(tables, published_counts=published)
    if again:
        tables = _apportioned_again(tables)
    if safe:
        # A total that was brought in takes the place of a published one on the page, and not in
        # what readers know.
        known = pd.concat(
            [
                base.published_counts[base.published_counts.provenance != UPLOADED],
                tables.published_counts,
            ]
        ).drop_duplicates()
        lies_in = tables.crosswalk.table if tables.place.level else None
        tables = replace(
            tables, counts=disclosure.safe_counts(tables.counts, known, earlier, lies_in, in_need)
        )
    return _spend_again(tables) if again else tables


def _as_before(safe: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Published figures where a part's own may not be shown: as they were without it, where they
    were published."""
    key = list(schema.TABLES["published_counts.csv"].key)
    was = base[base.provenance != UPLOADED].set_index(key)
    hidden = safe[safe.value.isna() & ~safe.level.isin((disclosure.WHOLE, *BESIDE))]
    there = pd.MultiIndex.from_frame(hidden[key]).isin(was.index)
    made = safe.copy()
    for index, row in hidden[there].iterrows():
        made.loc[index, ["value", "provenance", "source_id"]] = was.loc[
            tuple(row[key]), ["value", "provenance", "source_id"]
        ].to_numpy()
    return made


def _counted(published: pd.DataFrame) -> frozenset[str]:
    """The measures that are counts of children, those of the monthly file that the contract has no
    name for among them."""
    coded = {
        measure: mhsds.count_behind(measure)
        for measure in published.measure[published.provenance == UPLOADED].unique()
    }
    return frozenset(catalogue.counts()) | {
        measure
        for measure, code in coded.items()
        if code is not None and measure.split(" ")[0] == code
    }


def _without_percentiles_of_few(published: pd.DataFrame) -> pd.DataFrame:
    """Medians and percentiles of the monthly file are stars where the count that they are of is
    one."""
    code = published.measure.map(lambda measure: measure.split(" ")[0])
    behind = published.measure.map(mhsds.count_behind)
    stars = published.value.isna()
    few = set(zip(published.period[stars], code[stars]))
    hidden = [pair in few for pair in zip(published.period, behind)]
    return published.assign(value=published.value.mask(hidden))


def _of(brought: tuple[Brought, ...], kind: str) -> list[Brought]:
    return [one for one in brought if one.kind == kind]


def _over(table: pd.DataFrame, rows: pd.DataFrame, key: tuple[str, ...]) -> pd.DataFrame:
    """The table with rows in place of all its own that share their key."""
    there = pd.MultiIndex.from_frame(table[list(key)])
    kept = table[~there.isin(pd.MultiIndex.from_frame(rows[list(key)]))]
    return pd.concat([kept, rows[list(table.columns)]], ignore_index=True)


def _published_rows(one: Brought, base: Tables) -> pd.DataFrame:
    names, place = base.crosswalk.names, base.place
    area = one.frame.area_code
    return one.frame.assign(
        area_name=area.map(names).fillna(place.name),
        level=area.isin(names.index).map(
            {True: place.level.key if place.level else "", False: "whole"}
        ),
        provenance=UPLOADED,
        source_id=UPLOADED,
    )


def _apportioned_again(tables: Tables) -> Tables:
    """Districts' shares of the parts' and of the whole's counts, worked out as the bundled ones
    were; own counts stay."""
    whole, year = _whole(tables), tables.place.measured_period
    measured = set(whole.measure[whole.period == year])
    if not {*catalogue.apportioned("scaled"), *catalogue.rates()} <= measured:
        # a figure of the whole that the split starts from is a star: the split stays what it was
        return tables
    own = tables.counts[tables.counts.provenance.isin(disclosure.CONTROLLED)]
    if not tables.place.level:
        return replace(
            tables, counts=apportion.with_later_years(own, whole, year).reset_index(drop=True)
        )
    shares = tables.crosswalk.table
    below = tables.published_counts[tables.published_counts.area_code.isin(shares.part_code)]
    if below.value[~below.measure.isin(catalogue.means())].isna().any():
        return tables
    below = below.rename(columns={"area_code": "part_code"}).set_index(["measure", "part_code"])
    split = apportion.apportioned(apportion.counts_by_part(below, whole, year), shares)
    counts = apportion.with_later_years(
        apportion.measured_counts(split, shares, below, year), whole, year
    ).reset_index(drop=True)
    return replace(
        tables,
        apportioned=split,
        counts=_over(counts, own, ("period", "measure")) if len(own) else counts,
    )


def _spend_again(tables: Tables) -> Tables:
    """The whole's spend shared out by treated children (A1) and service (A2), as the bundled one
    was; own spend stays."""
    counts = tables.counts.assign(value=tables.counts.value.fillna(0))
    treated = counts[counts.measure == "treated_two_contacts"]
    share = {name: row["spend_share"] for name, row in tables.assumptions["A2"]["services"].items()}
    whole = _whole(tables)
    shared = treated.groupby("period").value.sum()
    # where no child treated is shown there is nothing to share by
    shared = shared[shared > 0].index
    if not len(shared):
        return tables
    spend = apportion.spend(
        counts[counts.period.isin(shared)], whole[whole.period.isin(shared)], share
    )
    own = tables.spend[tables.spend.provenance.isin(disclosure.CONTROLLED)]
    spend = _over(tables.spend, spend, ("period", "service"))
    return replace(tables, spend=_over(spend, own, ("period", "service")) if len(own) else spend)


def _whole(tables: Tables) -> pd.DataFrame:
    """The whole's published figures of financial years."""
    rows = tables.published_counts[tables.published_counts.level == "whole"]
    return rows[rows.period.map(schema.is_period) & rows.value.notna()]


def _recorded(safe: Tables, base: Tables, brought: tuple[Brought, ...]) -> dict[str, Any]:
    """The publication and the fingerprints of what is new; fingerprints are of the figures as they
    may be shown: one of the exact figures would let a star be guessed and tried."""
    title = "Figures brought in by the reader: " + "; ".join(one.said for one in brought)
    publication = {
        "title": title,
        "publisher": "Uploaded in this session",
        "period": "as uploaded",
        "licence": "the uploader's own",
    }
    files = dict(base.files)
    for name in {f"{one.kind}.csv" for one in brought}:
        built = [*base.files[name]["built_from"], UPLOADED]
        files[name] = {
            **base.files[name],
            "sha256": sha_of(csv_of(getattr(safe, Path(name).stem))),
            "built_from": built,
        }
    return {
        "files": files,
        "publications": {**base.publications, UPLOADED: {**publication, "url": "none"}},
    }


def made_safe(tables: Tables) -> SafeTables:
    """A deployment's own tables after disclosure control; the bundled ones are safe as they are."""
    mine = dict.fromkeys(OWN_FILES, (UPLOADED,)) | {"counts": disclosure.CONTROLLED}
    own = [
        name for name, kinds in mine.items() if getattr(tables, name).provenance.isin(kinds).any()
    ]
    if not own:
        return SafeTables(**vars(tables))
    made = _worked_out(tables, safe=True, again="published_counts" in own, base=tables)
    files = dict(tables.files)
    for name in (*OWN_FILES, "apportioned"):
        built = files[f"{name}.csv"]["built_from"]
        built = [*built, UPLOADED] if name in own and UPLOADED not in built else built
        files[f"{name}.csv"] = {
            **files[f"{name}.csv"],
            "sha256": sha_of(csv_of(getattr(made, name))),
            "built_from": built,
        }
    publication = {
        "title": "This deployment's own figures",
        "publisher": "The partnership",
        "period": "as recorded",
    }
    publication |= {"licence": "the partnership's own", "url": "none"}
    return SafeTables(
        **vars(made)
        | {
            "files": files,
            "publications": {UPLOADED: publication, **tables.publications},
        }
    )


def csv_of(frame: pd.DataFrame) -> bytes:
    """A table as it is fingerprinted and put in a bundle."""
    return frame.to_csv(index=False, lineterminator="\n").encode("utf-8")


def sha_of(body: bytes) -> str:
    """The fingerprint of a file."""
    return hashlib.sha256(body).hexdigest()

"""A reader's own figures put in the place of the bundled ones: exact tables for whoever brought
them in, safe ones for all else."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from lib.disclosure.shown import CONTROLLED, NOTHING, Shown
from lib.sources import ExactTables, SafeTables, Tables
from lib.uploads import following, waited
from lib.uploads.brought import UPLOADED, Brought, put_over
from lib.uploads.controlled import controlled

OWN_FILES = ("counts", "spend", "published_counts")
GROUPS = "groups"


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
        of_groups = self.safe.groups[self.safe.groups.value.isna()]
        return [
            *zip(rows.area_code, rows.period, rows.measure),
            *zip(of_groups.area_code, of_groups.period, of_groups.group),
        ]


def bring_in(base: Tables, brought: tuple[Brought, ...], earlier: Shown = NOTHING) -> Own:
    """The bundled tables with those brought in over them; a later table replaces an earlier one
    where they meet.

    earlier: what went out of the same session before, which these figures may not complete.
    """
    there = put_over(base, brought)
    again = any(one.kind == "published_counts" for one in brought)
    exact = following.worked_out_again(there) if again else there
    safe = controlled(there, base, again, earlier)
    record = _recorded(safe.tables, base, brought)
    return Own(
        exact=ExactTables(**vars(exact) | record),
        safe=SafeTables(**vars(safe.tables) | record),
        brought=brought,
        held_back=safe.held_back,
    )


def stands_already(deployed: Tables) -> Shown:
    """What a deployment's own figures show before any are brought in."""
    shown = NOTHING.with_tables(deployed.counts, deployed.counts, deployed.published_counts)
    return shown.with_groups(deployed.groups, deployed.groups)


def gone_out(own: Own, earlier: Shown) -> Shown:
    """What readers of a session's outputs have seen once these figures go out too."""
    safe, exact = own.safe, own.exact
    shown = earlier.with_tables(safe.counts, exact.counts, safe.published_counts)
    return shown.with_groups(safe.groups, exact.groups)


def _recorded(safe: Tables, base: Tables, brought: tuple[Brought, ...]) -> dict[str, Any]:
    """The publication and the fingerprints of what is new; fingerprints are of the figures as they
    may be shown: one of the exact figures would let a star be guessed and tried."""
    title = "Figures brought in by the reader: " + "; ".join(one.title for one in brought)
    publication = {
        "title": title,
        "publisher": "Uploaded in this session",
        "period": "as uploaded",
        "licence": "the uploader's own",
    }
    files = dict(base.files)
    named = {f"{one.kind}.csv" for one in brought}
    if UPLOADED in set(safe.referral_waits.provenance):
        named.add(waited.FILE)
    for name in named:
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
    mine = dict.fromkeys(OWN_FILES, (UPLOADED,)) | {"counts": CONTROLLED}
    own = [
        name for name, kinds in mine.items() if getattr(tables, name).provenance.isin(kinds).any()
    ]
    own += [GROUPS] if len(tables.groups) else []
    if not own:
        return SafeTables(**vars(tables))
    safe = controlled(tables, tables, again="published_counts" in own).tables
    files = dict(tables.files)
    for name in (*OWN_FILES, "apportioned", *({GROUPS} & set(own))):
        built = files[f"{name}.csv"]["built_from"]
        built = [*built, UPLOADED] if name in own and UPLOADED not in built else built
        files[f"{name}.csv"] = {
            **files[f"{name}.csv"],
            "sha256": sha_of(csv_of(getattr(safe, name))),
            "built_from": built,
        }
    publication = {
        "title": "This deployment's own figures",
        "publisher": "The partnership",
        "period": "as recorded",
    }
    publication |= {"licence": "the partnership's own", "url": "none"}
    return SafeTables(
        **vars(safe)
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

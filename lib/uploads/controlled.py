"""A reader's own tables after disclosure control, and what of them is hidden only for what went out
before (docs/methods.md 10)."""

from dataclasses import dataclass, replace

import pandas as pd

from lib import schema
from lib.catalogue import measures as catalogue
from lib.disclosure.cells import SMALL
from lib.disclosure.groups import Printed, safe_groups
from lib.disclosure.published import safe_published
from lib.disclosure.shown import CONTROLLED, NOTHING, WHOLE, Shown
from lib.disclosure.tables import safe_counts
from lib.model import need
from lib.place.profile import BESIDE
from lib.sources import Tables
from lib.uploads import counted, following, mhsds
from lib.uploads.brought import UPLOADED


@dataclass(frozen=True, kw_only=True)
class Controlled:
    """held_back: measure and period of what is hidden only for what went out before."""

    tables: Tables
    held_back: tuple[tuple[str, str], ...] = ()


def controlled(tables: Tables, base: Tables, again: bool, earlier: Shown = NOTHING) -> Controlled:
    """Tables after disclosure control, with what follows from them.

    Parameters
    ----------
    tables : exact, as they were brought in.
    base : those that they were put over; its published totals are known to readers whatever stands
        in their place.
    again : whether districts' shares of published figures are worked out anew.
    earlier : what went out of the same session before.
    """
    in_need = need.national_by_part(tables.published_counts, tables.place.measured_period)
    published = _published(tables, base, in_need, earlier)
    safe = replace(tables, published_counts=published)
    if again:
        safe = following.counts_again(safe)
    counts = _counts(safe, safe.counts, published, base, in_need, earlier)
    held_back = set[tuple[str, str]]()
    if earlier.figures:
        alone = _published(tables, base, in_need, NOTHING)
        held_back |= _other(published, alone)
        in_question = safe.counts.period.isin(_company(safe.counts, counts))
        rows = safe.counts[in_question & safe.counts.provenance.isin(CONTROLLED)]
        without = _counts(safe, rows, alone, base, in_need, NOTHING)
        held_back |= _other(counts.loc[rows.index], without)
    groups = _groups(tables, base, earlier)
    if earlier.groups:
        alone = _groups(tables, base, NOTHING)
        held_back |= _other(*map(counted.of_groups, (groups, alone)))
    safe = replace(safe, counts=counts, groups=groups)
    return Controlled(
        tables=following.spend_again(safe) if again else safe,
        held_back=tuple(sorted(held_back)),
    )


def _published(tables: Tables, base: Tables, in_need: pd.Series, earlier: Shown) -> pd.DataFrame:
    """Published figures as they may be shown."""
    published = tables.published_counts
    safe = safe_published(published, _counted(published), in_need, earlier, tables.counts)
    return _as_before(_without_percentiles_of_few(safe), base.published_counts)


def _counts(
    tables: Tables,
    counts: pd.DataFrame,
    published: pd.DataFrame,
    base: Tables,
    in_need: pd.Series,
    earlier: Shown,
) -> pd.DataFrame:
    """Rows of counts.csv as they may be shown. published: as it is shown."""
    # A total that was brought in takes the place of a published one on the page, and not in what
    # readers know.
    others = base.published_counts[base.published_counts.provenance != UPLOADED]
    known = pd.concat([others, published]).drop_duplicates()
    lies_in = tables.crosswalk.table if tables.place.level else None
    return safe_counts(counts, known, earlier, lies_in, in_need)


def _groups(tables: Tables, base: Tables, earlier: Shown) -> pd.DataFrame:
    """Counts of groups as they may be shown. base: whose published figures are known."""
    known = Printed(
        measures=base.risk_measures,
        figures=base.risk_figures,
        authorities=base.authorities,
        population=base.population,
    )
    return safe_groups(tables.groups, known, earlier)


def _company(exact: pd.DataFrame, safe: pd.DataFrame) -> set[str]:
    """Periods with stars that neither their owner nor their own size makes stars."""
    is_count = ~exact.measure.isin(catalogue.means())
    small = is_count & exact.value.between(1, SMALL)
    return set(exact.period[safe.value.isna() & exact.value.notna() & ~small])


def _other(now: pd.DataFrame, alone: pd.DataFrame) -> set[tuple[str, str]]:
    """Measure and period of the stars that would be numbers had nothing gone out before. Both have
    the same rows."""
    hidden = now.value.isna() & alone.value.notna()
    other = hidden | (now.provenance != alone.provenance)
    rows = alone[other & alone.provenance.isin(CONTROLLED)]
    return set(zip(rows.measure, rows.period))


def _as_before(safe: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Published figures where a part's own may not be shown: as they were without it, where they
    were published."""
    key = list(schema.TABLES["published_counts.csv"].key)
    was = base[base.provenance != UPLOADED].set_index(key)
    hidden = safe[safe.value.isna() & ~safe.level.isin((WHOLE, *BESIDE))]
    there = pd.MultiIndex.from_frame(hidden[key]).isin(was.index)
    marked = safe.copy()
    for index, row in hidden[there].iterrows():
        marked.loc[index, ["value", "provenance", "source_id"]] = was.loc[
            tuple(row[key]), ["value", "provenance", "source_id"]
        ].to_numpy()
    return marked


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

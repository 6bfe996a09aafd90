"""What was read as something else than it was written: said once and counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_SAID = 100  # readings of a table that are said one by one
MOST_NAMED = 3  # texts of one reading that are named
MOST_ROWS = 20


class Read(NamedTuple):
    """A cell that was read as something else. written: "" where that is not to be seen."""

    column: str
    written: str
    meant: str


@dataclass
class Changes:
    """Collects what was read as something else. notes: sentences on rows and columns."""

    notes: list[str] = field(default_factory=list)
    reads: Counter[Read] = field(default_factory=Counter)

    def read(self, column: str, written: str, meant: str) -> None:
        """One cell."""
        self.reads[Read(column, written, meant)] += 1

    def listed(self) -> tuple[str, ...]:
        """Each reading in a line, and the notes."""
        alike: dict[tuple[str, str], dict[str, int]] = {}
        for read, times in self.reads.items():
            alike.setdefault((read.column, read.meant), {})[read.written] = times
        lines = [_line(column, meant, times) for (column, meant), times in alike.items()]
        rest = len(lines) - MOST_SAID
        more = (f"and {rest:,} more of the kind",) if rest > 0 else ()
        return (*lines[:MOST_SAID], *more, *self.notes)


def _line(column: str, meant: str, times: dict[str, int]) -> str:
    """Cells of a column that are read alike. times: how often each text stands there."""
    # of a number only how it was written: a small one is nobody's to see
    named = ", ".join(f"“{written}”" for written in list(times)[:MOST_NAMED] if written)
    more = f"and {len(times) - MOST_NAMED} more" if len(times) > MOST_NAMED else ""
    texts = " ".join(part for part in (named, more, f"read as {meant}") if part)
    return f"{column}: {texts} ({cells(sum(times.values()))})"


def cells(number: int) -> str:
    """A number of cells in words."""
    return "1 cell" if number == 1 else f"{number:,} cells"


def rows(numbers: Iterable[int]) -> str:
    """Rows as a phrase.

    >>> rows([3]), rows([3, 4, 5]), rows([3, 7])
    ('row 3', 'rows 3 to 5', 'rows 3, 7')
    """
    every = list(numbers)
    if len(every) == 1:
        return f"row {every[0]}"
    if len(every) > 2 and every == list(range(every[0], every[-1] + 1)):
        return f"rows {every[0]} to {every[-1]}"
    more = " and more" if len(every) > MOST_ROWS else ""
    return f"rows {', '.join(map(str, every[:MOST_ROWS]))}{more}"

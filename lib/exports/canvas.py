"""What every drawing of a picture has in common: the part of the figure that it may fill, type that
is measured before it is set, and the line at the standard."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

MANY = 16  # areas that a picture, a slide or a page takes in one column and in its usual type
BLUE, ORANGE, DARK, GREY, INK = "#2073BC", "#B5490B", "#12436D", "#767676", "#1d1d1d"
NEAR_END = 0.15  # of an axis: nearer its end the standard's name is on one side of its line
TYPE = 9.0  # points
SMALL = 7.5
OF_ROW = 0.72  # of a row's height that its type takes
LEAST_TYPE = 6.2  # points of the smallest label: ten, as large as a slide shows it
STYLE: Any = {
    # what it cannot write is a box: by a font that matplotlib adds itself, and which has one weight
    "font.family": ["DejaVu Sans"],
    "font.size": TYPE,
    "svg.hashsalt": "access",
    "svg.fonttype": "path",
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.6,
}


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A part of a figure, in inches from its lower left corner."""

    left: float
    bottom: float
    wide: float
    tall: float

    def axes(self, figure: Figure) -> Axes:
        across, up = figure.get_size_inches()
        sides = (self.left / across, self.bottom / up, self.wide / across, self.tall / up)
        return figure.add_axes(sides)

    def less(
        self, left: float = 0.0, bottom: float = 0.0, right: float = 0.0, top: float = 0.0
    ) -> "Slot":
        """Without so many inches at its sides."""
        return Slot(
            left=self.left + left,
            bottom=self.bottom + bottom,
            wide=self.wide - left - right,
            tall=self.tall - bottom - top,
        )


def measured(
    figure: Figure, texts: Iterable[str], size: float, **how: Any
) -> list[tuple[float, float]]:
    """Width and height of each text in inches, in type of so many points."""
    sizes = []
    for text in texts:
        drawn = figure.text(0, 0, text, fontsize=size, **how)
        box = drawn.get_window_extent()
        sizes.append((box.width / figure.dpi, box.height / figure.dpi))
        drawn.remove()
    return sizes


def widest(figure: Figure, texts: Iterable[str], size: float, **how: Any) -> float:
    """Inches of the longest of some texts; 0 where there is none."""
    return max((wide for wide, _ in measured(figure, texts, size, **how)), default=0.0)


def row_type(tall: float, rows: int, most: float = TYPE) -> float:
    """Points of type for rows that share so many inches."""
    return min(most, tall * 72 / rows * OF_ROW)


def row_count(tall: float, size: float) -> int:
    """Rows of type of so many points that so many inches have room for."""
    return int(tall * 72 / size * OF_ROW)


def standard_label(standard: float) -> str:
    return f"standard, {standard:g} in 100"


def draw_standard(axes: Axes, standard: float | None) -> None:
    """A broken line at the standard with its name at its upper end; nothing where there is none."""
    if standard is None:
        return
    axes.axvline(standard, color=ORANGE, linestyle="--", linewidth=1.4)
    low, high = axes.get_xlim()
    share = (standard - low) / (high - low)
    axes.annotate(
        standard_label(standard),
        (standard, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="left" if share < NEAR_END else "right" if share > 1 - NEAR_END else "center",
        fontsize=SMALL,
        color=ORANGE,
        fontweight="bold",
    )

"""Areas in their classes: what a map of the pack and the picture of a link have in common."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from lib.classes import Classes
from lib.exports.canvas import INK

SUPPRESSED: Any = {"facecolor": "white", "edgecolor": INK, "hatch": "////"}
LINE = 0.7  # points around an area


def paint(
    figure: Figure, axes: Axes, outlines: gpd.GeoDataFrame, value: pd.Series, classes: Classes
) -> list[str]:
    """Draws the areas, a suppressed one hatched; their colours. value: in the outlines' order."""
    colours = [classes.colours[kind] if kind >= 0 else "white" for kind in classes.of(value)]
    _, south, _, north = outlines.total_bounds
    aspect = 1 / np.cos(np.radians((south + north) / 2))
    canvas = figure.canvas
    FigureCanvasBase(figure)  # which draws nothing: on another each plot draws the whole figure
    outlines.plot(ax=axes, color=colours, edgecolor=INK, linewidth=LINE, aspect=aspect)
    hidden = outlines[value.isna().to_numpy()]
    if len(hidden):
        hidden.plot(ax=axes, **SUPPRESSED, linewidth=LINE, aspect=aspect)
    figure.set_canvas(canvas)
    axes.set_axis_off()
    axes.set(xticks=[], yticks=[], xlabel="", ylabel="")
    return colours


def keys(value: pd.Series, classes: Classes) -> list[Patch]:
    """What each colour means, for a legend."""
    gone = [Patch(**SUPPRESSED, label="* suppressed")] if value.isna().any() else []
    return gone + [
        Patch(facecolor=colour, edgecolor=INK, label=text)
        for colour, text in zip(classes.colours, classes.labels())
    ]

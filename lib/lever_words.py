"""The names of levers and assumptions, and their values in words."""

from lib.areas import Areas, listed
from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY
from lib.words import pounds, signed

LEVERS = {
    "levers.growth": "Budget growth after inflation, %",
    "levers.floor": "Floor, % of today",
    "levers.cap": "Cap, % of today",
    "levers.locked": "Locked districts",
    "levers.early": "Shift to early intervention, points",
    "levers.intensive": "Shift to intensive, points",
    "levers.shift_only": "Service shift only in",
    "levers.release_intensive": "Intensive spend may fall",
    "basis": "Need estimated by",
    "weighted": "Need weighted by the need index",
    "standard": "Standard, in 100",
    "shared_by": "Spend shared by (A1)",
    "curve": "Response curve",
    "elasticity": "Elasticity (A3)",
    "services.early_spend": "Early intervention, % of spend (A2)",
    "services.early_reached": "Early intervention, % of children (A2)",
    "services.intensive_spend": "Intensive, % of spend (A2)",
    "services.intensive_reached": "Intensive, % of children (A2)",
    "errors.need": "Need may be off, ±% (A4)",
    "errors.need_district": "and in one district, ±% (A4)",
    "errors.apportionment": "Districts inside a former CCG differ by, % (A5)",
    "inflation": "Inflation, % a year (A7)",
    "pace.target": "Pace: target",
    "pace.years": "Pace: years",
    "pace.growth": "Pace: budget growth, % a year",
    "pace.least": "Pace: least growth, % a year",
    "pace.most": "Pace: most growth, % a year",
    "pace.speed": "Pace: distance made up, % a year",
    "pace.under": "Pace: most under target, %",
}


def lever(key: str, areas: Areas) -> str:
    """A lever's name from where it stands in a scenario's record."""
    if key.startswith("levers.changes."):
        return f"{areas.name[key.rsplit('.', 1)[1]]}: change"
    return LEVERS[key]


def lever_value(key: str, value: object, areas: Areas) -> str:
    """A lever's value in words."""
    if key.startswith("levers.changes."):
        return signed(pounds(float(str(value))))
    if key == "levers.locked" and isinstance(value, tuple):
        return listed(areas.name[code] for code in value)
    if key == "levers.shift_only":
        return "all districts" if value is None else str(areas.name[value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    labels = {"basis": {key: basis.label for key, basis in BASES.items()}, "shared_by": SHARED_BY}
    return labels.get(key, {}).get(str(value)) or (f"{value:g}" if isinstance(value, float) else str(value).replace("_", " "))

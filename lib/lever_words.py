"""The names of levers and assumptions, and their values in words."""

from lib.catalogue.assumptions import of_kind, settings
from lib.place.areas import Areas, listed
from lib.place.profile import Profile
from lib.words import pounds, signed

LEVERS = {setting.at: setting.words for setting in settings().values()} | {
    "levers.locked": "Locked {areas}",
    "levers.shift_only": "Service shift only in",
}
CHOSEN = {
    setting.at: {option.key: option.words or option.label for option in setting.options}
    for setting in of_kind("choice")
}


def lever(key: str, areas: Areas, place: Profile) -> str:
    """A lever's name from where it stands in a scenario's record."""
    if key.startswith("levers.changes."):
        return f"{areas.name[key.rsplit('.', 1)[1]]}: change"
    return place.say(LEVERS[key])


def lever_value(key: str, value: object, areas: Areas) -> str:
    """A lever's value in words."""
    if key.startswith("levers.changes."):
        return signed(pounds(float(str(value))))
    if key == "levers.locked" and isinstance(value, tuple):
        return listed(areas.name[code] for code in value)
    if key == "levers.shift_only":
        return f"all {areas.noun.many}" if value is None else str(areas.name[value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key in CHOSEN:
        return CHOSEN[key][str(value)]
    return f"{value:g}" if isinstance(value, float) else str(value)

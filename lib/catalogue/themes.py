"""What the promises of a plan are about: one record a theme, with the page that works on it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A theme of promises. title: in a heading. page: the stem of the page that works on it, "" as
    long as there is none."""

    key: str
    title: str
    page: str = ""


THEMES = {
    theme.key: theme
    for theme in (
        Theme(key="access", title="How many are reached", page="access_map"),
        Theme(key="inequality", title="How unequal it is", page="variation"),
        Theme(key="money", title="Where the money goes", page="reallocate"),
        Theme(key="waits", title="Waits and the way through", page="waits"),
        Theme(key="risk", title="Those at greatest risk", page="risk"),
        Theme(key="transition", title="From birth to 25", page="transition"),
        Theme(key="schools", title="Schools, families and community", page="workforce"),
        Theme(key="workforce", title="Those who work with children", page="workforce"),
    )
}

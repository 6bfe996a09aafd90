"""The saved scenarios as whoever asks may see and change them: every page goes through here, and
nothing is done that `access.require` refuses."""

from lib.scenarios.record import Scenario
from lib.scenarios.store import Kept, Revision
from lib.ui import access, cache


def listed() -> list[Kept]:
    """Those they may see: their own and the public ones, an admin all."""
    return cache.store().listed(access.person())


def public() -> list[Kept]:
    """Those that a page for everyone may show: the public ones; all where there is no sign-in."""
    return cache.store().listed(access.person_of({}))


def by_key(key: str) -> Kept:
    """What a short link opens: whoever has the link may read it, as whoever has a long one may."""
    return cache.store().by_key(key)


def save(scenario: Scenario, over: Kept | None = None) -> Kept:
    """As a new one, theirs, or over one of theirs."""
    if over is None:
        return cache.store().add(scenario, access.require("save"))
    return cache.store().save(over, scenario, access.require("change", over))


def duplicate(scenario: Scenario) -> Kept:
    """A copy, theirs, of one they see."""
    return cache.store().duplicate(scenario, access.require("save"))


def rename(kept: Kept, scenario: Scenario, name: str) -> Kept:
    """scenario: what it holds."""
    return cache.store().rename(kept, scenario, name, access.require("change", kept))


def make_public(kept: Kept, is_public: bool) -> Kept:
    """Onto everyone's list, or off it."""
    return cache.store().make_public(kept, is_public, access.require("change", kept))


def delete(kept: Kept) -> None:
    """`restore` brings it back."""
    cache.store().delete(kept, access.require("change", kept))


def restore(kept: Kept) -> None:
    """One that was deleted."""
    cache.store().restore(kept.id, access.require("change", kept))


def history(kept: Kept) -> list[Revision]:
    """Who changed it and when, the latest first; for those who may change it."""
    access.require("change", kept)
    return cache.store().history(kept.id)


def put_back(kept: Kept, earlier: Revision) -> Kept:
    """Undo, as a new change."""
    return cache.store().put_back(kept, earlier, access.require("change", kept))

"""The errors a reader can act on. Each message names the thing, what was expected, what came, and
the fix."""

from collections.abc import Mapping


class DashboardError(Exception):
    """Any fault this project raises itself."""


class DataFault(DashboardError):
    """A file of data/ is missing, truncated, altered or breaks its schema."""


class AreaMismatch(DashboardError):
    """Two series that must cover the same areas do not."""


class NotMeasured(DashboardError):
    """No figure exists for the indicator, period or level asked for."""


class BadLever(DashboardError):
    """A lever of the model is outside the values it can take. areas: codes of those it is outside
    of in, which stand in the message where it has {named}."""

    def __init__(self, message: str, areas: tuple[str, ...] = ()) -> None:
        super().__init__(message.replace("{named}", ", ".join(areas)))
        self.message, self.areas = message, areas

    def naming(self, names: Mapping[str, str]) -> "BadLever":
        """The same with the names of areas for their codes."""
        return BadLever(self.message, tuple(str(names[code]) for code in self.areas))


class NoAllocation(DashboardError):
    """No allocation fits the limits, or the solver found no answer it can vouch for."""


class BadScenario(DashboardError):
    """A scenario file or link that cannot be read whole. where: the field at fault, from the
    record's root."""

    def __init__(self, message: str, where: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.where = where


class StaleScenario(DashboardError):
    """A saved scenario was changed or deleted by someone else meanwhile."""


class StoreUnavailable(DashboardError):
    """The database of saved scenarios cannot be read or written now."""


class BadBackup(DashboardError):
    """A backup of saved scenarios cannot be put back."""


class NotAllowed(DashboardError):
    """Who asked may not do it: their role, or whose it is, does not let them."""


class NoPace(DashboardError):
    """No path of yearly growth fits the rule's limits."""


class BadSetting(DashboardError):
    """A setting of the deployment that cannot be used."""


class AskedTooMuch(DashboardError):
    """A reader has asked for more of something in a while than one may have."""


class BadUpload(DashboardError):
    """A file that was brought in cannot be used as a whole."""


class NoTable(BadUpload):
    """A sheet has no table that this dashboard knows."""

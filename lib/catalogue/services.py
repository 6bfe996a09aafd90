"""What money buys: one record a service. The columns of a table of spend, the model, its levers and
their words follow from it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A lever that moves points of spend to a service from the rest: how far it goes, percentage
    points."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Service:
    """A kind of service. Its shares of spend and of children reached are assumption A2, with their
    values in data/assumptions.toml.

    Attributes
    ----------
    label
        At the start of a name, "Early intervention".
    short
        Before a colon.
    words
        In a sentence, "to early intervention".
    spend, reached
        Percent of the whole's; of the rest, what the others leave.
    shift
        The lever that moves it; None of the rest, which gives what the others take.
    keeps_pounds
        It does not fall below today's pounds unless let go; the model has one such service.
    headings
        What uploaded files may call it, as `uploads.headings.plain` has it.
    """

    key: str
    label: str
    short: str
    words: str
    spend: float = 0
    reached: float = 0
    shift: Shift | None = None
    keeps_pounds: bool = False
    headings: tuple[str, ...] = ()


SERVICES = {
    service.key: service
    for service in (
        Service(
            key="early",
            label="Early intervention",
            short="Early",
            words="early intervention",
            spend=10,
            reached=25,
            shift=Shift(low=-10, high=30),
            headings=("earlyintervention", "earlyhelp", "universal", "tier1", "tier2"),
        ),
        Service(
            key="community",
            label="Community",
            short="Community",
            words="community services",
            headings=("communityservices", "camhs", "cypmhs", "core", "tier3"),
        ),
        Service(
            key="intensive",
            label="Intensive",
            short="Intensive",
            words="intensive services",
            spend=20,
            reached=5,
            shift=Shift(low=-20, high=20),
            keeps_pounds=True,
            headings=("crisis", "intensiveservices", "inpatient", "urgent", "tier4"),
        ),
    )
}


def rest() -> Service:
    """The service that gives what shifts take, and has what the others leave."""
    return next(service for service in SERVICES.values() if service.shift is None)


def shifted() -> tuple[Service, ...]:
    """The services that have a lever and shares of their own."""
    return tuple(service for service in SERVICES.values() if service.shift is not None)

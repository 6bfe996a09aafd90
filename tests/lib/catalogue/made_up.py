"""Made-up measures, and a file that has them."""

from lib import sources
from lib.catalogue.measures import MEASURES, Measure

TABLES = sources.read_all()
ORDER = TABLES.areas.order
NEW = Measure(
    key="self_referred",
    words="self referred",
    part_of="referred",
    apportioned="as printed",
    headings=("cameontheirown",),
)
MEAN = Measure(
    key="mean_visits",
    words="mean visits",
    unit="visits",
    mean_of=MEASURES["mean_wait_days"].mean_of,
    headings=("visits",),
)


def counts(**usual: float) -> bytes:
    lines = [f"{code},2024/25,{name},{value:g}" for name, value in usual.items() for code in ORDER]
    return "\n".join(["area_code,period,measure,value", *lines]).encode()

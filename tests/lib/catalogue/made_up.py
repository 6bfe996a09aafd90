"""Made-up records that tests put in the catalogue."""

from lib import sources
from lib.catalogue.indicators import Indicator
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
OF = Indicator(
    key="synthetic",
    label="Synthetic",
    unit="in 100 of something",
    kind="proportion",
    numerator="waiting_one_contact",
    denominator="referred",
    per=100,
    decimals=1,
    better="",
    question="What is it?",
    definition="Made up.",
    misleads="Made up.",
)


def counts(**usual: float) -> bytes:
    lines = [f"{code},2024/25,{name},{value:g}" for name, value in usual.items() for code in ORDER]
    return "\n".join(["area_code,period,measure,value", *lines]).encode()

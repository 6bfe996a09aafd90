"""Made-up records for the catalogue. What reads the catalogue is not imported here."""

from dataclasses import replace

from lib.catalogue.indicators import Indicator
from lib.catalogue.measures import Measure
from lib.catalogue.services import Service, Shift

OUTREACH = Service(
    key="outreach",
    label="Outreach",
    short="Outreach",
    words="outreach services",
    spend=5,
    reached=10,
    shift=Shift(low=0, high=15),
    headings=("streetwork",),
)
DISCHARGED = Measure(key="discharged", words="discharged", headings=("senthome",))
SYNTHETIC = Indicator(
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
OF_DISCHARGED = replace(
    SYNTHETIC,
    key="of_discharged",
    label="Discharged",
    unit="per 100 children waiting one contact",
    kind="count_rate",
    numerator=DISCHARGED.key,
    denominator="waiting_one_contact",
)

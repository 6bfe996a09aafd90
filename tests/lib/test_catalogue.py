"""What holds of every record of the catalogue."""

import pytest

from lib.catalogue import measures as catalogue
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.catalogue.measures import MEASURES
from lib.catalogue.services import SERVICES, rest
from lib.catalogue.statistics import STATISTICS
from lib.figures.kinds import KINDS, from_counts
from lib.uploads.headings import plain


@pytest.mark.parametrize("registry", [MEASURES, SERVICES, INDICATORS, STATISTICS, KINDS])
def test_a_record_is_known_by_its_own_key(registry: dict) -> None:
    assert all(key == one.key for key, one in registry.items())


def test_what_records_name_is_in_the_catalogue() -> None:
    bases = {*MEASURES, catalogue.NEED, catalogue.CHILDREN}
    assert all({i.numerator, i.denominator} <= bases for i in from_counts())
    assert all(i.kind in KINDS for i in INDICATORS.values())
    assert all({*filter(None, [m.part_of]), *m.mean_of} <= set(MEASURES) for m in MEASURES.values())
    assert (
        MODELLED in INDICATORS
        and rest().key == "community"
        and len([s for s in SERVICES.values() if s.keeps_pounds]) == 1
    )


def test_no_two_records_are_called_alike_in_a_file() -> None:
    for registry in (MEASURES, SERVICES):
        names = [name for one in registry.values() for name in (plain(one.key), *one.headings)]
        assert len(names) == len(set(names)) and all(name == plain(name) for name in names)

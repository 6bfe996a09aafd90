"""A service, as soon as it is in the catalogue."""

import pytest

from lib.catalogue.services import SERVICES
from lib.uploads import reading
from lib.uploads.headings import key_of
from tests.lib.catalogue.made_up import ORDER, TABLES
from tests.records import OUTREACH


def test_a_new_service_is_in_template_headings_and_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SERVICES, OUTREACH.key, OUTREACH)
    assert key_of("Street work", "service") == "outreach"
    assert reading.template("spend", TABLES).decode().count(",outreach,") == len(ORDER)
    lines = [
        f"{code},2024/25,{service},1000"
        for code in ORDER
        for service in SERVICES
        if service != "early"
    ]
    found = reading.read(
        [("s.csv", "\n".join(["area_code,period,service,pounds", *lines]).encode())], TABLES
    )
    assert [fault.wrong for fault in found.tables[0].faults] == ["has no rows for early in 2024/25"]

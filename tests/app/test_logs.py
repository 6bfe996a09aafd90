"""What the server writes of itself holds nothing of its readers."""

import asyncio
import io
import json
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager
from matplotlib.figure import Figure
from starlette.requests import Request

from lib.exports.canvas import STYLE
from lib.ui.server import logs, metrics
from lib.ui.server.logs import Line

SECRET = "Ward 9, twelve seen"  # what a reader typed, chose or uploaded


def line(level: int, text: str, *given: Any, **options: Any) -> dict[str, Any]:
    record = logging.getLogger("some.program").makeRecord(
        "some.program", level, "f.py", 1, text, given, options.get("exc_info")
    )
    written = Line().format(record)
    assert "\n" not in written
    return json.loads(written)


def test_a_line_has_its_time_level_program_and_event() -> None:
    said = line(logging.INFO, "started on port %d after %.1f s", 8501, 2.25)
    assert said["event"] == "started on port 8501 after 2.2 s"
    assert said["level"] == "info" and said["logger"] == "some.program"
    assert said["time"].endswith("+00:00")


@pytest.mark.parametrize(
    ("text", "given", "event"),
    [
        ("Rejecting connection: origin=%s", (SECRET,), "Rejecting connection: origin=…"),
        ("%s asked for %d", (SECRET, 2), "… asked for …"),
        ("Widget %(value)s", ({"value": SECRET},), "Widget …"),
        ("100%% of %-5.2f%s", (1.0, SECRET), "100% of ……"),
        ("%r is not 5%", (SECRET,), "… is not 5%"),  # which Python itself could not fill in
        ("50% off", (), "50% off"),
        ("%d%% of %d", (5, 7), "5% of 7"),
    ],
)
def test_what_other_programs_fill_in_is_left_out(text: str, given: tuple, event: str) -> None:
    said = line(logging.WARNING, text, *given)
    assert said["event"] == event and SECRET not in json.dumps(said)


@given(st.text(alphabet="%sd(a)*.5 rf", max_size=20), st.text(min_size=3, max_size=9))
def test_no_text_brings_in_what_was_to_be_filled_in_or_stops_the_log(text: str, typed: str) -> None:
    secret = f"<{typed}>"
    assert secret not in line(logging.WARNING, text, secret)["event"]


def test_pictures_of_every_weight_find_their_font(caplog: pytest.LogCaptureFixture) -> None:
    """Or the log has a line for each at every start."""
    font_manager.fontManager._findfont_cached.cache_clear()
    with caplog.at_level(logging.WARNING), mpl.rc_context(STYLE):
        figure = Figure()
        for weight in ("normal", "bold"):
            figure.text(0.1, 0.5, "Text 中", fontweight=weight)
        with pytest.warns(UserWarning, match="missing from font"):  # a box, said without the text
            figure.savefig(io.BytesIO(), format="png")
    assert [record for record in caplog.records if "matplotlib" in record.name] == []


def fails_on_a_value() -> None:
    pd.to_numeric(pd.Series([SECRET]))


def test_an_error_is_its_type_and_where_it_arose_and_never_what_it_says() -> None:
    try:
        fails_on_a_value()
    except ValueError as fault:
        assert SECRET in str(fault)  # the attack: pandas repeats the cell
        said = line(logging.ERROR, "Uncaught app execution", exc_info=sys.exc_info())
    assert SECRET not in json.dumps(said) and said["fault"] == "ValueError"
    assert any(each.startswith("tests/app/test_logs.py:") for each in said["where"])
    assert not any(each.startswith("/") for each in said["where"])  # nor of the machine


def observed(path: str, status: int, caplog: pytest.LogCaptureFixture) -> list[dict]:
    """What is written of a request, by the facts of each line."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"four"})

    async def send(_message: Any) -> None: ...

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": f"name={SECRET}".encode(),
        "headers": [(b"cookie", SECRET.encode())],
        "client": ("192.0.2.1", 1),
    }
    caplog.clear()
    with caplog.at_level(logging.INFO, "dashboard"), ThreadPoolExecutor(1) as thread:
        call = logs.Observed(app)(scope, None, send)  # type: ignore[arg-type]
        thread.submit(asyncio.run, call).result()
    lines = [json.loads(Line().format(record)) for record in caplog.records]
    written = json.dumps(lines)
    assert SECRET not in written and "192.0.2.1" not in written and path not in written
    return lines


def test_a_request_is_its_kind_status_size_and_time(caplog: pytest.LogCaptureFixture) -> None:
    before = counted("dashboard_requests_total", kind="page", status="200")
    (said,) = observed("/reallocate", 200, caplog)
    assert (said["event"], said["kind"], said["status"], said["bytes"]) == (
        "request",
        "page",
        200,
        4,
    )
    assert counted("dashboard_requests_total", kind="page", status="200") == before + 1


def test_files_of_the_dashboards_own_are_written_of_only_where_they_fail(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert observed("/app/static/map.js", 200, caplog) == []
    (said,) = observed("/app/static/map.js", 404, caplog)
    assert said["kind"] == "asset"


def counted(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


TOKEN = "0123456789abcdef"


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [
        (TOKEN, f"Bearer {TOKEN}", 200),
        (TOKEN, f"Bearer {TOKEN[:-1]}", 404),
        (TOKEN, "Bearer ", 404),
        (TOKEN, "", 404),
        (TOKEN, "Bearer \xff", 404),
        ("", "Bearer ", 404),
        ("", "", 404),
    ],
)
def test_metrics_are_for_who_knows_the_token_and_closed_without_one(
    token: str, given: str, status: int
) -> None:
    scope = {"type": "http", "headers": [(b"authorization", given.encode("latin-1"))]}
    with ThreadPoolExecutor(1) as thread:
        call = metrics.Metrics(token).answer(Request(scope))
        answer = thread.submit(asyncio.run, call).result()
    assert answer.status_code == status
    assert (b"dashboard_sessions" in answer.body) == (status == 200)

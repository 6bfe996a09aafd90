"""Who asks too much waits, with a sentence; others do not."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from lib.ui.server import bounded, received
from lib.ui.server.bounded import Bounded
from lib.ui.server.limits import LIMITER, LIMITS, OF_AN_ADDRESS, Limit, Limiter
from tests.app.pages import opened, words

HOG, OTHER = "192.0.2.1", "192.0.2.2"
UPLOAD = "/_stcore/upload_file/session/"


class Clock:
    """Seconds that stand still until a test moves them."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 20)), max_size=60))
def test_nobody_has_more_than_they_may_in_any_while_and_nobody_waits_longer_than_said(
    asked: list[tuple[str, float]],
) -> None:
    clock, limit = Clock(), Limit(most=3, seconds=30, asked="asked")
    limiter, had = Limiter(limits={"x": limit}, now=clock), {"a": list[float](), "b": list[float]()}
    for reader, later in asked:
        clock.seconds += later
        recent = [at for at in had[reader] if at + limit.seconds > clock.seconds]
        seconds = limiter.wait("x", reader)
        assert (seconds == 0) == (len(recent) < limit.most)  # whatever the other has asked
        if seconds:
            clock.seconds += seconds
            assert limiter.wait("x", reader) == 0
        had[reader].append(clock.seconds)


def test_who_forgets_their_cookies_is_held_by_their_address_and_nobody_elsewhere_is() -> None:
    limiter = Limiter(limits={"x": Limit(most=2, seconds=30, asked="asked")}, now=Clock())
    let = [limiter.wait("x", f"browser {i}", HOG) == 0 for i in range(100)]
    assert let.count(True) == 2 * OF_AN_ADDRESS and not let[-1]
    assert limiter.wait("x", "browser", OTHER) == 0


def test_the_sentence_says_how_long_and_what_is_not_lost() -> None:
    said = Limiter().sentence("pack", 31.2)
    assert "In 32 seconds you can again" in said and "nothing on the page is lost" in said


# Requests


def asked(app: Bounded, path: str, method: str = "GET", **options: Any) -> tuple[int, str, dict]:
    """What the server answers: its status, the text and its headers."""
    cookie = options.get("cookie", "")
    sent: list[dict] = []
    headers = {"cookie": f"_streamlit_xsrf={cookie}"} | options.get("headers", {})
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": options.get("query", b""),
        "client": (options.get("host", HOG), 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> dict:
        return {"type": "http.request"}

    async def send(message: dict) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # the browser of other tests has a loop in this one
        thread.submit(asyncio.run, app(scope, receive, send)).result()  # type: ignore[arg-type]
    start = next(message for message in sent if message["type"] == "http.response.start")
    text = b"".join(message.get("body", b"") for message in sent).decode()
    return start["status"], text, {n.decode(): v.decode() for n, v in start["headers"]}


async def answers(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def cookie() -> str:
    return generate_xsrf_token_string()


@pytest.mark.parametrize("path", ["/auth/login", "/oauth2callback"])
def test_who_signs_in_too_often_waits_and_the_next_browser_does_not(path: str) -> None:
    app, hog = Bounded(answers, Limiter(now=Clock())), cookie()
    for _ in range(LIMITS["sign_in"].most):
        assert asked(app, path, cookie=hog)[0] == 200
    status, text, headers = asked(app, path, cookie=hog)
    assert status == 429 and "In 60 seconds you can again" in text
    assert headers["retry-after"] == "60"
    assert asked(app, path, cookie=cookie())[0] == 200
    assert asked(app, "/reallocate", cookie=hog)[0] == 200  # what is not limited goes on


def test_an_address_that_a_reader_writes_themselves_is_not_believed() -> None:
    app = Bounded(answers, Limiter(now=Clock()))
    statuses = [
        asked(app, "/auth/login", cookie=cookie(), headers={"x-forwarded-for": f"203.0.113.{i}"})[0]
        for i in range(LIMITS["sign_in"].most * OF_AN_ADDRESS + 1)
    ]
    assert statuses[:-1] == [200] * (len(statuses) - 1) and statuses[-1] == 429
    assert asked(app, "/auth/login", cookie=cookie(), host=OTHER)[0] == 200


def test_behind_a_proxy_on_this_machine_nobody_waits_for_another() -> None:
    """All seem to come from here, until the server is told to believe the proxy."""
    app = Bounded(answers, Limiter(now=Clock()))
    most = LIMITS["sign_in"].most * OF_AN_ADDRESS + 1
    assert {
        asked(app, "/auth/login", cookie=cookie(), host="127.0.0.1")[0] for _ in range(most)
    } == {200}


def test_a_file_too_many_is_let_go_of_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    received.start()
    manager = MemoryUploadedFileManager("/upload")
    monkeypatch.setitem(LIMITS, "upload", Limit(most=2, seconds=60, asked="brought in files"))
    app, hog = Bounded(answers, Limiter(now=Clock())), cookie()
    for name in ("one", "two", "three"):
        length = {"content-length": "100"}
        assert asked(app, UPLOAD + name, "PUT", cookie=hog, headers=length)[0] == 200
        record = UploadedFileRec(file_id=name, name=f"{name}.csv", type="text/csv", data=b"rows")
        manager.add_file(session_id="s", file=record)
    records = manager.get_files("s", ["one", "two", "three"])
    assert [record.data for record in records] == [b"rows", b"rows", b""]
    said = [received.gone(UploadedFile(record, None)) for record in records]  # type: ignore[arg-type]
    assert said[:2] == ["", ""] and said[2].startswith("three.csv was not read. You brought in")
    large = {"content-length": "200000000"}
    assert asked(app, UPLOAD + "four", "PUT", cookie=hog, headers=large)[0] == 429


@pytest.mark.parametrize(
    ("path", "options", "status"),
    [
        ("/reallocate", {"query": b"moves=" + b"x" * bounded.LONGEST_ADDRESS}, 414),
        ("/" + "x" * bounded.LONGEST_ADDRESS, {}, 414),
        ("/auth/login", {"headers": {"content-length": "64001"}}, 413),
        ("/auth/login", {"headers": {"content-length": "-1"}}, 413),
        ("/auth/login", {"headers": {"transfer-encoding": "chunked"}}, 413),
        ("/auth/login", {"headers": {"content-length": "64000"}}, 200),
        (UPLOAD + "f", {"method": "PUT", "headers": {"content-length": "200000000"}}, 200),
    ],
)
def test_what_is_longer_than_it_need_be_is_refused(path: str, options: dict, status: int) -> None:
    assert asked(Bounded(answers, Limiter(now=Clock())), path, **options)[0] == status


# Pages


@pytest.fixture
def one_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of everything, and nothing counted yet."""
    for name, limit in LIMITS.items():
        one = Limit(most=1, seconds=60, asked=limit.asked)
        monkeypatch.setitem(LIMITER.limits, name, one)
    LIMITER._asked.clear()


def press(app: Any, label: str) -> str:
    """Press a button; what the page warns of then."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return " ".join(warning.value for warning in app.warning)


def test_a_second_pack_waits_and_says_so_and_another_reader_has_theirs(one_each: None) -> None:
    app = opened("pack")
    app.multiselect(key="pack_outputs").set_value(["data"]).run()
    assert press(app, "Make the pack") == ""
    assert "You made a meeting pack 1 times within 60 seconds" in press(app, "Make the pack")
    other = opened("pack")
    other.multiselect(key="pack_outputs").set_value(["data"]).run()
    assert press(other, "Make the pack") == "" and other.session_state["pack_files"][1]


def test_a_second_question_waits_the_first_stays_answered_and_another_reader_is_answered(
    one_each: None,
) -> None:
    app = opened("reallocate")
    app.session_state["asking"] = True
    app.run()
    assert press(app, "Ask") == "" and 'class="answer"' in words(app)
    assert press(app, "Ask") == ""  # the same again costs nothing
    app.selectbox(key="objective").select_index(1).run()
    assert "You put a new question to the model 1 times" in press(app, "Ask")
    assert 'class="answer"' not in words(app)
    other = opened("reallocate")
    other.session_state["asking"] = True
    other.run()
    assert press(other, "Ask") == "" and 'class="answer"' in words(other)

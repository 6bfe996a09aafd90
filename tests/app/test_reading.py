"""The addresses of readers' pages as the server answers them."""

import asyncio
import re
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, urlencode, urlsplit

import anyio
import pytest
from matplotlib.figure import Figure
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import ASGIApp, Message

from lib import provenance
from lib.catalogue.indicators import INDICATORS
from lib.errors import StoreUnavailable
from lib.exports import card, reader
from lib.findings.asked import asked
from lib.findings.context import Context
from lib.findings.reader import VIEWS
from lib.scenarios import link
from lib.scenarios.record import Scenario
from lib.ui import access, cache, kept
from lib.ui.parameters import PARAMETERS
from lib.ui.server import reading
from lib.ui.server.headers import SecureHeaders, written
from lib.ui.server.limits import LIMITS
from tests.app.pages import opened, words
from tests.app.test_your_data import MINE
from tests.bundled import FIRST, HERE, LAST, NAME, PERIOD, moving

SITE = "https://council.example"
APP = SecureHeaders(Starlette(routes=reading.routes()), (SITE,))


@dataclass(frozen=True)
class Answer:
    """What a browser is sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def get(
    address: str, host: str = "testserver", client: str = "127.0.0.1", app: ASGIApp = APP
) -> Answer:
    """Ask the server's own addresses, without a server."""
    sent: list[Message] = []
    parts = urlsplit(address)
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": parts.path,
        "query_string": parts.query.encode(),
        "client": (client, 1),
        "headers": [(b"host", host.encode())],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(app, scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], headers, body)


@pytest.mark.parametrize("stem", VIEWS)
def test_a_page_and_its_picture_are_answered(stem: str) -> None:
    page = get(f"/read/{stem}?district={FIRST}")
    assert page.status == 200 and page.text.count("<h1>") == 1
    policy = page.headers["content-security-policy"]
    assert policy == written(reader.POLICY, (SITE,)) and "script-src" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    picture = get(f"/read/{stem}/picture.png?district={FIRST}")
    assert picture.headers["content-type"] == "image/png"
    assert f"http://testserver/read/{stem}/picture.png?district={FIRST}" in page.text


def test_a_link_without_a_page_opens_the_scenario_where_it_has_one() -> None:
    first, last = HERE.tables.areas.order[0], HERE.tables.areas.order[-1]
    assert "fewer children" in get(f"/read?moves={first}.-500_{last}.500").text
    assert get("/read").text.count("<h1>") == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/read/nothing", 404),
        ("/read/access_map?name=" + "x" * reading.LONGEST, 414),
        ("/read?" + "&".join(f"p{i}=1" for i in range(reading.MOST_NAMES + 1)), 414),
    ],
)
def test_what_is_no_link_of_ours_is_refused(address: str, status: int) -> None:
    assert get(address).status == status


def test_bad_parameters_give_the_usual_and_a_sentence() -> None:
    answer = get("/read/access_map?district=%3Cscript%3E&indicator=x&zz=%00")
    assert answer.status == 200 and "<script" not in answer.text
    assert "“&lt;script&gt;” is not a value of “district”" in answer.text
    assert get("/read/access_map/picture.png?indicator=x").status == 200


def test_the_button_leads_to_the_same_view_with_everything() -> None:
    text = get(f"/read/access_map?district={FIRST}&standard=own&own_standard=40").text
    assert f'href="/access_map?standard=own&amp;own_standard=40&amp;district={FIRST}"' in text


def test_the_button_of_the_pack_leads_to_where_everyone_may_explore_its_scenario() -> None:
    query = link.query(moving(name="Ours"), HERE.linked(), "percent")
    words = {"decision": ["<script>x", "Agree?<script>y"], "whom": ['"><b>Ann']}
    text = get(f"/read/pack?{link.text(query | words)}").text
    assert f'href="/reallocate?{escape(link.text(query))}"' in text
    assert "Agree?&lt;script&gt;y" in text and "<script" not in text and "<b>Ann" not in text


def test_in_another_site_the_same_page_without_its_head() -> None:
    text = get("/read/access_map?embed=true").text
    assert "<header>" not in text and "embed=true" not in text


def test_an_address_is_kept_by_what_it_means(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other programs add, and the order, make no other page of it."""
    made, make = [], reading._page
    monkeypatch.setattr(reading, "_page", lambda wanted: made.append(1) or make(wanted))
    app = Starlette(routes=reading.routes())
    query = f"district={LAST}&standard=own&own_standard=43"
    turned = "&".join(reversed(query.split("&")))
    texts = {
        get(f"/read/variation?{one}", app=app).text
        for one in (query, turned, f"{query}&utm_source=mail", *(f"{query}&x{i}" for i in range(5)))
    }
    assert len(texts) == len(made) == 1 and "utm_source" not in texts.pop()
    get(f"/read/variation?{query}&embed=true", app=app)
    assert len(made) == 2


def key_of(query: str, stem: str = "variation") -> Hashable:
    """What the page of a link is kept by."""
    scope = {"type": "http", "method": "GET", "scheme": "http", "server": ("host", 80)}
    scope |= {"path": f"/read/{stem}", "query_string": query.encode(), "headers": []}
    sent = reading.parameters(Request(scope))
    assert sent is not None
    return reading._wanted(Request(scope), stem, sent).key(picture=False)


MOVED = f"moves={FIRST}.-500_{LAST}.500"
SPELLINGS = {
    "standard=own&own_standard=41": [
        *(
            f"standard=own&own_standard={one}"
            for one in ("41.0", "4.1e1", "%2B41", "041", "%34%31")
        ),
        "own_standard=41&standard=own",
        "own_standard=30&standard=own&own_standard=41",
        "standard=own&own_standard=41&growth=0&weighted=false&utm_source=mail",
    ],
    "standard=own&own_standard=41.5": ["standard=own&own_standard=4.15e1"],
    "": ["own_standard=41", "growth=-0.0", "weighted=false", "moves=", f"period={PERIOD}"],
    f"{MOVED}&growth=1.5&district={FIRST}": [
        f"district={FIRST}&growth=1.50&moves={LAST}.500_{FIRST}.-0500",
        f"growth=1.5&district={quote(NAME[FIRST])}&{MOVED}",
        f"growth=1.5&district={LAST}&district={FIRST}&{MOVED}&moves={FIRST}.-500_{LAST}.500",
    ],
    "indicator=mean_wait": [f"indicator={quote(INDICATORS['mean_wait'].label)}"],
}


@pytest.mark.parametrize("query", SPELLINGS)
def test_however_it_is_spelled_one_view_is_one_page(query: str) -> None:
    for spelling in SPELLINGS[query]:
        assert key_of(spelling) == key_of(query), spelling


def test_what_is_another_view_or_says_another_fault_is_another_page() -> None:
    published = next(iter(HERE.standards().values()))
    views = [
        *SPELLINGS,
        "standard=own&own_standard=42",
        f"standard=own&own_standard={published.percent:g}",  # in other words
        "own_standard=one",
        "own_standard=two",
        "growth=99",  # brought to where a slider can stand, which the page says
        "growth=98",
        f"{MOVED}&name=Ours",
        "district=nowhere",
        "data=uploaded",
    ]
    assert len({key_of(query) for query in views}) == len(views)


def test_the_data_are_never_read_on_the_loop_that_all_readers_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loops, deployed = [], reading.cache.deployed_context

    def looked() -> object:
        with suppress(RuntimeError):
            loops.append(asyncio.get_running_loop())
        return deployed()

    monkeypatch.setattr(reading.cache, "deployed_context", looked)
    assert get(f"/read/access_map?district={FIRST}&standard=own&own_standard=44").status == 200
    assert loops == []


def test_who_asks_for_too_many_new_pages_waits_and_others_do_not() -> None:
    most = LIMITS["reading"].most
    asked = [get(f"/read/nothing?{i}=1", client="192.0.2.1").status for i in range(3)]
    for _ in range(most):
        reading.LIMITER.wait("reading", "192.0.2.1")
    held = get(f"/read/variation?district={LAST}&standard=own&own_standard=41", client="192.0.2.1")
    assert (held.status, asked) == (429, [404, 404, 404]) and int(held.headers["retry-after"]) > 0
    assert (
        get(
            f"/read/variation?district={LAST}&standard=own&own_standard=41", client="192.0.2.2"
        ).status
        == 200
    )
    # what is kept costs nothing, so nobody waits for it
    assert (
        get(
            f"/read/variation?district={LAST}&standard=own&own_standard=41", client="192.0.2.1"
        ).status
        == 200
    )


def test_nobody_chooses_the_host_of_another_readers_page() -> None:
    get("/read/variation", host="evil.example")
    assert "evil.example" not in get("/read/variation").text


@pytest.mark.parametrize("stem", ["access_map", "variation"])
def test_the_dashboards_page_and_the_readers_say_the_same_badge_tiles_and_answer(stem: str) -> None:
    name = {"access_map": "indicator", "variation": "measure"}[stem]
    app = opened(stem)
    for key in PARAMETERS[name].labels():
        app.selectbox(key=name).set_value(key).run()
        assert not app.exception
        said, read = words(app), unescape(plain(get(f"/read/{stem}?{name}={key}").text))
        shown = VIEWS[stem].read(HERE, asked(HERE, {name: [key]}))
        assert shown.message in said and shown.message in read
        assert f'class="badge">{shown.known.upper()}' in said
        assert f'class="known"><b>{shown.known.capitalize()}' in read
        tiles = "".join(f"<dd>{tile.value}<small>{tile.note}" for tile in shown.tiles)
        assert "".join(re.findall(r"<dd>.*?<small>[^<]*", said)) == tiles
        assert "".join(re.findall(r"<dd>.*?<small>[^<]*", read)) == tiles


def plain(html: str) -> str:
    """Without the marks of terms."""
    return re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", html)


# levers with which a page of published figures says something of their counts
THEIRS = {
    "risk": {"seen_in_need": ["100"]},
    "places": {"places_new": ["1"], "places_counted": ["unreached"]},
}


@pytest.mark.parametrize("stem", VIEWS)
def test_of_uploaded_figures_no_page_or_picture_says_a_publishers_licence(
    stem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = Context(tables=MINE.safe)
    published = HERE.tables.place.licence
    counts = {one.title for one in provenance.of_file(HERE.tables, "counts.csv")}
    elsewhere = {one.title for one in provenance.every(HERE.tables, without=["counts.csv"])}
    monkeypatch.setattr(cache, "deployed_context", lambda: ours)
    offer = THEIRS.get(stem, {})
    shown = VIEWS[stem].read(ours, asked(ours, offer, saved=()))
    sent = urlencode({"standard": "own", "own_standard": 31} | offer, doseq=True)
    text = get(f"/read/{stem}?{sent}").text
    if stem == "your_data":
        return  # it has no figure
    assert shown.own and "not for reuse without its leave" in shown.licence
    assert f"<li>{escape(shown.licence)}.</li>" in text
    for title in counts - elsewhere:
        assert escape(title) not in text
    assert "The published ones" in text and published in shown.licence
    drawn: list[str] = []
    monkeypatch.setattr(Figure, "text", lambda self, x, y, said, **_: drawn.append(said))
    card.card(ours.tables, shown)
    assert any("not for reuse" in line for line in drawn) and published not in drawn


def test_a_comparison_follows_what_is_saved_and_shows_nobody_a_private_scenario(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = cache.store().add(Scenario(name="Once called"))
    address = f"/read/scenarios?compare=today&compare={one.id}"
    assert "Once called" in get(address).text
    cache.store().rename(one, Scenario(name="Once called"), "Now called")
    assert "Now called" in get(address).text
    monkeypatch.setattr(access, "has_sign_in", lambda: True)
    private = get(address).text
    assert "Now called" not in private and "is not a value of “compare”" in private
    private = get(f"/read/pack?pack={one.id}").text
    assert "Now called" not in private and "is not a value of “pack”" in private


def test_while_the_list_of_scenarios_cannot_be_read_a_comparison_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise StoreUnavailable("The list does not answer.")

    monkeypatch.setattr(kept, "public", fail)
    answer = get("/read/scenarios?standard=own&own_standard=33")
    assert (answer.status, answer.text) == (503, "The list does not answer.\n")
    assert get("/read/access_map").status == 200

"""Sign-in against a provider of this machine, in Chromium: in, out, over, of the wrong role; and an
attacker with altered cookies, links used before, addresses of others' files and a websocket of
their own."""

import base64
import json
import os
import re
import time
from collections.abc import Callable, Iterator

import oidc_provider_mock
import pytest
import websockets.sync.client
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    decode_signed_value,
)

from lib.roles import ACTIONS, PLANNER, READER, ROLES, Role
from lib.ui.pages import PAGES, PageRecord
from lib.ui.server import small_files
from tests.browser import conftest, statement
from tests.browser.hosting import SERVE_SOON, Replica

SECRET = "a secret of these tests, long enough to sign with"
COOKIE = "_streamlit_user"
PEOPLE = {"pia": ["planner"], "ana": ["analyst"], "ada": ["admin"], "noel": []}
ENDED = "whose sign-in has ended"
PERSON = "[class*=st-key-person]"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server with sign-in, and its provider."""
    users = [
        oidc_provider_mock.User(sub=sub, claims={"name": f"{sub} <b>*x*</b>", "roles": roles})
        for sub, roles in PEOPLE.items()
    ]
    folder = tmp_path_factory.mktemp("signed-in")
    port, secrets = conftest.free_port(), folder / "secrets.toml"
    env = os.environ | {
        "STREAMLIT_SECRETS_FILES": str(secrets),
        "SCENARIOS_URL": f"sqlite:///{folder}/scenarios.db",
    }
    here = Replica(port=port, log=folder / "server.log", env=env, code=SERVE_SOON)
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as provider:
        secrets.write_text(f"""
            [auth]
            redirect_uri = "http://localhost:{port}/oauth2callback"
            cookie_secret = "{SECRET}"
            client_id = "dashboard"
            client_secret = "any"
            server_metadata_url = "http://localhost:{provider.server_port}/.well-known/openid-configuration"
            [access.values]
            planner = ["planner"]
            analyst = ["analyst"]
            admin = ["admin"]
            """)
        try:
            here.start()
            here.until_ready()
            yield f"http://localhost:{port}"
        finally:
            here.stop()


def sign_in(page: Page, sub: str) -> str:
    """Through the provider; the link that it sent the browser back by."""
    back: list[str] = []
    page.on("request", lambda r: back.append(r.url) if "oauth2callback?" in r.url else None)
    page.get_by_role("button", name="Sign in").first.click()
    page.get_by_role("button", name=sub, exact=True).click()
    expect(page.get_by_text("Signed in: ")).to_be_visible()
    return back[0]


def is_signed_out(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign in").first).to_be_visible()
    expect(page.get_by_text("Signed in: ")).to_have_count(0)


def cookie(context: BrowserContext, name: str = COOKIE) -> str:
    return next(c["value"] for c in context.cookies() if c["name"] == name)


def with_cookie(context: BrowserContext, base: str, value: str) -> None:
    context.add_cookies([{"name": COOKIE, "value": value, "url": base}])


def test_a_planner_signs_in_opens_what_is_theirs_and_signs_out(
    visit: Callable, server: str
) -> None:
    there = visit("pack")
    page = there.page
    expect(page.get_by_text("“Meeting pack” is for planners")).to_be_visible()
    menu = page.get_by_test_id("stSidebarNav")
    expect(menu.get_by_text("Scenarios")).to_be_visible()
    expect(menu.get_by_text("Meeting pack")).to_have_count(0)
    link = sign_in(page, "pia")
    expect(page.get_by_text("Signed in: pia <b>*x*</b>, planner")).to_be_visible()
    expect(page).to_have_url(f"{server}/pack")  # where they were
    expect(page.get_by_role("button", name="Make the pack")).to_be_visible()
    expect(menu.get_by_text("Meeting pack")).to_be_visible()
    expect(menu.get_by_text("Your data")).to_have_count(0)
    page.goto(f"{server}/your_data")  # the wrong role
    expect(page.get_by_text("“Your data” is for analysts")).to_be_visible()
    expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
    page.screenshot(path=conftest.ARTEFACTS / "refused.png")
    taken = cookie(page.context)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    is_signed_out(page)
    assert COOKIE not in {c["name"] for c in page.context.cookies()} and taken
    page.goto(link)  # the browser's own way back, used again
    is_signed_out(page)
    stranger = visit(link.removeprefix(f"{server}/"))
    is_signed_out(stranger.page)
    assert COOKIE not in {c["name"] for c in stranger.page.context.cookies()}


def test_whoever_the_provider_gives_no_role_is_a_reader_at_the_view_they_left(
    visit: Callable, server: str
) -> None:
    page = visit("reallocate?growth=2.0").page
    stands = page.get_by_role("slider", name="Budget growth").first
    stands.press("ArrowRight")
    page.wait_for_url("**/reallocate?growth=*5")  # what they chose there, and not the link alone
    left = page.url
    sign_in(page, "noel")
    expect(page.get_by_text("Signed in: noel <b>*x*</b>, reader")).to_be_visible()
    expect(page).to_have_url(left)


def test_a_sign_in_ends_and_an_altered_cookie_signs_nobody_in(visit: Callable, server: str) -> None:
    page = visit("scenarios").page
    sign_in(page, "ana")
    taken = cookie(page.context)
    payload = json.loads(decode_signed_value(SECRET, COOKIE, taken) or b"")
    assert payload["name"].startswith("ana") and payload["roles"] == ["analyst"]
    renewed = signed(payload)
    with_cookie(page.context, server, renewed)  # the way these tests sign is the server's own
    page.goto(f"{server}/your_data")
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    large = {"name": "large.csv", "mimeType": "text/csv", "buffer": b"a,b\n" * 400_000}
    page.set_input_files("input[type=file]", large)
    expect(page.get_by_text("Nothing can be used yet")).to_be_visible()  # it came in, and was read
    hours_ago = payload | {"iat": time.time() - 8 * 3600 - 90}
    half = len(taken) // 2
    for value, said in {
        signed(hours_ago): "A sign-in ends after 8 hours",
        signed(payload, secret="another"): "Sign in as an analyst",
        signed(payload, name="_streamlit_user_tokens"): "Sign in as an analyst",
        taken[:half] + ("A" if taken[half] != "A" else "B") + taken[half + 1 :]: "Sign in as an",
        base64.b64encode(json.dumps(payload).encode()).decode(): "Sign in as an analyst",
    }.items():
        with_cookie(page.context, server, value)
        page.goto(f"{server}/your_data")
        expect(page.get_by_text(said).first).to_be_visible()
        expect(page.get_by_test_id("stFileUploader")).to_have_count(0)


def signed(payload: dict, secret: str = SECRET, name: str = COOKIE) -> str:
    return create_signed_value(secret, name, json.dumps(payload)).decode()


def differs(page: PageRecord) -> set[Role]:
    """The roles as which a page has something that it has as no other, by what its code asks: those
    from which on they may do it, and those that it refuses, signed out and signed in."""
    folders = {other.stem for other in PAGES}
    source = "".join(f.read_text() for f in (conftest.ROOT / "lib/ui" / page.stem).glob("*.py"))
    for folder, names in re.findall(r"from lib\.ui\.(\w+) import (.+)", source):
        for name in names.split(", ") if folder in folders else ():
            source += (conftest.ROOT / f"lib/ui/{folder}/{name}.py").read_text()
    asked = {*re.findall(r'access\.may\("(\w+)"\)', source)} - {"exact"}  # other figures only
    asked |= {"change"} if "access.may_change(" in source else set()
    roles = {ACTIONS[action].role for action in asked} | ({page.role} - {READER})
    refused = {role for role in (READER, PLANNER) if role.rank < page.role.rank}
    return roles | refused | ({READER} if roles else set())


def test_roles_are_asked_of_the_code() -> None:
    found = {page.stem: {role.key for role in differs(page)} for page in PAGES}
    assert found["access_map"] == set() and found["methods"] == {"reader", "admin"}
    assert found["scenarios"] == {"reader", "planner"} == found["pack"]
    assert found["your_data"] == {"reader", "planner", "analyst"}


# where the parts that differ are open
OPEN = {"present": "present?edit=true", "reallocate": "reallocate?growth=1"}
WHO = {PLANNER.key: "pia", "analyst": "ana", "admin": "ada"}


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_axe_finds_nothing_on_what_each_role_alone_has(
    visit: Callable, server: str, role: Role
) -> None:
    pages = [page.stem for page in PAGES if role in differs(page)]
    found = visit(OPEN.get(pages[0], pages[0]))
    if role.key in WHO:
        sign_in(found.page, WHO[role.key])
    for stem in pages:
        found.page.goto(f"{server}/{OPEN.get(stem, stem)}")
        expect(found.page.locator("h1")).to_have_count(1)
        found.page.get_by_text("Open Government Licence").first.wait_for()
        if stem == "reallocate":
            found.page.get_by_role("radio", name="Keep and send").or_(
                found.page.get_by_role("button", name="Keep and send")
            ).first.click()
            found.page.get_by_role("button", name="Download as a file").wait_for()
        is_clean(found, stem, role.label)
    if role.key == "admin":  # and once more, a working day later
        payload = json.loads(decode_signed_value(SECRET, COOKIE, cookie(found.page.context)) or b"")
        with_cookie(found.page.context, server, signed(payload | {"iat": time.time() - 9 * 3600}))
        found.page.goto(f"{server}/your_data")
        expect(found.page.get_by_text("A sign-in ends after 8 hours")).to_be_visible()
        is_clean(found, "your_data", ENDED)


def is_clean(found: conftest.Visit, stem: str, role: str) -> None:
    """In both schemes; maps and charts, which are the same to everyone, are looked at as nobody in
    particular (test_every_page.py)."""
    said = {rule for each in statement.kept() if each.page == stem for rule in each.failed}
    within = {"include": [["body"]], "exclude": [["[data-testid=stVegaLiteChart]"], ["iframe"]]}
    expect(found.page.locator(PERSON).first).to_be_visible()
    for scheme in statement.SCHEMES:
        found.page.emulate_media(color_scheme=scheme)
        found.settled()
        answer = Axe().run(found.page, context=within).response
        assert statement.record(stem, scheme, answer, role).failed.keys() <= said
        assert [
            (v["id"], [n["target"] for n in v["nodes"]][:4])
            for v in answer["violations"]
            if v["impact"] in ("serious", "critical")
        ] == [], (stem, scheme, role)


def test_a_websocket_of_ones_own_gets_no_more_than_the_page(visit: Callable, server: str) -> None:
    """The attacker has seen all that a planner's page sends, and knows where its files are."""
    page = visit("scenarios").page
    sign_in(page, "pia")
    received: list[ForwardMsg] = []
    page.on("websocket", lambda w: w.on("framereceived", lambda frame: keep(received, frame)))
    page.goto(f"{server}/pack")
    expect(page.get_by_role("button", name="Make the pack")).to_be_visible()
    make = next(b for b in elements(received, "button") if b.label == "Make the pack")
    drawn, hidden = answers(server, "pack", [WidgetState(id=make.id, trigger_value=True)])
    assert "is for planners" in drawn and "Make the pack" not in hidden
    assert "download_button" not in drawn
    page.goto(f"{server}/scenarios")
    expect(page.get_by_text("Download the format")).to_have_count(1)
    (file,) = {b.url for b in elements(received, "download_button") if b.url}
    own = page.context.request.get(server + file)
    assert own.status == 200 and "json-schema" in own.text()
    for size, is_refused in {2_000_000: True, 2_000: False}.items():
        address = f"{server}/_stcore/upload_file/{'0' * 36}/{'1' * 36}"
        sent = page.context.request.put(address, data=b"x" * size)
        assert (sent.text() == small_files.REFUSAL) == is_refused
    stranger = visit("variation").page  # where that file is not offered
    expect(stranger.get_by_role("button", name="Sign in").first).to_be_visible()
    assert stranger.context.request.get(server + file).status == 404


def keep(received: list[ForwardMsg], frame: str | bytes) -> None:
    if isinstance(frame, bytes):
        message = ForwardMsg()
        message.ParseFromString(frame)
        received.append(message)


def elements(received: list[ForwardMsg], kind: str) -> list:
    return [
        getattr(m.delta.new_element, kind)
        for m in received
        if m.WhichOneof("type") == "delta" and m.delta.new_element.WhichOneof("type") == kind
    ]


def answers(base: str, page: str, states: list[WidgetState]) -> tuple[str, str]:
    """All that the server sends, and its buttons' labels, to a websocket of nobody that opens a
    page and then presses."""
    address = base.replace("http", "ws") + "/_stcore/stream"
    received: list[ForwardMsg] = []
    with websockets.sync.client.connect(
        address, origin=base, subprotocols=["streamlit"], max_size=None
    ) as socket:
        for pressed in ([], states):
            message = BackMsg()
            message.rerun_script.page_name = page
            message.rerun_script.widget_states.widgets.extend(pressed)
            socket.send(message.SerializeToString())
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(socket.recv(timeout=30))
                received.append(answer)
                over = answer.WhichOneof("type") == "script_finished"
                if over and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    break
    labels = " ".join(b.label for b in elements(received, "button"))
    return " ".join(str(m) for m in received), labels

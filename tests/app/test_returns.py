"""Whoever signs in comes back to the page that they left, and an attacker leads nobody anywhere
else."""

from hashlib import sha256

import pytest
from itsdangerous import URLSafeTimedSerializer
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from lib.ui import access, private
from lib.ui.pages import PAGES
from lib.ui.server import returns

SECRET = "a secret of these tests, long enough to sign with"
HOST = "http://testserver"
FRONT = "/"


def streamlit() -> Starlette:
    """What Streamlit answers at a sign-in's start and end."""

    async def to_provider(_request) -> RedirectResponse:
        return RedirectResponse("https://provider.example/authorize", 302)

    async def to_front(_request) -> RedirectResponse:
        return RedirectResponse(FRONT, 302)

    return Starlette(routes=[Route("/auth/login", to_provider), Route("/oauth2callback", to_front)])


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(access, "secret", lambda _: {"cookie_secret": SECRET})
    return TestClient(returns.Returns(streamlit()), base_url=HOST, follow_redirects=False)


def signs_in(browser: TestClient, left: str | None, host: str = HOST) -> str:
    """Where a browser that leaves a page to sign in comes back to."""
    headers = {} if left is None else {"referer": f"{host}{left}"}
    browser.get("/auth/login", headers=headers)
    return browser.get("/oauth2callback?state=s&code=c").headers["location"]


def signed(value: str, secret: str = SECRET, salt: str = returns.COOKIE) -> str:
    return str(URLSafeTimedSerializer(secret, salt=salt).dumps(value))


@pytest.mark.parametrize("page", [page.stem for page in PAGES])
def test_the_page_and_its_view_are_come_back_to_once(browser: TestClient, page: str) -> None:
    left = f"/{page}?district=E1&moves=E1.-500_E2.500&name=Ours+%26+theirs"
    assert signs_in(browser, left) == left
    assert browser.get("/oauth2callback").headers["location"] == FRONT
    assert signs_in(browser, "/") == signs_in(browser, "/home") == FRONT


def test_the_last_page_that_was_left_counts(browser: TestClient) -> None:
    signs_in(browser, "/pack")
    browser.get("/auth/login", headers={"referer": f"{HOST}/pack"})
    assert signs_in(browser, "/nothing") == FRONT


def test_below_a_base_path_as_well(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "base_path", lambda: "/here")
    monkeypatch.setattr("tests.app.test_returns.FRONT", "/here/")
    below = TestClient(
        returns.Returns(Starlette(routes=[Mount("/here", streamlit())])),
        base_url=HOST,
        follow_redirects=False,
    )
    below.get("/here/auth/login", headers={"referer": f"{HOST}/here/pack?a=1"})
    assert (
        "Path=/here;"
        in below.get("/here/auth/login", headers={"referer": f"{HOST}/here/pack?a=1"}).headers[
            "set-cookie"
        ]
    )
    assert below.get("/here/oauth2callback").headers["location"] == "/here/pack?a=1"


@pytest.mark.parametrize(
    "left",
    [
        "//evil.example/pack",
        "/\\evil.example/pack",
        "/https://evil.example",
        "/pack/../../evil",
        "/pack@evil.example",
        "/pack%2f%2fevil.example",
        "/auth/logout",
        "/s/key/present",
        "/read/reallocate",
        "/;/pack",
        "/pack;evil",
        ".evil.example/pack",
        "@evil.example/pack",
        ":80@evil.example/pack",
        "/[",
    ],
)
def test_an_attackers_address_is_led_to_the_front_page(browser: TestClient, left: str) -> None:
    assert signs_in(browser, left) == FRONT
    browser.cookies.set(returns.COOKIE, signed(left))  # though it were signed
    assert browser.get("/oauth2callback").headers["location"] == FRONT


def test_another_sites_page_is_none_to_come_back_to(browser: TestClient) -> None:
    assert signs_in(browser, "/pack?name=chosen", host="https://evil.example") == FRONT
    assert signs_in(browser, "/pack", host="http://testserver.evil.example") == FRONT
    assert signs_in(browser, None) == FRONT


@pytest.mark.parametrize(
    "forged",
    [
        "/pack",
        "https://evil.example",
        signed("/pack", secret="another"),
        signed("/pack", salt="another"),
        signed("/pack")[:-2],
        "." * 2000,
    ],
)
def test_a_cookie_that_was_not_signed_here_leads_nowhere(browser: TestClient, forged: str) -> None:
    browser.cookies.set(returns.COOKIE, forged)
    assert browser.get("/oauth2callback").headers["location"] == FRONT


def test_a_cookie_is_for_as_long_as_signing_in_takes(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.cookies.set(returns.COOKIE, signed("/pack"))
    monkeypatch.setattr(returns, "SECONDS", -1)
    assert browser.get("/oauth2callback").headers["location"] == FRONT


def test_no_header_can_be_put_in_and_no_cookie_is_too_long(browser: TestClient) -> None:
    back = signs_in(browser, "/pack?name=a%0d%0aSet-Cookie:%20x=1")
    assert back == "/pack?name=a%0D%0ASet-Cookie%3A+x%3D1"
    letters = "".join(sha256(str(i).encode()).hexdigest() for i in range(200))
    assert signs_in(browser, f"/pack?name={letters}") == FRONT


def test_the_cookie_is_for_the_server_alone(browser: TestClient) -> None:
    said = browser.get("/auth/login", headers={"referer": f"{HOST}/pack"}).headers["set-cookie"]
    assert "HttpOnly" in said and "SameSite=lax" in said and "Max-Age=600" in said


def test_without_sign_in_nothing_is_kept(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "secret", lambda _: {})
    assert signs_in(browser, "/pack") == FRONT

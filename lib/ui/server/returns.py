"""Whoever signs in comes back to the page and the view that they left: Streamlit leads everybody to
the front page. Their browser leaves by an address that has all that was chosen (`address.say_all`).

The address is kept in a cookie of their browser for as long as signing in takes. It is signed, and
it is only ever one of this dashboard's own pages: what a cookie or a link says can lead nowhere
else.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.errors import NotAllowed
from lib.ui import access, private
from lib.ui.pages import PAGES

COOKIE = "_sign_in_from"
SECONDS = 600  # that signing in may take
LONGEST = 3_500  # bytes of the cookie; browsers take 4,096 with its name and what it says of itself
LOGIN, CALLBACK = "/auth/login", "/oauth2callback"


class Returns:
    """ASGI middleware that notes the page that a sign-in starts from, and leads its end there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and change what comes back."""
        below = scope.get("path", "").removeprefix(private.base_path())
        if scope["type"] != "http" or below not in (LOGIN, CALLBACK):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                if below == LOGIN:
                    _note(MutableHeaders(scope=message), headers, scope["scheme"] == "https")
                else:
                    _lead_back(MutableHeaders(scope=message), headers)
            await send(message)

        await self.app(scope, receive, sent)


def own_page(address: str) -> str:
    """The path and query of an address where it is that of a page of this dashboard, else "".

    >>> own_page("/reallocate?growth=2"), own_page("//other.example/reallocate"), own_page("/login")
    ('/reallocate?growth=2', '', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    pages = {f"{private.base_path()}/{page.stem}" for page in PAGES}
    if parts.scheme or parts.netloc or parts.path not in pages:
        return ""
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    return f"{parts.path}?{query}" if query else parts.path


def _signer() -> URLSafeTimedSerializer | None:
    """None where nobody signs in."""
    try:
        secret = access.secret("auth").get("cookie_secret")
    except NotAllowed:
        return None
    return URLSafeTimedSerializer(str(secret), salt=COOKIE) if secret else None


def _note(answer: MutableHeaders, asked: Mapping[str, str], is_secure: bool) -> None:
    """Keep the page that a sign-in is asked for on. One of another site is none."""
    left, signer = urlsplit(asked.get("referer", "")), _signer()
    page = own_page(f"{left.path}?{left.query}") if left.netloc == asked.get("host") else ""
    kept = str(signer.dumps(page)) if page and signer else ""
    if len(kept) <= LONGEST:
        _set(answer, kept, is_secure)


def _lead_back(answer: MutableHeaders, asked: Mapping[str, str]) -> None:
    """Where Streamlit leads to the front page, to the page that was left; once."""
    kept = cookie_parser(asked.get("cookie", "")).get(COOKIE, "")
    if not kept:
        return
    _set(answer, "", is_secure=False)
    try:
        signer = _signer()
        page = own_page(str(signer.loads(kept, max_age=SECONDS))) if signer else ""
    except BadData:
        return
    if page and answer.get("location") == f"{private.base_path()}/":
        answer["location"] = page


def _set(answer: MutableHeaders, value: str, is_secure: bool) -> None:
    """Set the cookie for the time that signing in takes; "": take it away."""
    cookie = Response()
    cookie.set_cookie(
        COOKIE,
        value,
        max_age=SECONDS if value else 0,
        path=private.base_path() or "/",
        secure=is_secure,
        httponly=True,
        samesite="lax",  # the provider leads back from its own site
    )
    answer.append("set-cookie", cookie.headers["set-cookie"])

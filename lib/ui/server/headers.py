"""What a browser may do with what the server sends: headers on every answer.

Each source of the policy is there because a page broke without it in Chromium;
tests/browser/test_hosted.py opens every page under it.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import maps
from lib.exports import reader
from lib.ui.server import addresses

SHELL = Path(streamlit.__file__).parent / "static" / "index.html"
YEAR_SECONDS = 31_536_000
TILES = "{0.scheme}://{0.netloc}".format(urlsplit(maps.TILES))  # when a reader turns them on
# of every document
CLOSED = {
    "default-src": ("'none'",),
    "base-uri": ("'self'",),
    "form-action": ("'self'",),
    "connect-src": ("'self'",),
    "font-src": ("'self'", "data:"),
}


def page_policy() -> dict[str, tuple[str, ...]]:
    """Of Streamlit's page, which holds every text that comes from outside.

    No script that stands in the page runs but Streamlit's own, by its hash. blob: is how Streamlit
    loads the scripts of this dashboard's own parts (components.v2). Charts need no 'unsafe-eval':
    Streamlit has Vega's expressions interpreted. Styles do need 'unsafe-inline': Streamlit writes
    its own into the page as it draws, without a nonce.
    """
    scripts = re.findall(r"<script>(.*?)</script>", SHELL.read_text(encoding="utf-8"), re.DOTALL)
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    return CLOSED | {
        "script-src": ("'self'", *(f"'sha256-{each}'" for each in hashes), "blob:"),
        "style-src": ("'self'", "'unsafe-inline'"),
        "img-src": ("'self'", "data:", "blob:"),
        "media-src": ("'self'",),
        "frame-src": ("'self'",),
        "manifest-src": ("'self'",),
    }


def component_policy() -> dict[str, tuple[str, ...]]:
    """Of the frame that a map is drawn in: streamlit-folium puts a map's script into its page and
    runs each repainting with eval. Nothing from outside is in either but as JSON (lib/maps.py)."""
    return CLOSED | {
        "script-src": ("'self'", "'unsafe-inline'", "'unsafe-eval'"),
        "style-src": ("'self'", "'unsafe-inline'"),
        "img-src": ("'self'", "data:", TILES),
    }


# A file that a reader takes is never a page of this address, whatever stands in it.
FILE_POLICY = {"default-src": ("'none'",), "style-src": ("'unsafe-inline'",), "sandbox": ()}


def written(policy: dict[str, tuple[str, ...]], embedders: tuple[str, ...]) -> str:
    """A policy as its header has it. embedders: who may frame it, beside this address. Every frame
    around counts, so a map's frame names them too."""
    whole = policy | {"frame-ancestors": ("'self'", *embedders)}
    return "; ".join(" ".join((name, *sources)) for name, sources in whole.items())


class SecureHeaders:
    """ASGI middleware that puts them on every answer."""

    def __init__(self, app: ASGIApp, embedders: tuple[str, ...] = ()) -> None:
        self.app = app
        page = written(page_policy(), embedders)
        self.policies = dict.fromkeys(addresses.EVERY_KIND, page) | {
            "component": written(component_policy(), embedders),
            "file": written(FILE_POLICY, embedders),
            "reading": written(reader.POLICY, embedders),
        }

    def headers(self, scope: Scope) -> dict[bytes, bytes]:
        """Those of one answer."""
        kind = addresses.kind(scope["path"])
        fields = {
            "content-security-policy": self.policies[kind],
            "x-content-type-options": "nosniff",
            # A page's address holds what was chosen and typed, so no other server is told it. One
            # of map tiles wants to know which site asks, and is told no more.
            "referrer-policy": "strict-origin" if kind == "component" else "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
        }
        if scope["scheme"] == "https":
            fields["strict-transport-security"] = f"max-age={YEAR_SECONDS}"
        return {name.encode(): value.encode() for name, value in fields.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and add them to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        ours = self.headers(scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = [pair for pair in message["headers"] if pair[0].lower() not in ours]
                message["headers"] = [*theirs, *ours.items()]
            await send(message)

        await self.app(scope, receive, sent)

"""Addresses of Streamlit's own that no reader needs, closed: what they tell of the server is for
whoever runs it."""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

CLOSED = ("/_stcore/metrics",)  # sessions, memory and caches of the server, to anyone who asks


class ClosedAddresses:
    """ASGI middleware that answers 404 for CLOSED, under a base path too; all else goes on to the
    app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        closed = scope["type"] == "http" and scope["path"].rstrip("/").endswith(CLOSED)
        await (Response(status_code=404) if closed else self.app)(scope, receive, send)

"""Addresses of Streamlit's own that no reader needs, closed: what they tell of the server is for
whoever runs it."""

import re

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

# sessions, memory and caches of the server, to anyone who asks; a way in for programs, which says
# of itself that it is off
CLOSED = re.compile(r"/_stcore/(metrics|script-health-check|agent(/.*)?)/*")


class ClosedAddresses:
    """ASGI middleware that answers 404 for CLOSED, under a base path too; all else goes on to the
    app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        closed = scope["type"] == "http" and CLOSED.search(scope["path"])
        await (Response(status_code=404) if closed else self.app)(scope, receive, send)

"""Streamlit's own scripts and styles, and the map component's, compressed once at start and not on
every request.

Streamlit sends the first as they are and compresses the second anew for each map: 4 MB on a first
visit where 1.5 would do.
"""

import gzip
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui import private

ENDINGS = {".js": "text/javascript", ".css": "text/css"}
PACKAGES = Path(streamlit.__file__).parents[1]
# Where a folder is served, by package folder. Every file in it has a hash of what it holds in its
# name, so it may be kept for good.
FOLDERS = {
    "/static": PACKAGES / "streamlit/static/static",
    "/component/streamlit_folium.st_folium/static": (
        PACKAGES / "streamlit_folium/frontend/build/static"
    ),
}
KEEP = "public, immutable, max-age=31536000"


class CompressedFiles:
    """ASGI middleware that answers for FOLDERS where the browser takes gzip; all else goes on to
    the app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.files = {
            f"{private.base_path()}{address}/{file.relative_to(folder).as_posix()}": _answer(file)
            for address, folder in FOLDERS.items()
            for file in folder.rglob("*")
            if file.suffix in ENDINGS
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass on."""
        kept = (
            self.files.get(scope.get("path", ""))
            if scope["type"] == "http" and scope["method"] == "GET"
            else None
        )
        takes_gzip = kept is not None and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        await (kept if kept is not None and takes_gzip else self.app)(scope, receive, send)


def _answer(file: Path) -> Response:
    headers = {
        "Content-Encoding": "gzip",
        "Vary": "Accept-Encoding",
        "Cache-Control": KEEP,
        "X-Content-Type-Options": "nosniff",
    }
    return Response(
        gzip.compress(file.read_bytes(), 9, mtime=0),
        media_type=ENDINGS[file.suffix],
        headers=headers,
    )

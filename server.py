"""The dashboard as readers get it: everything loaded before the first of them, files compressed. `streamlit run server.py`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from streamlit.starlette import App

from lib.ui import rehearsal
from lib.ui.closed import ClosedAddresses
from lib.ui.compressed import CompressedFiles
from lib.ui.exact_files import ForOneBrowser


@asynccontextmanager
async def ready(_app: App) -> AsyncIterator[dict[str, Any]]:
    """The server takes readers once this has come to its yield."""
    yield {"rehearsed": await rehearsal.rehearse()}


app = App(
    "app.py",
    lifespan=ready,
    middleware=[Middleware(ClosedAddresses), Middleware(ForOneBrowser), Middleware(CompressedFiles)],
)

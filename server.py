"""The dashboard as readers get it: everything loaded before the first of them, files compressed.
`streamlit run server.py`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from streamlit.starlette import App

from lib.ui import private
from lib.ui.server import received, rehearsal
from lib.ui.server.closed import ClosedAddresses
from lib.ui.server.compressed import CompressedFiles
from lib.ui.your_data.exact_files import ForOneBrowser

received.start()


@asynccontextmanager
async def ready(_app: App) -> AsyncIterator[dict[str, Any]]:
    """The server takes readers once this has come to its yield."""
    sweeping = asyncio.create_task(received.sweep(private.server()))
    yield {"rehearsed": await rehearsal.rehearse()}
    sweeping.cancel()


app = App(
    "app.py",
    lifespan=ready,
    middleware=[
        Middleware(ClosedAddresses),
        Middleware(ForOneBrowser),
        Middleware(CompressedFiles),
        Middleware(received.FewAtOnce),
    ],
)

"""Every part of Streamlit that it does not promise to keep, in one place: what to look at when a
new version of it comes."""

import logging
from collections.abc import Callable
from typing import Any

import streamlit as st
import streamlit.logger
import uvicorn.config
from streamlit import config, runtime
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.session_manager import SessionClient
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

__all__ = [
    "BackMsg",
    "ExpanderContainer",
    "ForwardMsg",
    "MemoryUploadedFileManager",
    "Runtime",
    "SessionClient",
    "UploadedFile",
    "UploadedFileRec",
    "WidgetState",
]
COOKIE = XSRF_COOKIE_NAME  # Streamlit's token against forged requests
add_file = MemoryUploadedFileManager.add_file
add_media = MediaFileManager.add


def server() -> Runtime:
    return runtime.get_instance()


def base_path() -> str:
    """Where the dashboard is served: "" or "/dashboard"."""
    return f"/{config.get_option('server.baseUrlPath').strip('/')}".rstrip("/")


def claims_of(session_id: str) -> dict[str, Any]:
    """What the provider of sign-in says of a session's reader; nothing where there is no such
    session."""
    info = server()._session_mgr.get_session_info(session_id)
    return dict(info.session._user_info) if info is not None else {}


def listens_on() -> str:
    """The address the server was told to listen on; "" for every one of its machine."""
    return str(config.get_option("server.address") or "")


def asked_from() -> tuple[str, dict[str, str]]:
    """The address that this session comes from, and the headers it came with, named in lower
    case."""
    headers = {name.lower(): value for name, value in st.context.headers.to_dict().items()}
    address = st.context.ip_address
    return address if isinstance(address, str) else "localhost", headers


def secrets_files() -> list[str]:
    """Where the deployment's secrets may stand."""
    return list(config.get_option("secrets.files"))


def went_back() -> bool:
    """Whether this run follows the browser's Back or Forward."""
    run = get_script_run_ctx()
    return run is not None and bool(run.is_history_navigation)


def files_of_this_session() -> tuple[MemoryUploadedFileManager, str] | None:
    """What holds the uploads of all sessions, and this session's name there; None outside a
    session."""
    run = get_script_run_ctx()
    if run is None or not isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
        return None
    return run.uploaded_file_mgr, run.session_id


def add_files_by(add: Any) -> None:
    """From now on every upload is added by this function, of the manager, a session and a file."""
    MemoryUploadedFileManager.add_file = add  # type: ignore[method-assign]


def this_browser() -> bytes:
    """What tells the browser of this session from others (`browser`)."""
    return browser(st.context.cookies.get(COOKIE, ""))


def browser(cookie: str) -> bytes:
    """What tells one browser from another: the token in its cookie, which is written anew each
    time. Nothing where a host turns that
    off: then the address alone keeps strangers out."""
    token, _ = decode_xsrf_token_string(cookie)
    return token or b""


def note_downloads_by(note: Callable[[str], None]) -> None:
    """From now on this function is told the name of every file that a session's page offers."""

    def add(
        manager: MediaFileManager,
        path_or_data: bytes | str,
        mimetype: str,
        coordinates: str,
        file_name: str | None = None,
        is_for_static_download: bool = False,
    ) -> str:
        address = add_media(
            manager, path_or_data, mimetype, coordinates, file_name, is_for_static_download
        )
        if is_for_static_download:
            note(address.rsplit("/", 1)[-1])
        return address

    MediaFileManager.add = add  # type: ignore[method-assign,assignment]


def drop_download(address: str) -> None:
    """Drop a file from the store of downloads, which keeps one until some session's next run but
    one. address: below /media/."""
    files, name = server().media_file_mgr, address.split(".")[0]
    with files._lock:
        if name in files._file_metadata:
            files._delete_file(name)


def log_through_the_root() -> None:
    """From now on Streamlit's loggers, each of which has a handler of its own, leave their records
    to the root's."""

    def through_the_root(logger: logging.Logger) -> None:
        logger.propagate = True

    streamlit.logger.setup_formatter = through_the_root


def believe_proxies(hosts: str) -> None:
    """Only these are believed when they say where a reader comes from; uvicorn believes whatever
    runs on this machine. Called while uvicorn loads the app, before it wraps it."""
    uvicorn.config.ProxyHeadersMiddleware = lambda app, **_: (  # type: ignore[assignment,misc]
        ProxyHeadersMiddleware(app, trusted_hosts=hosts)
    )

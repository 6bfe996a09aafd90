"""What browsers are told they may do with an answer, and what a deployment may choose of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import BadSetting
from lib.ui.server import addresses
from lib.ui.server.headers import TILES, SecureHeaders
from lib.ui.server.settings import Settings

COUNCIL = "https://www.council.example"
PATHS = {
    "page": "/reallocate",
    "component": "/component/streamlit_folium.st_folium/index.html",
    "file": "/media/0123.html",
    "asset": "/app/static/map.js",
    "upload": "/_stcore/upload_file/session/file",
}


def headers(path: str, scheme: str = "https", embedders: tuple[str, ...] = ()) -> dict[str, str]:
    scope = {"type": "http", "path": path, "scheme": scheme}
    said = SecureHeaders(None, embedders).headers(scope)  # type: ignore[arg-type]
    return {name.decode(): value.decode() for name, value in said.items()}


def policy(path: str, **options) -> dict[str, list[str]]:
    rules = headers(path, **options)["content-security-policy"].split("; ")
    return {rule.split()[0]: rule.split()[1:] for rule in rules}


@pytest.mark.parametrize("kind", PATHS)
def test_no_source_is_a_wildcard_or_a_whole_scheme(kind: str) -> None:
    assert addresses.kind(PATHS[kind]) == kind
    allowed = policy(PATHS[kind], embedders=(COUNCIL,))
    sources = {source for each in allowed.values() for source in each}
    assert allowed["default-src"] == ["'none'"]
    assert not [source for source in sources if "*" in source or source in ("http:", "https:")]
    beyond = {source for source in sources if source.startswith("http")}
    assert beyond == {COUNCIL, *((TILES,) if kind == "component" else ())}


def test_a_page_runs_no_script_that_stands_in_it_but_streamlits_own() -> None:
    scripts = policy(PATHS["page"])["script-src"]
    assert "'unsafe-inline'" not in scripts and "'unsafe-eval'" not in scripts
    assert len([source for source in scripts if re.fullmatch(r"'sha256-[\w+/]{43}='", source)]) == 1


def test_a_file_that_is_taken_is_never_a_page_of_this_address() -> None:
    allowed = policy(PATHS["file"])
    assert allowed["sandbox"] == [] and "script-src" not in allowed


@pytest.mark.parametrize("kind", PATHS)
def test_only_those_that_are_named_may_show_it_in_a_frame(kind: str) -> None:
    """A map's frame stands in the page's, so both name who stands around them."""
    assert policy(PATHS[kind])["frame-ancestors"] == ["'self'"]
    assert policy(PATHS[kind], embedders=(COUNCIL,))["frame-ancestors"] == ["'self'", COUNCIL]


def test_https_is_asked_for_only_where_it_is_spoken() -> None:
    assert "strict-transport-security" not in headers("/", scheme="http")
    assert headers("/", scheme="https")["strict-transport-security"].startswith("max-age=31536000")


def test_no_other_server_is_told_what_stands_in_an_address() -> None:
    assert headers("/reallocate")["referrer-policy"] == "same-origin"
    assert headers(PATHS["component"])["referrer-policy"] == "strict-origin"


# Settings


def test_settings_are_read_and_closed_without_them() -> None:
    assert Settings.read({}) == Settings()
    given = {
        "EMBED_ALLOWED": f"{COUNCIL} http://localhost:8000",
        "METRICS_TOKEN": "0123456789abcdef",
        "SECURITY_CONTACT": "mailto:security@council.example",
        "FORWARDED_ALLOW_IPS": "10.0.0.0/8",
    }
    assert Settings.read(given) == Settings(
        embedders=(COUNCIL, "http://localhost:8000"),
        metrics_token="0123456789abcdef",
        contact="mailto:security@council.example",
        trusted_proxies="10.0.0.0/8",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EMBED_ALLOWED", "*"),
        ("EMBED_ALLOWED", "https://*.example"),
        ("EMBED_ALLOWED", "https:"),
        ("EMBED_ALLOWED", f"{COUNCIL}/news"),
        ("EMBED_ALLOWED", f"{COUNCIL}; script-src *"),
        ("EMBED_ALLOWED", f"{COUNCIL},https://other.example"),
        ("METRICS_TOKEN", "short"),
        ("SECURITY_CONTACT", "the help desk"),
        ("SECURITY_CONTACT", "mailto:a@b.example\nContact: mailto:c@d.example"),
    ],
)
def test_a_setting_that_opens_more_than_it_says_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Settings.read({name: value})


@given(st.text(alphabet=st.characters(codec="ascii"), min_size=1))
def test_no_text_for_who_may_embed_adds_a_rule_to_the_policy(text: str) -> None:
    try:
        embedders = Settings.read({"EMBED_ALLOWED": text}).embedders
    except BadSetting:
        return
    allowed = policy("/", embedders=embedders)
    assert allowed.keys() == policy("/").keys()
    assert allowed["frame-ancestors"] == ["'self'", *embedders]

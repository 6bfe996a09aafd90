"""What an address of the server is for. Headers, limits, logs and metrics go by it: the address
itself holds what a reader chose or typed."""

from lib.ui import private

# by how an address starts below the base path, the longer first; all else is a page
KINDS = {
    "/_stcore/upload_file/": "upload",
    "/_stcore/stream": "session",
    "/_stcore/bidi-components/": "asset",
    "/component/": "component",
    "/app/static/": "asset",
    "/static/": "asset",
    "/media/": "file",
    "/auth/": "sign_in",
    "/oauth2callback": "sign_in",
    "/healthz": "operator",
    "/readyz": "operator",
    "/metrics": "operator",
    "/read": "reading",
    "/s/": "reading",
}
EVERY_KIND = (*dict.fromkeys(KINDS.values()), "page", "core")


def kind(path: str) -> str:
    """One of EVERY_KIND.

    >>> kind("/reallocate"), kind("/component/map/index.html")
    ('page', 'component')
    """
    below = path.removeprefix(private.base_path())
    named = next((kind for start, kind in KINDS.items() if below.startswith(start)), "")
    # Streamlit looks for its server below a deep link's own path first
    return named or ("core" if "/_stcore/" in below else "page")

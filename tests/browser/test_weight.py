"""What a first visit fetches, and in what form."""

import urllib.request

from lib.ui.server import compressed

MOST_MEGABYTES = 2.5


def weighed(visit, path: str) -> dict[str, int]:
    """Bytes over the wire of each address, from an empty cache, until the page has settled."""
    # the page that is weighed comes second: the tools that count must be there before it is asked
    # for
    found = visit("methods")
    found.settled()
    client = found.page.context.new_cdp_session(found.page)
    client.send("Network.enable")
    client.send("Network.clearBrowserCache")
    addresses, sizes = {}, {}
    client.on(
        "Network.responseReceived",
        lambda e: addresses.__setitem__(e["requestId"], e["response"]["url"]),
    )
    client.on(
        "Network.loadingFinished",
        lambda e: sizes.__setitem__(e["requestId"], e["encodedDataLength"]),
    )
    found.page.goto(f"{found.page.url.rsplit('/', 1)[0]}/{path}")
    for title in ("Map of access today", "Map of access after", "Map of the difference"):
        found.wait_for_map(title)
    found.settled()
    assert found.errors == [] and found.outside == []
    return {f"{addresses.get(request)} {request}": size for request, size in sizes.items()}


def test_the_heaviest_page_from_an_empty_cache(visit) -> None:
    weight = weighed(visit, "reallocate")
    assert sum("embed" in address for address in weight) == 1, (
        "charts were not fetched: the cache was not empty"
    )
    assert sum(weight.values()) / 1e6 <= MOST_MEGABYTES, sorted(
        weight.items(), key=lambda item: -item[1]
    )[:10]
    assert (
        sum(
            "streamlit_folium.st_folium/static" in address and size > 10_000
            for address, size in weight.items()
        )
        == 1
    )


def test_a_browser_that_takes_no_gzip_gets_the_file_as_it_is(server) -> None:
    folder = compressed.FOLDERS["/static"]
    file = next(folder.glob("js/index.*.js"))
    address = f"{server}/static/js/{file.name}"
    for asked, sent in (("gzip", "gzip"), ("identity", None)):
        answer = urllib.request.urlopen(
            urllib.request.Request(address, headers={"Accept-Encoding": asked})
        )
        assert answer.headers["content-encoding"] == sent
        assert "immutable" in answer.headers["cache-control"]
        body = answer.read()
        assert (
            compressed.gzip.decompress(body) == file.read_bytes()
            if sent
            else body == file.read_bytes()
        )

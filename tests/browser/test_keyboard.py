"""Where the Tab key stops."""

STANDS = """() => {
  let at = document.activeElement;
  if (at.tagName === "IFRAME") return "map";
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.type || at.tagName;
}"""


def stops(found, until: str, most: int) -> list[str]:
    seen: list[str] = []
    while until not in seen and len(seen) < most:
        found.page.keyboard.press("Tab")
        seen.append(found.page.evaluate(STANDS))
    return seen


def test_the_first_slider_is_within_fifteen_stops_and_a_map_is_one_of_them(visit) -> None:
    found = visit("reallocate")
    found.wait_for_map("Map of access after")
    found.settled()
    assert stops(found, "A", 1) == ["A"]  # the link past menu and filters
    found.page.keyboard.press("Enter")
    on_the_way = stops(found, "range", 15)
    assert on_the_way[-1] == "range" and on_the_way.count("map") <= 2  # after, and the difference
    assert found.errors == []

"""Which browsers a file was offered to."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from lib.ui.your_data.exact_files import Offers

BROWSERS, NAMES = [b"a", b"b", b"c"], ["x.csv", "y.csv", "z.csv"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(BROWSERS)), max_size=40))
def test_a_file_is_refused_to_whom_it_was_not_offered_and_to_nobody_it_just_was(
    offered: list[tuple[str, bytes]],
) -> None:
    offers, everything = Offers(2), Offers(1000)
    for name, browser in offered:
        for each in (offers, everything):
            each.note(name, browser)
            assert not each.refuses(name, browser)
        held = (len(offers._names), len(offers._pairs))
        assert max(held) <= 2
    for name in NAMES:
        for browser in BROWSERS:
            known = name in {one for one, _ in offered}
            was = (name, browser) in offered
            assert everything.refuses(name, browser) == (known and not was)
    for name, _ in list(offers._pairs):  # while an offer is known, others are refused
        assert offers.refuses(name, b"a stranger")


def test_a_file_that_very_many_were_offered_is_open_to_no_stranger() -> None:
    offers = Offers(100)
    for i in range(1000):
        offers.note("x.csv", str(i).encode())
    assert offers.refuses("x.csv", b"a stranger") and not offers.refuses("x.csv", b"999")
    assert len(offers._pairs) == 100


def test_pages_in_many_threads_note_at_once() -> None:
    offers, faults = Offers(50), list[BaseException]()

    def note(thread: int) -> None:
        try:
            for i in range(2000):
                offers.note(f"{i % 97}", str(thread).encode())
                offers.refuses(f"{i % 89}", b"x")
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=note, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and len(offers._pairs) <= 50

"""A table handed back with what to mend in it."""

from lib.uploads.corrected import corrected
from tests.lib.uploads.made import AREA, TABLES, counts, one


def test_the_corrected_file_marks_the_faults_and_comes_back_once_mended() -> None:
    found = one("c.csv", counts(lambda code: -4 if code == AREA else 100, period="2024-25"))
    text = corrected(found, TABLES.areas, "a word").decode("utf-8-sig")
    assert "value is below 0; give 0 or more" in text and "2024/25" in text
    assert one("mended.csv", text.replace("-4", "4")).faults == ()

"""The Meeting pack page: what is chosen goes in, whenever it is chosen."""

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from lib.ui.session import MADE
from tests.app.pages import opened

ASKED, WHOM = "Agree to consult", "Ann Writer"


@pytest.fixture
def page() -> AppTest:
    """With one file to make, which is made fast."""
    app = opened("pack")
    return app.multiselect(key="pack_outputs").set_value(["workbook"]).run()


def press(app: AppTest) -> None:
    next(button for button in app.button if button.label == "Make the pack").click().run()
    assert not app.exception


def cover(app: AppTest) -> str:
    """What the workbook that is offered says first."""
    offered = {file.output.key: file.content for file in app.session_state[MADE][1]}
    assert [one.label for one in app.get("download_button")]
    sheet = openpyxl.load_workbook(io.BytesIO(offered["workbook"])).worksheets[0]
    return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_what_is_typed_and_made_at_once_is_in_the_pack(page: AppTest) -> None:
    """The browser sends what was typed with the click, before the button has been drawn anew."""
    page.text_area(key="decision").set_value(ASKED)
    page.text_input(key="whom").set_value(WHOM)
    page.radio(key="pack_audience").set_value("councillors")
    press(page)
    assert ASKED in cover(page) and WHOM in cover(page)
    assert all("-councillors-" in file.name for file in page.session_state[MADE][1])

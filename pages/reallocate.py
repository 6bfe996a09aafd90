"""What would moving the money do? Worked examples and a slider a district; maps and tiles stay
beside them and follow."""

import streamlit as st

from lib.ui import shell, state
from lib.ui.reallocate import desk, dragging, examples, opening

shell.ensure_started()
opening.show_name()
opening.show_year(state.filters())
on_desk = st.container(key="desk")
today, settings = st.columns(2, gap="medium")
with settings:
    start = desk.starting_point(state.filters())
    desk.draw_settings()
with on_desk:
    examples.show_examples()
    desk.draw_limits()
    desk.show_legends(start)
    desk.explore(start)
with today:
    desk.show_today(start)
dragging.show_pending(start.today.pounds, start.areas)

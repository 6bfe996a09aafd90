"""What would moving the money do? Worked examples and a slider a district; maps and tiles stay beside them and follow."""

import streamlit as st

from lib.ui import dragging, examples, levers, money, opening, shell, state

shell.ensure_started()
levers.arrive()
opening.show_name()
opening.show_year(state.filters())
desk = st.container(key="desk")
today, settings = st.columns(2, gap="medium")
with settings:
    start = money.starting_point(state.filters())
    money.draw_settings()
with desk:
    examples.show()
    money.draw_limits()
    money.show_legends(start)
    money.explore(start)
with today:
    money.show_today(start)
dragging.show_pending(start.today.pounds, start.areas)

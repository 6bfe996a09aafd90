"""What would moving the money do? A slider a district; maps, tiles, bars and table follow."""

import streamlit as st

from lib.ui import levers, money, shell, state

shell.ensure_started()
levers.arrive()
money.show_start(state.filters())
slots = money.slots()
before, after = st.columns([1, 2], gap="medium")
today = before.container()
with before:
    start = money.starting_point(state.filters())
    money.draw_settings()
with today:
    money.show_today(start)
with after:
    money.explore(start, slots)

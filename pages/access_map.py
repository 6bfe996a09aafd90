"""How does access vary? Map, ranked bar and table of one indicator; a district opens its panel."""

import streamlit as st

from lib.ui import access, over_time, panel, shell, state

shell.ensure_started()
filters = state.filters()
view = access.choose_view(filters)
access.show_headline(view, filters)
left, right = st.columns([11, 9], gap="medium")
with left:
    access.show_map(view, filters)
if filters.district:
    panel.show(view, filters)
below = st.container()
with right:
    access.show_bar(view, filters)
with below:
    access.show_table(view, filters)
    over_time.show()

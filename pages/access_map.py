"""How does access vary? Map, ranked bar and table of one indicator; a district opens its panel."""

import streamlit as st

from lib.ui import shell, state
from lib.ui.access_map import figure, over_time, panel

shell.ensure_started()
filters = state.filters()
view = figure.choose_view(filters)
figure.show_headline(view, filters)
left, right = st.columns([11, 9], gap="medium")
with left:
    figure.show_map(view, filters)
if filters.district:
    panel.show_panel(view, filters)
below = st.container()
with right:
    figure.show_bar(view, filters)
with below:
    figure.show_table(view, filters)
    over_time.show_years()

"""What happens at 18, and what would services to 25 take?"""

import streamlit as st

from lib.ui import shell, state
from lib.ui.transition import birthdays, years

shell.ensure_started()
filters = state.filters()
view = birthdays.choose_year()
birthdays.show_point(view)
left, right = st.columns([11, 9], gap="medium")
with left:
    birthdays.show_map(view, filters.district)
with right:
    birthdays.show_areas(view)
birthdays.show_ages(filters.district)
birthdays.show_table(view)
years.draw_assumptions()
years.explore(filters)

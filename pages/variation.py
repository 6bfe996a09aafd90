"""How unequal is it, and is that more than chance? Statistics over the areas that were really
measured."""

import streamlit as st

from lib.ui import shell, state
from lib.ui.variation import unequal

shell.ensure_started()
filters = state.filters()
view = unequal.choose_view(filters)
unequal.show_headline(view)
left, right = st.columns(2, gap="medium")
with left:
    unequal.show_funnel(view)
with right:
    unequal.show_gradient(view)
unequal.show_pair(view, filters)
unequal.show_statistics(view)
unequal.show_clustering(filters)

"""Where do children stand between referral and help, and what would shorten it?"""

import streamlit as st

from lib.ui import shell
from lib.ui.waits import levers, standing

shell.ensure_started()
standing.show_point()
year, beside = st.columns(2, gap="medium")
with year:
    standing.show_year()
with beside:
    standing.show_beside()
levers.show_levers()
standing.show_tables()

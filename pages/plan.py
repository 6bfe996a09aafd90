"""What was planned, and what happened? The trajectory, the plan of a year, the months, the refresh
pack."""

from lib.ui import shell, state
from lib.ui.plan import months, standing, yearly

shell.ensure_started()
standing.show_line()
yearly.show_plan(state.filters())
months.show_months()
yearly.show_pack()

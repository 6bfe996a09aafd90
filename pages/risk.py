"""Who is at greatest risk, and what would an offer to them cost?"""

from lib.ui import shell, state
from lib.ui.risk import groups, offers

shell.ensure_started()
groups.show_point()
groups.show_groups()
offers.explore(state.filters())

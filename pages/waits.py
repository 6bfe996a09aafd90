"""Where do children stand between referral and help, and what would shorten it?"""

from lib.ui import shell
from lib.ui.waits import levers, standing

shell.ensure_started()
standing.show_point()
levers.show_levers()
standing.show_year()
standing.show_beside()

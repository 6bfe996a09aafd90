"""How far is help, and where should the next place be?"""

from lib.ui import shell, state
from lib.ui.places import standing, where

shell.ensure_started()
standing.show_list()
where.explore(state.filters())

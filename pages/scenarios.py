"""Which scenario does what? The saved ones: open, rename, copy, delete, compare up to four."""

from lib.ui import shell, state
from lib.ui.scenarios import compare, saved

shell.ensure_started()
saved.show_saved()
compare.show_comparison(state.filters())

"""Which scenario does what? The saved ones: open, rename, copy, delete, compare up to four."""

from lib.ui import compare, saved, shell, state

shell.ensure_started()
saved.show()
compare.show(state.filters())

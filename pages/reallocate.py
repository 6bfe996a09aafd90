"""To come."""

from lib.ui import shell

shell.ensure_started()

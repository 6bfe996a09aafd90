"""What was promised, and how far has it come? The page for the annual refresh meeting."""

from lib.ui import shell
from lib.ui.promises import standing

shell.ensure_started()
standing.show_promises()

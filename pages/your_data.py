"""What do your own figures show? Files in, faults and changes in words, and the whole dashboard on
them in this session."""

from lib.ui import shell
from lib.ui.your_data import bringing, templates, yours

shell.ensure_started()
yours.show_state()
bringing.show_upload()
templates.show_templates()

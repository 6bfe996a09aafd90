"""What do your own figures show? Files in, faults and changes in words, and the whole dashboard on them in this session."""

from lib.ui import shell, yours

shell.ensure_started()
yours.show_state()
yours.show_upload()
yours.show_templates()

"""What does the meeting need? Slides, a briefing, a workbook, pictures and open data, all made on
this server."""

from lib.ui import shell
from lib.ui.pack import packing

shell.ensure_started()
packing.show_pack()

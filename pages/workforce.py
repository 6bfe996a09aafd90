"""What would school teams and early help do, and can the staff be found?"""

from lib.ui import shell
from lib.ui.workforce import desk, published

shell.ensure_started()
desk.explore()
published.show_published()

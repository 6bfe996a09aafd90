"""Access to children's mental-health services across a partnership: `streamlit run app.py`."""

from lib.ui import shell

shell.run()

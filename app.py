"""Access to children's mental-health services across Kent and Medway: `streamlit run app.py`."""

from lib.ui import shell

shell.run()

"""How is each figure made, and where does it come from?"""

from lib.ui import cache, shell, state
from lib.ui.methods import explain, glossary, own_data, usage

shell.ensure_started()
explain.show_contents()
glossary.show_glossary()
explain.show_kinds()
explain.show_figures()
explain.show_statistics(state.filters())
explain.show_model(cache.tables())
own_data.show_own_data()
explain.show_sources(cache.tables())
explain.show_changes()
usage.show_usage()

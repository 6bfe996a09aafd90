"""How is each figure made, and where does it come from?"""

from lib.ui import cache, shell, state
from lib.ui.methods import contents, figures, glossary, model, own_data, sources, usage

shell.ensure_started()
contents.show_contents()
glossary.show_glossary()
figures.show_kinds()
figures.show_figures()
figures.show_statistics(state.filters())
model.show_model(cache.tables())
own_data.show_own_data()
sources.show_sources(cache.tables())
sources.show_changes()
usage.show_usage()

"""What shall we tell the room? The story of the view and the scenario, a step at a time, full
screen; in edit mode its words and order."""

from lib.ui import shell, state
from lib.ui.present import stage

shell.ensure_started()
stage.show_story(state.filters())

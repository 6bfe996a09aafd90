"""Every key of a reader's session that is not a widget's own, and what stands there."""

OWN = "own_data"  # a reader's own data (cache.Session), if any were brought in
EXACT_HERE = "exact_here"  # whether this page may show them to the child
EXACT = "exact_wanted"  # whether the reader asked for that
# what readers of this session's outputs have seen: safe figures, kept also when the data are
# forgotten
OUT = "went_out"
READ = "files_read"  # files as they were read, until they are used
ROUND = "upload_round"  # how often the uploader was emptied; its own key ends with it
DATA_SAID = "data_said"  # what the Your data page says once
# what the reader has chosen: the scenario on the sliders, and how figures are looked at
SCENARIO = "scenario_here"
VIEW = "view_here"
HERE = "page_here"  # the page that is open
ADDRESS = "address_said"  # what the address bar said last, and what it was to say
# addresses of pages as the menu opened them, and what was written there at once
PASSED = "addresses_passed"
STORIES = "stories_told"  # scenarios' stories as they stood last, by name: no address has all
ON_SLIDERS = "on_sliders"  # whether a scenario has been worked out or opened
KEYS = "slider_keys"  # each district's slider as it was last drawn
# what the scenario asked when it was opened by link, file, list or example
OPENED_QUESTION = "opened_question"
OPENED_SCENARIO = "opened_scenario"  # the saved scenario that is open
KEEPING_SAID = "keeping_said"  # what keeping or opening one came to, said once
ASKED = "question_asked"  # the question that the model was asked
FAULT = "example_fault"  # why a worked example could not be loaded, said once
DELETED = "deleted_scenario"  # the saved scenario that can be brought back
CHOSEN = "saved_scenario"  # the saved scenario that is chosen in the list
SEEN = "seen_scenarios"  # the list as it was last read
AXES = "chart_axes"  # where the axes of charts have been, so that they stay while a lever moves
MADE = "pack_files"  # a meeting pack's files, and what they were made for
PACK_WANTED = "pack_wanted"  # whether the run that follows makes it
PACK_PARTS = "pack_parts_asked"  # pages that another page asks a pack to have
PREVIEWS = "pack_previews"  # its pictures
TRIED = "tried_lever"  # where the live step's lever is tried; nothing while it stands as it is
TRIES = "tried_rounds"  # how often that was put back: its slider is drawn anew
NOT_HERE = "uploaded_figures_not_here"  # a link was made on figures that are not in it
REFUSED = "refused_action"  # why the last thing that was asked was not done, said once
INSIDE_APP = "inside_app"  # app.py has run, not a page by itself
READER = "reader_here"  # who this is to the limits, where the browser has no cookie
TURNS_TAKEN = "turns_taken"  # what the limits let through last, by limit

"""What stands behind the question mark of a lever or an assumption."""

from lib.catalogue.assumptions import behind
from lib.catalogue.settings import Setting
from lib.ui import cache
from lib.ui.parts import terms


def reason(setting: Setting) -> str:
    """The setting's own help, or the reason declared for its assumption, and what their terms
    mean."""
    assumption = behind(setting)
    declared = cache.tables().assumptions[assumption.id]["why"] if assumption is not None else ""
    text = cache.tables().place.say(setting.help) or declared
    labels = " ".join(setting.labels.values())
    return f"{text} {terms.meanings(f'{setting.widget} {labels} {text}')}".strip()

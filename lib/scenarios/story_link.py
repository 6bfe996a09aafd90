"""A story as a link carries it: its order, what is hidden and what it says to the room. Notes to
whoever speaks stay with the saved scenario."""

import json
from urllib.parse import quote_plus

from pydantic import ValidationError

from lib.errors import BadScenario
from lib.scenarios.record import Story, Told

LONGEST = 2_000  # characters of a link that a story may take, as written in it


def written(story: Story) -> str:
    """The story as a parameter; "" where nobody has touched it. Where its words are too long for a
    link, the order and what is hidden go alone."""
    said = {
        key: Told(message=told.message) for key, told in story.told.items() if told.message.strip()
    }
    text = _text(story.model_copy(update={"told": said}))
    return (
        text if len(quote_plus(text)) <= LONGEST else _text(story.model_copy(update={"told": {}}))
    )


def carries_all(story: Story) -> bool:
    """Whether a link has all that the story says to the room."""
    messages = {key for key, told in story.told.items() if told.message.strip()}
    return messages == set(read(written(story)).told)


def gone_back_to(sent: Story, known: Story) -> Story:
    """The story of an address that the browser goes back to, with what of it no address has: notes,
    and words that were too long. known: the same story as it stood last."""
    if written(sent) == written(known):
        return known
    told = sent.told or ({} if carries_all(known) else known.told)
    noted = {key: one.note for key, one in known.told.items() if one.note}
    every = dict.fromkeys((*told, *noted), Told()) | told
    return sent.model_copy(
        update={
            "told": {
                key: one.model_copy(update={"note": noted.get(key, "")})
                for key, one in every.items()
            }
        }
    )


def read(text: str) -> Story:
    """The story that a parameter makes. Raises BadScenario where it makes none."""
    if not text:
        return Story()
    try:
        story = Story.model_validate(json.loads(text))
    except (ValidationError, ValueError, RecursionError) as fault:
        raise BadScenario(f"“{text[:40]}” is not a value of “story”") from fault
    told = {key: Told(message=one.message) for key, one in story.told.items()}
    return story.model_copy(update={"told": told})


def _text(story: Story) -> str:
    parts = story.model_dump(mode="json", exclude_defaults=True)
    given = {name: part for name, part in parts.items() if part}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")) if given else ""

"""Read single front-matter fields of a story file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revi_docs.files.read_file import read_text
from revi_docs.records.command_errors import CommandError, file_error

if TYPE_CHECKING:
    from revi_docs.files.yaml.yaml_fields import Field
    from revi_docs.runtime.base.repository import StoryPaths


def story_field(story: StoryPaths, name: str) -> Field | None:
    """The field; None if there is no such field or no story file.

    Raises CommandError if it cannot be found without doubt, UnavailableError if the file cannot be read.
    """
    # Imported late: only few commands read the story file, and they need the YAML library.
    from revi_docs.files.markdown.front_matter import single_field
    from revi_docs.files.markdown.front_matter_block import FrontMatterError

    try:
        return single_field(read_text(story.repository.root, story.story, errors="replace"), name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise file_error(story.story, error, "read") from None
    except FrontMatterError as error:
        raise CommandError(error.code, f"{story.id}: {error}", error.fix) from None


def story_status(story: StoryPaths) -> str:
    """The status in the story file; "" if there is none. Raises as `story_field`."""
    field = story_field(story, "status")
    return field.value if field is not None and isinstance(field.value, str) else ""

"""The stories that a story depends on, and the statuses that count for them."""

from __future__ import annotations

import os
import re
from typing import Any

from revi_docs.files.markdown.front_matter_block import front_matter_text
from revi_docs.files.yaml.record_text import parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError
from revi_docs.records.evidence.story_files import StoryFiles, read_artifact
from revi_docs.records.ledger import DEFAULT_FILE, RECORD_TYPE
from revi_docs.records.ledger_files import read_ledger

STORY_ARTIFACT = "story"
DEPENDENCIES_FIELD, PARTS_FIELD = "depends_on", "superseded_by"
"""The fields in the front matter of a story file: what it depends on, and the stories that replace it."""


def dependency_statuses(story: StoryFiles) -> dict[str, list[str]]:
    """Story in `depends_on` → its status, or the statuses of the parts that replace it.

    A story without a ledger has no status.
    """
    return {other: _statuses(story.sibling(other), {story.id}) for other in _ids(story, DEPENDENCIES_FIELD)}


def _statuses(story: StoryFiles, visited: set[str]) -> list[str]:
    pattern = story.contract.story_id
    if story.id in visited or (pattern and not re.fullmatch(pattern, story.id)):
        return []
    status = story_status(story)
    if not status:
        return []
    spec = story.contract.statuses.get(status)
    parts = _ids(story, PARTS_FIELD) if spec is not None and spec.terminal and not spec.accepted else []
    if not parts:
        return [status]
    statuses = [_statuses(story.sibling(part), visited | {story.id}) for part in parts]
    # A part without a status is open, so the replaced story counts as it is.
    return [item for items in statuses for item in items] if all(statuses) else [status]


def story_status(story: StoryFiles) -> str:
    """The status in the ledger of a story; "" if it has none. Raises OSError."""
    record = story.data["records"].get(RECORD_TYPE) or {}
    path = os.path.join(story.folder, record.get("file") or DEFAULT_FILE)
    return read_ledger(story.root, path, story.contract).status


def _ids(story: StoryFiles, field: str) -> list[str]:
    """The ids in a field of the front matter, in order, each once."""
    value = front_matter(story).get(field)
    values = value if isinstance(value, list) else [value] if value else []
    return list(dict.fromkeys(str(item) for item in values))


def front_matter(story: StoryFiles) -> dict[str, Any]:
    """The front matter of the story file; empty without a file or if it is not valid YAML."""
    text = read_artifact(story, STORY_ARTIFACT) or ""
    try:
        value = parse_record(front_matter_text(text))
    except YamlRecordError:
        # `lint` reports the front matter.
        return {}
    return value if isinstance(value, dict) else {}

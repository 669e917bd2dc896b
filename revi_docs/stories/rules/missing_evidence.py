"""A QA gate names evidence that does not exist.

Why: The gate claims that someone examined this file. A missing file proves nothing.

Example:

    verdict: PASS
    evidence: [_implementation/EVIDENCE.yaml]

The file does not exist.

Fix: Name existing files, relative to the story's folder or to the root of the repository. URLs are not
checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.files.root_folders import record_read
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_URL = re.compile(r"https?://\S+")


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each evidence path that does not exist."""
    gate, story = context.story.gate, context.story
    evidence = gate.fields.get("evidence") if gate else None
    if gate is None or not isinstance(evidence, list):
        return
    for index, name in enumerate(evidence):
        if not isinstance(name, str) or _URL.fullmatch(name):
            continue
        path = name.partition("#")[0].strip("/")
        if not path or not (_exists(context, f"{story.folder}/{path}") or _exists(context, path)):
            fix = suggested_fix(name, story.files, "name a file of the story or of the repository")
            place = gate.place_of(f"evidence.{index}")
            yield RuleFinding(f"the evidence '{name}' does not exist", fix, place, f"evidence {name}")


def _exists(context: StoryContext, path: str) -> bool:
    absolute_path = context.repository.root / path
    record_read(absolute_path)
    return absolute_path.exists()

"""A QA gate names evidence that is not there.

Why: the gate says that somebody looked at it. What cannot be found shows nothing.

Example:

    verdict: PASS
    evidence: [_implementation/EVIDENCE.yaml]

and no such file.

Mend: name the files that show it, below the story's folder or from the top of the repository; an address
is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.problems.suggestions import did_you_mean
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_URL = re.compile(r"https?://\S+")


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each name of evidence that leads to no file."""
    gate, story = context.story.gate, context.story
    evidence = gate.fields.get("evidence") if gate else None
    if gate is None or not isinstance(evidence, list):
        return
    for index, name in enumerate(evidence):
        if not isinstance(name, str) or _URL.fullmatch(name):
            continue
        path = name.partition("#")[0].strip("/")
        root = context.repository.root
        if not path or not ((root / story.folder / path).exists() or (root / path).exists()):
            fix = f"name a file of the story or of the repository{did_you_mean(name, story.files)}"
            place = gate.place_of(f"evidence.{index}")
            yield RuleFinding(f"the evidence '{name}' is not there", fix, place, f"evidence {name}")

"""The sections of a story file on its page."""

from __future__ import annotations

import pytest

from revi_docs.site.stories.story_sections import story_sections
from revi_docs.stories.document import parse_document

STORY = """\
---
id: AB-001
---

# AB-001

## Goal

Orders can be exported,
so that `report.py` <b>reads</b> them.

## Acceptance Criteria

- **AC-1**: see [the plan](../plan.md).
  It continues.
  - A detail_of it
1. [ ] Open

### More

Text
## Reuse Plan

| What | Plan |
|---|---|
| a | b |

## Empty

<!-- to be written -->

## Log

- a row
"""


def test_paragraphs_and_lists_are_shown_with_escaped_texts() -> None:
    assert dict(story_sections(parse_document(STORY, "a.md"), ["Log"])) == {
        "Goal": ("Orders can be exported, so that `report.py` &lt;b&gt;reads&lt;/b&gt; them.", ""),
        "Acceptance Criteria": (
            *("- **AC-1**&#58; see the plan. It continues.", ""),
            *("    - A detail_of it", ""),
            *("- \\[ \\] Open", ""),
            *("**More**", ""),
            *("Text", ""),
        ),
    }


@pytest.mark.parametrize("line", ["```sh\nls\n```", "~~~\nls\n~~~", "<div>", "> quoted", "\tcode", "| a | b |"])
def test_a_section_with_other_blocks_is_left_to_the_file(line: str) -> None:
    document = parse_document(f"## Goal\n\nText\n\n{line}\n\n## Scope\n\nAll\n", "a.md")
    assert [name for name, _ in story_sections(document, [])] == ["Scope"]

"""Front matter with what no editor shows: other ends of lines, and lines that are no field's."""

from __future__ import annotations

import pytest

from revi_docs.files.front_matter import parse_front_matter
from revi_docs.files.front_matter_edits import with_field


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_what_only_yaml_takes_for_the_end_of_a_line_shifts_no_place(end: str) -> None:
    text = f"---\nname: a\ndescription: 'One{end}{end}two.'\nmodel: opus # ours\n---\nBody.\n"
    front = parse_front_matter(text)
    assert front is not None
    assert [(one.name, one.line, text[one.start : one.end]) for one in front.fields_named("model")] == [
        ("model", 4, "opus")
    ]
    assert with_field(text, "model", "haiku") == text.replace("opus", "haiku")


def test_a_line_that_is_no_fields_stays_where_no_parser_accepts_the_block() -> None:
    text = "---\nname: a\nmodel: opus\nof people\ndescription: Use: when\n---\n"
    assert with_field(text, "model", "haiku") == text.replace("opus", "haiku")

"""Arguments and flags of an `argument-hint`."""

from __future__ import annotations

import pytest

from revi_docs.adopt.argument_hints import ArgumentHint, parse_hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("<story id>", (ArgumentHint("story-id"),)),
        ("<a> [b]", (ArgumentHint("a"), ArgumentHint("b", is_optional=True))),
        ("$FILE --dry-run", (ArgumentHint("FILE"), ArgumentHint("--dry-run", is_optional=True))),
        ("[--level NAME]", (ArgumentHint("--level", is_optional=True, value="NAME"),)),
        (
            "[--fast | --slow=2]",
            (ArgumentHint("--fast", is_optional=True), ArgumentHint("--slow", is_optional=True, value="2")),
        ),
        ("<a> <A>", None),
        ("<a", None),
        ("[a] | [b]", None),
        ("<a,b>", None),
    ],
)
def test_parsed(text: str, expected: tuple[ArgumentHint, ...] | None) -> None:
    assert parse_hint(text) == expected

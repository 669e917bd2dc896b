"""Settings of Claude Code as text: a new file, another encoding, and the place of a problem."""

from __future__ import annotations

import json

import pytest

from revi_docs.app.setup.settings_file import decode_settings, is_new_file, parse_settings
from revi_docs.problems.revi_error import ReviError


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_a_new_file_names_its_schema(content: bytes) -> None:
    mark, text = decode_settings(content)
    assert (mark, list(json.loads(text))) == (b"", ["$schema"])
    assert is_new_file(text.encode())


def test_an_existing_file() -> None:
    assert decode_settings(b"\xef\xbb\xbf{}\r\n") == (b"\xef\xbb\xbf", "{}\r\n")
    assert not is_new_file(b"{}\n")


@pytest.mark.parametrize(
    ("text", "place"), [("[]", ":1:1"), ('{\n "a": 1,\n}', ":3:1"), ("{\n<<<<<<< a\n", ":2:1"), ("[" * 5000, ":1:1")]
)
def test_problems_have_a_place(text: str, place: str) -> None:
    with pytest.raises(ReviError) as caught:
        parse_settings(text)
    assert str(caught.value.problems[0].first_place).startswith(f".claude/settings.json{place}")

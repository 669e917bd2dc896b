"""Bytes of a file as text: what is no UTF-8, and characters that no text has."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.decoding import decode, read_bytes
from revi_docs.files.size_limits import MAX_FILE_BYTES


@pytest.mark.parametrize("content", [b"", b"a\r\nb\n", "größe 🚀\t".encode()])
def test_a_text(content: bytes) -> None:
    assert decode(content, "a.md") == (content.decode(), ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff\xfea\0", "a.md:1:1: not-utf-8: is UTF-16 or UTF-32, not UTF-8"),
        (b"a\nb\xe9", "a.md:2:2: not-utf-8: byte 0xe9 is not valid UTF-8"),
        (b"a\nbc\rd", "a.md:2:3: yaml-syntax: contains the control character U+000D"),
        ("ab\u2028c".encode(), "a.md:1:3: yaml-syntax: contains the control character U+2028"),
    ],
)
def test_what_is_no_text(content: bytes, expected: str) -> None:
    text, (problem,) = decode(content, "a.md")
    assert text is None
    assert f"{problem.places[0]}: {problem.code}: {problem.message}" == expected


def test_a_byte_order_mark_is_a_problem_and_no_character() -> None:
    text, (problem,) = decode(b"\xef\xbb\xbfa", "a.md")
    assert (text, problem.code) == ("a", "byte-order-mark")


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x")
    (tmp_path / "big.md").write_bytes(b" " * (MAX_FILE_BYTES + 1))
    assert read_bytes(tmp_path, "a.md") == (b"x", ())
    codes = [read_bytes(tmp_path, name)[1][0].code for name in ("big.md", "none.md", "revi.yml")]
    assert codes == ["file-too-large", "unreadable-file", "unreadable-file"]

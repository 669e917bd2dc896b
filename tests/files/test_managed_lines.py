"""Lines of ours in a file of somebody else: added, updated and removed without touching another byte."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revi_docs.files.managed_lines import with_managed_lines, without_managed_lines

LINES = ("/site/", "*.lock")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, b"# >>> revi-docs: this file was created by 'revi-docs init'\n/site/\n*.lock\n# <<< revi-docs\n"),
        (b"", b"# >>> revi-docs: added by 'revi-docs init'\n/site/\n*.lock\n# <<< revi-docs\n"),
        (b"a", b"# >>> revi-docs: added by 'revi-docs init'\n/site/\n*.lock\n# <<< revi-docs\na"),
        (b"a\r\n", b"# >>> revi-docs: added by 'revi-docs init'\r\n/site/\r\n*.lock\r\n# <<< revi-docs\r\na\r\n"),
    ],
)
def test_added(content: bytes | None, expected: bytes) -> None:
    assert with_managed_lines(content, LINES) == expected
    assert with_managed_lines(expected, LINES) == expected
    assert without_managed_lines(expected) == content


@given(st.binary(), st.binary())
@example(b"\xef\xbb\xbfa\n", b"")
@example(b"", b"# <<< revi-docs")
@example(b"a\r\nb", b"\r\n")
def test_every_other_byte_is_kept(content: bytes, more: bytes) -> None:
    extended = with_managed_lines(content, LINES)
    assert without_managed_lines(extended) == content
    assert with_managed_lines(extended, LINES) == extended
    assert without_managed_lines(with_managed_lines(extended + more, ("other",))) == content + more


def test_lines_added_to_a_created_file_are_kept() -> None:
    created = with_managed_lines(None, LINES)
    assert without_managed_lines(created + b"mine\n") == b"mine\n"


def test_without_a_block_nothing_is_removed() -> None:
    for content in (b"", b"# <<< revi-docs\n", b"# >>> revi-docs: added by 'revi-docs init'\n/site/\n"):
        assert without_managed_lines(content) == content

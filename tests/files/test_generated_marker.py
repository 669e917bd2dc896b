"""The marker of generated files, and the checksum of earlier versions: valid for exactly the bytes at their path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.generated_marker import MARKER, has_former_checksum, is_marked
from tests.support.former_checksums import with_checksum

PATHS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
# Anything but a second thing that looks like a checksum.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).filter(lambda text: "revi:" not in text)


def test_the_checksum_is_that_of_version_0_1_0() -> None:
    assert with_checksum("docs/a.md", f"<!-- {MARKER} -->\ntext\n") == "<!-- revi:e93ddf2b33f960e4 -->\ntext\n"


@given(path=PATHS, other=PATHS, prefix=TEXTS, suffix=TEXTS)
def test_a_checksum_is_valid_at_its_path_only(path: str, other: str, prefix: str, suffix: str) -> None:
    content = with_checksum(path, prefix + MARKER + suffix).encode()
    assert is_marked(content)
    assert has_former_checksum(path, content)
    assert has_former_checksum(other, content) is (other == path)


@given(prefix=TEXTS, suffix=TEXTS, data=st.data())
def test_every_changed_byte_is_detected(prefix: str, suffix: str, data: st.DataObject) -> None:
    content = with_checksum("a", prefix + MARKER + suffix).encode()
    offset = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != content[offset]))
    assert not has_former_checksum("a", content[:offset] + bytes([byte]) + content[offset + 1 :])


@given(prefix=TEXTS, suffix=TEXTS, added=st.binary(min_size=1, max_size=9), data=st.data())
def test_every_added_byte_is_detected(prefix: str, suffix: str, added: bytes, data: st.DataObject) -> None:
    content = with_checksum("a", prefix + MARKER + suffix).encode()
    offset = data.draw(st.integers(0, len(content)))
    changed = content[:offset] + added + content[offset:]
    assert has_former_checksum("a", changed) is (changed == content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", False, id="nothing"),
        pytest.param(b"revi: 1\n", False, id="a contract"),
        pytest.param(b"revi:0123456789abcde", False, id="too short"),
        pytest.param(b"revi:0123456789ABCDEF", False, id="capitals"),
        pytest.param(b"<!-- revi:begin statuses -->", False, id="a region"),
        pytest.param(b"<!-- revi:0123456789abcdef -->", True, id="a checksum, valid or not"),
        pytest.param(b"# revi:generated\n", True, id="the marker"),
    ],
)
def test_is_marked(content: bytes, expected: bool) -> None:
    assert is_marked(content) is expected
    assert has_former_checksum("a", content) is False


def test_text_may_show_checksums() -> None:
    content = with_checksum("a", f"revi:1111111111111111\n{MARKER}\nrevi:2222222222222222\n").encode()
    assert has_former_checksum("a", content)
    assert content.startswith(b"revi:1111111111111111\n")
    assert content.endswith(b"\nrevi:2222222222222222\n")


def test_a_file_full_of_checksums_is_given_up() -> None:
    """Otherwise a hostile file would cost its size squared."""
    content = with_checksum("a", "revi:1111111111111111\n" * 8 + MARKER).encode()
    assert is_marked(content)
    assert not has_former_checksum("a", content)

"""The ownership checksum: valid for exactly the stamped bytes at their path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.checksum import BLANK_CHECKSUM, has_checksum, has_valid_checksum, stamp_checksum

PATHS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
# Anything but a second thing that looks like a proof.
CONTENTS = st.binary(max_size=200).filter(lambda content: b"revi:" not in content)


def test_the_checksum_takes_the_place_of_the_blank_one() -> None:
    assert BLANK_CHECKSUM == "revi:0000000000000000"
    assert (
        stamp_checksum("docs/a.md", f"<!-- {BLANK_CHECKSUM} -->\ntext\n".encode())
        == b"<!-- revi:e93ddf2b33f960e4 -->\ntext\n"
    )


@given(path=PATHS, prefix=CONTENTS, suffix=CONTENTS)
def test_stamped_content_has_a_valid_checksum(path: str, prefix: bytes, suffix: bytes) -> None:
    sealed = stamp_checksum(path, prefix + BLANK_CHECKSUM.encode() + suffix)
    assert has_valid_checksum(path, sealed)
    assert has_checksum(sealed)


@given(path=PATHS, other=PATHS, prefix=CONTENTS, suffix=CONTENTS)
def test_copy_at_another_path_is_invalid(path: str, other: str, prefix: bytes, suffix: bytes) -> None:
    sealed = stamp_checksum(path, prefix + BLANK_CHECKSUM.encode() + suffix)
    assert has_valid_checksum(other, sealed) is (other == path)


@given(prefix=CONTENTS, suffix=CONTENTS, data=st.data())
def test_every_changed_byte_is_detected(prefix: bytes, suffix: bytes, data: st.DataObject) -> None:
    sealed = stamp_checksum("a", prefix + BLANK_CHECKSUM.encode() + suffix)
    offset = data.draw(st.integers(0, len(sealed) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != sealed[offset]))
    assert not has_valid_checksum("a", sealed[:offset] + bytes([byte]) + sealed[offset + 1 :])


@given(prefix=CONTENTS, suffix=CONTENTS, added=st.binary(min_size=1, max_size=9), data=st.data())
def test_every_added_byte_is_detected(prefix: bytes, suffix: bytes, added: bytes, data: st.DataObject) -> None:
    sealed = stamp_checksum("a", prefix + BLANK_CHECKSUM.encode() + suffix)
    offset = data.draw(st.integers(0, len(sealed)))
    changed = sealed[:offset] + added + sealed[offset:]
    assert has_valid_checksum("a", changed) is (changed == sealed)


@pytest.mark.parametrize(
    ("content", "carries"),
    [
        pytest.param(b"", False, id="nothing"),
        pytest.param(b"revi: 1\n", False, id="a contract"),
        pytest.param(b"revi:0123456789abcde", False, id="too short"),
        pytest.param(b"revi:0123456789ABCDEF", False, id="capitals"),
        pytest.param(b"<!-- revi:0123456789abcdef -->", True, id="a proof, true or not"),
    ],
)
def test_has_checksum(content: bytes, carries: bool) -> None:
    assert has_checksum(content) is carries
    assert has_valid_checksum("a", content) is False


def test_text_may_speak_of_proofs() -> None:
    sealed = stamp_checksum("a", f"revi:1111111111111111\n{BLANK_CHECKSUM}\nrevi:2222222222222222\n".encode())
    assert has_valid_checksum("a", sealed)
    assert sealed.startswith(b"revi:1111111111111111\n")
    assert sealed.endswith(b"\nrevi:2222222222222222\n")


def test_a_file_full_of_proofs_is_given_up() -> None:
    """Otherwise a hostile file would cost its size squared."""
    sealed = stamp_checksum("a", b"revi:1111111111111111\n" * 8 + BLANK_CHECKSUM.encode())
    assert has_checksum(sealed)
    assert not has_valid_checksum("a", sealed)

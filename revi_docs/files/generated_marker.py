"""The marker of generated files: a constant, so that two branches that change an output do not both change its line.

Earlier versions wrote a checksum in its place, which covered the path and the bytes of an output. A file whose checksum
matches was written by that version and has not changed since.
"""

from __future__ import annotations

import re
from hashlib import blake2b

MARKER = "revi:generated"

FORMER_CHECKSUM = re.compile(r"revi:[0-9a-f]{16}")
"""The checksum of earlier versions. 64 bits detect edits; they do not resist deliberate forgery."""

# The marker of earlier versions, which was a checksum of the content.
_CHECKSUM_BYTES = re.compile(rb"revi:([0-9a-f]{16})")
_BLANK = b"revi:" + b"0" * 16
# Arbitrary: prose in an output may quote checksums, and each candidate costs one hash of the file.
_MAX_CANDIDATES = 8


def is_marked(content: bytes) -> bool:
    """Whether the content says that it is generated; a file that does not belongs to its author."""
    return MARKER.encode() in content or _CHECKSUM_BYTES.search(content) is not None


def has_former_checksum(path: str, content: bytes) -> bool:
    """Whether the content has the checksum of exactly these bytes at this path, which proves that it is not edited."""
    for match in list(_CHECKSUM_BYTES.finditer(content))[:_MAX_CANDIDATES]:
        blanked = content[: match.start()] + _BLANK + content[match.end() :]
        if match[1].decode() == former_checksum(path, blanked):
            return True
    return False


def former_checksum(subject: str, content: bytes) -> str:
    """The checksum that earlier versions wrote for a content, bound to `subject`: a path, or the name of a region."""
    return blake2b(subject.encode() + b"\0" + content, digest_size=8).hexdigest()

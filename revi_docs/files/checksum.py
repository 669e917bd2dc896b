"""The ownership checksum that `sync` writes into each output.

It covers the output's path and its bytes, with the checksum itself blanked out. A file whose checksum
matches was written by revi-docs and has not changed since; a copy at another path does not match.
"""

from __future__ import annotations

import re
from hashlib import blake2b

# Hexadecimal digits of a checksum. 64 bits detect edits; they do not resist deliberate forgery.
CHECKSUM_DIGITS = 16

BLANK_CHECKSUM = "revi:" + "0" * CHECKSUM_DIGITS

_CHECKSUM = re.compile(rb"revi:([0-9a-f]{%d})" % CHECKSUM_DIGITS)
# Arbitrary: prose in an output may quote checksums, and each candidate costs one hash of the file.
_MAX_CANDIDATES = 8


def stamp_checksum(path: str, content: bytes) -> bytes:
    """The content with its blank checksum filled in."""
    return content.replace(BLANK_CHECKSUM.encode(), b"revi:" + _compute_checksum(path, content), 1)


def has_valid_checksum(path: str, content: bytes) -> bool:
    """Whether the content carries the checksum of exactly these bytes at this path."""
    for match in list(_CHECKSUM.finditer(content))[:_MAX_CANDIDATES]:
        blanked = content[: match.start()] + BLANK_CHECKSUM.encode() + content[match.end() :]
        if match[1] == _compute_checksum(path, blanked):
            return True
    return False


def has_checksum(content: bytes) -> bool:
    """Whether the content contains anything that looks like a checksum, valid or not."""
    return _CHECKSUM.search(content) is not None


def checksum_of(subject: str, content: bytes) -> str:
    """The checksum of content that does not contain its own checksum, bound to `subject`."""
    return _compute_checksum(subject, content).decode()


def _compute_checksum(path: str, blanked: bytes) -> bytes:
    return blake2b(path.encode() + b"\0" + blanked, digest_size=CHECKSUM_DIGITS // 2).hexdigest().encode()

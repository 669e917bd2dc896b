"""The proof of ownership: a short checksum that stands in the output itself.

It is taken over the output's path and its bytes with the checksum blanked. A file whose checksum is
right was written by revi-docs and not touched since; a copy at another path proves nothing.
"""

from __future__ import annotations

import re
from hashlib import blake2b

CHECKSUM_DIGITS = 16
BLANK_CHECKSUM = "revi:" + "0" * CHECKSUM_DIGITS

_CHECKSUM = re.compile(rb"revi:([0-9a-f]{%d})" % CHECKSUM_DIGITS)
_MAX_CANDIDATES = 8


def stamp_checksum(path: str, content: bytes) -> bytes:
    """The content with its checksum in the place of the blank one."""
    return content.replace(BLANK_CHECKSUM.encode(), b"revi:" + _compute_checksum(path, content), 1)


def has_valid_checksum(path: str, content: bytes) -> bool:
    """Whether the content is, byte for byte, something that was sealed for this path."""
    for match in list(_CHECKSUM.finditer(content))[:_MAX_CANDIDATES]:
        blanked = content[: match.start()] + BLANK_CHECKSUM.encode() + content[match.end() :]
        if match[1] == _compute_checksum(path, blanked):
            return True
    return False


def has_checksum(content: bytes) -> bool:
    """Whether the content holds anything that looks like a proof."""
    return _CHECKSUM.search(content) is not None


def checksum_of(subject: str, content: bytes) -> str:
    """The checksum of a content that does not hold it itself, bound to what it is about."""
    return _compute_checksum(subject, content).decode()


def _compute_checksum(path: str, blanked: bytes) -> bytes:
    return blake2b(path.encode() + b"\0" + blanked, digest_size=CHECKSUM_DIGITS // 2).hexdigest().encode()

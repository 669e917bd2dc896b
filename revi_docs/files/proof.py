"""The proof of ownership: a short checksum that stands in the output itself.

It is taken over the output's path and its bytes with the checksum blanked. A file whose checksum is
right was written by revi-docs and not touched since; a copy at another path proves nothing.
"""

from __future__ import annotations

import re
from hashlib import blake2b

DIGITS = 16
BLANK = "revi:" + "0" * DIGITS

_PROOF = re.compile(rb"revi:([0-9a-f]{%d})" % DIGITS)
_MOST_TRIED = 8


def seal(path: str, content: bytes) -> bytes:
    """The content with its checksum in the place of the blank one."""
    return content.replace(BLANK.encode(), b"revi:" + _checksum(path, content), 1)


def is_intact(path: str, content: bytes) -> bool:
    """Whether the content is, byte for byte, something that was sealed for this path."""
    for found in list(_PROOF.finditer(content))[:_MOST_TRIED]:
        blanked = content[: found.start()] + BLANK.encode() + content[found.end() :]
        if found[1] == _checksum(path, blanked):
            return True
    return False


def carries_proof(content: bytes) -> bool:
    """Whether the content holds anything that looks like a proof."""
    return _PROOF.search(content) is not None


def token(about: str, content: bytes) -> str:
    """The checksum of a content that does not hold it itself, bound to what it is about."""
    return _checksum(about, content).decode()


def _checksum(path: str, blanked: bytes) -> bytes:
    return blake2b(path.encode() + b"\0" + blanked, digest_size=DIGITS // 2).hexdigest().encode()

"""Lines that revi-docs owns in a file of someone else: a block at its start, between two comments.

Everything outside the block keeps its bytes. The first comment says whether the file itself was created with it.
"""

from __future__ import annotations

from collections.abc import Sequence

# Two first lines, because only a file that `init` created may be removed as a whole.
_BEGIN_FILE = b"# >>> revi-docs: this file was created by 'revi-docs init'"
_BEGIN_LINES = b"# >>> revi-docs: added by 'revi-docs init'"
_END = b"# <<< revi-docs"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def with_managed_lines(content: bytes | None, lines: Sequence[str]) -> bytes:
    """Return the content with the block; `content` is None if there is no such file.

    The block comes first, so that the lines of the file's author override it.
    """
    newline = b"\r\n" if b"\r\n" in (content or b"") else b"\n"
    block = _block(content or b"")
    begin = block[2] if block else _BEGIN_FILE if content is None else _BEGIN_LINES
    text = newline.join((begin, *(line.encode("utf-8", "surrogateescape") for line in lines), _END)) + newline
    if block is not None:
        return (content or b"")[: block[0]] + text + (content or b"")[block[1] :]
    start = len(_BYTE_ORDER_MARK) if (content or b"").startswith(_BYTE_ORDER_MARK) else 0
    return (content or b"")[:start] + text + (content or b"")[start:]


def has_managed_lines(content: bytes) -> bool:
    """Return whether the content has the block."""
    return _block(content) is not None


def without_managed_lines(content: bytes) -> bytes | None:
    """Return the content without the block; None if nothing is left of a file that was created with it."""
    block = _block(content)
    if block is None:
        return content
    rest = content[: block[0]] + content[block[1] :]
    return None if block[2] == _BEGIN_FILE and not rest else rest


def _block(content: bytes) -> tuple[int, int, bytes] | None:
    """Return start, end and first line of the block; None if there is none."""
    offset, start, first_line = 0, -1, b""
    for line in content.splitlines(keepends=True):
        text = line.strip().removeprefix(_BYTE_ORDER_MARK)
        if text in (_BEGIN_FILE, _BEGIN_LINES) and start < 0:
            start, first_line = offset + line.index(text), text
        offset += len(line)
        if text == _END and start >= 0:
            return start, offset, first_line
    return None

"""Decide whether a path from a contract, an index, a ledger or a command line is safe to use in a repository.

A safe path is relative with forward slashes, stays inside the repository, means the same file on every
system, and is not part of a git directory. Standard library only: hooks check paths, too.
"""

from __future__ import annotations

import re

MAX_PATH_BYTES, MAX_NAME_BYTES = 4_095, 255
"""The longest path and the longest name that Linux accepts (PATH_MAX without its final zero, and NAME_MAX)."""

# Git refuses the first: Windows also finds `.git` under its short name.
_GIT_NAMES = frozenset({".git", "git~1"})
# Windows reads superscript digits like others, and ignores spaces before the dot.
_WINDOWS_DEVICES = re.compile(
    "(?:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?: *\\..*)?", re.IGNORECASE | re.DOTALL
)
_FORBIDDEN_CHARACTER = re.compile(r'[\\:*?"<>|]')
_FORBIDDEN_IN_PATTERN = re.compile(r'[\\:"<>|]')
# Letters and dots that look like those of `.git` and that Unicode normalization keeps apart.
_LOOK_ALIKES = str.maketrans(
    "\u0131\u0456\u04cf\u026a\u0269\u2c93\u03b9\u13a5\u0261\u0262\u0581\u050d\u0442\u03c4\u1d1b\u2ca7\u2022\u00b7\ua4f8\u3002",
    "iiiiiiiiggggtttt....",
)
# Letters without a shape, which Unicode does not count among the invisible characters.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def path_error(path: str, *, is_pattern: bool = False) -> str:
    """Why a path is not safe, to follow the path in a message; "" if it is. Patterns may contain `*` and `?`."""
    if not path:
        return "is empty"
    if len(path.encode("utf-8", "surrogatepass")) > MAX_PATH_BYTES:
        return f"is longer than {MAX_PATH_BYTES:,} bytes"
    character = _unprintable_character(path)
    if character:
        return f"contains the invisible character U+{ord(character):04X}"
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "is not relative to the repository"
    match = (_FORBIDDEN_IN_PATTERN if is_pattern else _FORBIDDEN_CHARACTER).search(path)
    if match:
        return f"contains '{match[0]}', which not every system can store"
    return next(filter(None, map(_name_error, path.split("/"))), "")


def _name_error(name: str) -> str:
    """Why one name of a path is not safe."""
    if name in ("", ".", ".."):
        return "leads out of its folder with '..'" if name == ".." else "contains an empty name or '.'"
    if is_git_name(name):
        return "leads into a git directory"
    if name != name.strip() or name.endswith("."):
        return "contains a name with a space or dot at its end, which some systems cannot store"
    if _WINDOWS_DEVICES.fullmatch(name):
        return f"contains '{name}', which is a device on Windows"
    is_long = len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES
    return f"contains a name that is longer than {MAX_NAME_BYTES} bytes" if is_long else ""


def is_git_name(name: str) -> bool:
    """Whether a file system can take the name for `.git`, in any letter case, form or look-alike."""
    if name.isascii():
        folded = name.casefold()
    else:
        import unicodedata

        visible = "".join(
            character
            for character in name
            if unicodedata.category(character) != "Cf" and character not in _FILLERS and not _is_selector(character)
        )
        folded = unicodedata.normalize("NFKC", visible).casefold().translate(_LOOK_ALIKES)
    # Windows drops dots and spaces at the end, and everything after a colon names a stream of the file.
    return folded.partition(":")[0].rstrip(". ") in _GIT_NAMES


def _unprintable_character(path: str) -> str:
    """The first control, bidi or other invisible character; "" if there is none. Emoji may contain joiners."""
    if path.isascii():
        return next((character for character in path if not " " <= character <= "~"), "")
    import unicodedata

    return next(
        (
            character
            for character in path
            if character in _FILLERS
            or (unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d")
        ),
        "",
    )


def _is_selector(character: str) -> bool:
    """Whether the character only selects the shape of the one before it, as emoji need it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"

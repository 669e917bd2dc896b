"""Do logs and ledgers only grow? Every version that git has, against what stands there now.

From every commit that is reached from the last one to each of its parents, and from the last one to the
working tree: each line of the older version must be in the newer one, unchanged and in order; a merge may put
others between. Where an old commit broke that and the line stands there again, nothing is told. The commits
that were found clean are remembered, so that each is looked at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from revi_docs.files import git
from revi_docs.files.cache import keep, kept
from revi_docs.files.git import Change
from revi_docs.stories.log_files import Kept, LogFiles
from revi_docs.stories.shelf import Shelf

CACHE = "history"


class Lost(NamedTuple):
    """A line that stood in a file and stands there no more, or no more where it stood.

    `path` and `line` are where it belongs, `had` names a content that git keeps and that has it.
    `moved`: it is there, in another order.
    """

    path: str
    line: int
    text: str
    had: str
    moved: bool


def lost_lines(root: Path, shelf: Shelf) -> Iterator[Lost]:
    """All lines that were lost; nothing where there is no history. Raises git.NoGitError."""
    if not git.has_history(root):
        return
    files = LogFiles(shelf)
    known = _known(root, shelf)
    past = [one for one in git.changes(root, shelf.home or ".", known) if files.reading(one.before)]
    now = [one for one in git.unsaved(root, shelf.home or ".") if files.reading(one.before)]
    found = list(_lost(root, files, [*now, *past]))
    if not found and not git.is_shallow(root):
        keep(str(root), CACHE, f"{_asked(shelf)}\n{git.head(root)}\n")
    yield from found


def _asked(shelf: Shelf) -> str:
    """What is looked for, so that nothing is taken for clean that was never looked at."""
    return " ".join([shelf.contract.project.stories, *sorted(LogFiles(shelf).kinds), shelf.log_section])


def _known(root: Path, shelf: Shelf) -> str:
    """The commit up to which everything was clean; "" where nobody knows."""
    asked, _, commit = (kept(str(root), CACHE) or "").strip().partition("\n")
    return commit if asked == _asked(shelf) and commit and git.is_commit(root, commit) else ""


def _lost(root: Path, files: LogFiles, changed: list[Change]) -> Iterator[Lost]:
    held = git.contents(root, (name for one in changed for name in (one.old, one.new) if name != git.NO_FILE))
    renamed = {one.before: one.after for one in reversed(changed) if one.before != one.after}
    told: set[tuple[str, str]] = set()
    for one in changed:
        before = _lines(files, one.before, held.get(one.old))
        after = held.get(one.new) if one.commit else _on_disk(root, one.after)
        if not before or _grows(before, _lines(files, one.after, after)):
            continue
        path = _now(root, one.after, renamed, before, files)
        here = _lines(files, path, _on_disk(root, path))
        for text, line, moved in _missing(before, here):
            if (path, text) not in told:
                told.add((path, text))
                yield Lost(path, line, text, one.old, moved)


def _lines(files: LogFiles, path: str, text: str | None) -> Kept:
    reading = files.reading(path)
    return reading(text) if reading is not None and text is not None else ()


def _on_disk(root: Path, path: str) -> str | None:
    try:
        return (root / path).read_text("utf-8", "replace")
    except OSError:
        return None


def _now(root: Path, path: str, renamed: dict[str, str], before: Kept, files: LogFiles) -> str:
    """Where a file stands by now: after all renames, also by one that git was not told of yet."""
    seen: set[str] = set()
    while path in renamed and path not in seen:
        seen.add(path)
        path = renamed[path]
    if (root / path).exists():
        return path
    for other in git.unknown(root, files.shelf.home or "."):
        if files.reading(other) and _grows(before, _lines(files, other, _on_disk(root, other))):
            return other
    return path


def _grows(before: Iterable[tuple[int, str]], after: Kept) -> bool:
    """Whether each line of the one is in the other, in order."""
    rest = iter(text for _, text in after)
    return all(any(text == other for other in rest) for _, text in before)


def _missing(before: Kept, here: Kept) -> Iterator[tuple[str, int, bool]]:
    """The lines that are not there in their order, each with the number of the line where it belongs."""
    places: dict[str, list[int]] = {}
    for at, (_, text) in enumerate(here):
        places.setdefault(text, []).append(at)
    last = -1
    for _, text in before:
        found = places.get(text, [])
        at = bisect_left(found, last + 1)
        if at < len(found):
            last = found[at]
            continue
        line = here[last + 1][0] if last + 1 < len(here) else (here[-1][0] + 1 if here else 0)
        yield text, line, bool(found)

"""The narrowest general patterns that stand for exactly the files that were found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from revi_docs.files.globs import fits

_SPECIAL = re.compile(r"[*?{\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def cover(paths: Iterable[str], others: Collection[str]) -> tuple[str, ...]:
    """Patterns for all of `paths`; those with `!` take away what else they would fit of `others`."""
    groups: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for path in paths:
        top = path.partition("/")[0] if "/" in path else ""
        groups[top, path.endswith("/SKILL.md")].append(path)
    found: list[str] = []
    for group in groups.values():
        pattern = _general(group)
        more = _others(pattern, group, others)
        if len(more) <= len(group):
            found += [pattern, *_without(pattern, more, others)]
        else:
            for folder in sorted({path.rpartition("/")[0] for path in group}):
                inner = [path for path in group if path.rpartition("/")[0] == folder]
                pattern = _general(inner)
                found += [pattern, *_without(pattern, _others(pattern, inner, others), others)]
    return tuple(found)


def bound(pattern: str, position: int) -> str:
    """The pattern with the piece at `position` given a name: `plugin` below `plugins`, else `folder`."""
    pieces = pattern.split("/")
    pieces[position] = "{" + word(pattern, position) + "}"
    return "/".join(pieces)


def word(pattern: str, position: int) -> str:
    """The name of a piece of the pattern."""
    before = pattern.split("/")[position - 1] if position else ""
    return before.removesuffix("s") if re.fullmatch(r"[a-z]+s", before) else "folder"


def _general(paths: list[str]) -> str:
    rows = [path.split("/") for path in paths]
    shared = _shared_head(rows)
    if len({len(row) for row in rows}) > 1:
        return "/".join((*map(_escaped, shared), "**", "*.md"))
    folders = [pieces[0] if len(set(pieces)) == 1 else None for pieces in zip(*rows, strict=True)][:-1]
    last = "SKILL.md" if {row[-1] for row in rows} == {"SKILL.md"} else "*.md"
    if last == "SKILL.md" and folders:
        folders[-1] = None
    return "/".join((*("*" if one is None else _escaped(one) for one in folders), last))


def _shared_head(rows: list[list[str]]) -> list[str]:
    head = []
    for pieces in zip(*(row[:-1] for row in rows), strict=False):
        if len(set(pieces)) > 1:
            break
        head.append(pieces[0])
    return head


def _escaped(piece: str) -> str:
    return _SPECIAL.sub("?", piece)


def _others(pattern: str, group: list[str], others: Collection[str]) -> list[str]:
    return [path for path in others if path not in group and fits((pattern,), path)]


def _without(pattern: str, more: list[str], others: Collection[str]) -> list[str]:
    """What takes the others away: one pattern for a name that none of the found files has."""
    names = Counter(path.rpartition("/")[2] for path in others if fits((pattern,), path))
    gone = Counter(path.rpartition("/")[2] for path in more)
    head = pattern.rpartition("/")[0]
    found: dict[str, None] = {}
    for path in more:
        name = path.rpartition("/")[2]
        whole = names[name] == gone[name] and gone[name] > 1 and not _SPECIAL.search(name)
        found["!" + (f"{head}/{name}".lstrip("/") if whole else _escaped(path))] = None
    return list(found)

"""Which file names a pattern with `{id}`, `{timestamp}` and `{prefix}` stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from revi_docs.contract.model import Project
from revi_docs.contract.patterns import why_unusable

_PLACEHOLDER = re.compile(r"(\{id\}|\{timestamp\}|\{prefix\})")
_ANY_ID = "STORY-ID"
_HEADS = ("STORY", "story", "ABC", "AB", "A", "a", "")
_TAILS = ("7", "07", "007", "0007", "00007", "7A", "A")
_STAMP_LETTERS = re.compile(r"[YMDHSs]")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A file name's pattern: a few names it stands for, and what matches all of them."""

    names: tuple[str, ...]
    form: re.Pattern[str]
    start: str
    end: str

    def shares(self, other: Pattern) -> str | None:
        """A file name that both patterns stand for, or None where none was found."""
        if not self.end.endswith(other.end) and not other.end.endswith(self.end):
            return None
        shared = [name for name in self.names if other.form.fullmatch(name)]
        shared += [name for name in other.names if self.form.fullmatch(name)]
        return shared[0] if shared else None


def patterns(project: Project, files: tuple[str, ...]) -> Iterator[Pattern]:
    """The patterns of `files`; what the project does not state stands for one made-up value."""
    id_form = _id_form(project)
    stamp, prefix = project.timestamp or "YYYYMMDD-HHMM", project.prefix or "PREFIX"
    forms = {
        "{id}": f"{re.escape(_ANY_ID)}|{id_form}" if id_form else re.escape(_ANY_ID),
        "{timestamp}": _STAMP_LETTERS.sub("[0-9]", re.escape(stamp)),
        "{prefix}": re.escape(prefix),
    }
    ids = story_ids(project)
    for file in files:
        parts = _PLACEHOLDER.split(file)
        form = "".join(f"(?:{forms[part]})" if part in forms else re.escape(part) for part in parts)
        try:
            matching = re.compile(form)
        except re.error:  # such as a group's name that stands there twice
            matching = re.compile(re.escape(file))
        known = {"{timestamp}": _STAMP_LETTERS.sub("1", stamp), "{prefix}": prefix}
        names = ("".join({**known, "{id}": story}.get(part, part) for part in parts) for story in ids)
        yield Pattern(tuple(dict.fromkeys(names)), matching, parts[0], parts[-1])


def _id_form(project: Project) -> str:
    """The regular expression of a story id, empty where the project says nothing of ids."""
    if not project.story_id:
        return rf"{re.escape(project.prefix)}-[A-Za-z0-9]+" if project.prefix else ""
    form = f"(?:{project.story_id})"
    return "" if why_unusable(form) else form


def story_ids(project: Project) -> tuple[str, ...]:
    """Story ids of several shapes, those that people would recognise first."""
    form = _id_form(project)
    if not form:
        return (_ANY_ID,)
    heads = [project.prefix, *_HEADS] if project.prefix else _HEADS
    tried = (f"{head}{joint}{tail}" for joint, tail, head in product("-_", _TAILS, heads))
    found = [name for name in tried if re.fullmatch(form, name)]
    return (*found[:4], _ANY_ID)

"""Which file names a pattern with `{id}`, `{timestamp}` and `{prefix}` stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from revi_docs.contract.model import Project

_PLACEHOLDER = re.compile(r"(\{id\}|\{timestamp\}|\{prefix\})")
_ANY_ID = "STORY-ID"
_HEADS = ("STORY", "story", "ABC", "AB", "A", "a", "")
_TAILS = ("7", "07", "007", "0007", "00007", "7A", "A")


@dataclass(frozen=True, slots=True)
class FileNames:
    """For each placeholder: what it matches as a regular expression, and a few examples of it."""

    forms: dict[str, str]
    examples: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, project: Project) -> FileNames:
        """The placeholders of a project; what it does not state stands for one made-up value."""
        ids = _ids(project)
        stamp = project.timestamp or "YYYYMMDD-HHMM"
        prefix = project.prefix or "PREFIX"
        return cls(
            {
                "{id}": "|".join([re.escape(_ANY_ID), *([_id_form(project)] if _id_form(project) else [])]),
                "{timestamp}": re.sub(r"[YMDHSs]", "[0-9]", re.escape(stamp)),
                "{prefix}": re.escape(prefix),
            },
            {"{id}": ids, "{timestamp}": (re.sub(r"[YMDHSs]", "1", stamp),), "{prefix}": (prefix,)},
        )

    def shared(self, one: str, other: str) -> str | None:
        """A file name that both patterns stand for, or None where none was found."""
        for pattern, against in ((one, other), (other, one)):
            form = re.compile(self._form(against))
            for name in self._names(pattern):
                if form.fullmatch(name):
                    return name
        return None

    def _form(self, pattern: str) -> str:
        parts = _PLACEHOLDER.split(pattern)
        return "".join(f"(?:{self.forms[part]})" if part in self.forms else re.escape(part) for part in parts)

    def _names(self, pattern: str) -> list[str]:
        examples = {**self.examples}
        if "{id}" not in pattern:
            examples["{id}"] = ("",)
        made = []
        for story, stamp, prefix in product(
            *(examples[part] for part in ("{id}", "{timestamp}", "{prefix}"))
        ):
            values = {"{id}": story, "{timestamp}": stamp, "{prefix}": prefix}
            made.append("".join(values.get(part, part) for part in _PLACEHOLDER.split(pattern)))
        return made


def _id_form(project: Project) -> str:
    try:
        re.compile(project.story_id)
    except (re.error, RecursionError, OverflowError):
        return ""
    if project.story_id:
        return f"(?:{project.story_id})"
    return rf"{re.escape(project.prefix)}-[A-Za-z0-9]+" if project.prefix else ""


def _ids(project: Project) -> tuple[str, ...]:
    """Story ids of several shapes, those that people would recognise first."""
    form = _id_form(project)
    if not form:
        return (_ANY_ID,)
    heads = [project.prefix, *_HEADS] if project.prefix else _HEADS
    tried = [f"{head}{joint}{tail}" for joint, tail, head in product("-_", _TAILS, heads)]
    found = [name for name in tried if re.fullmatch(form, name)]
    return (*found[:4], _ANY_ID)

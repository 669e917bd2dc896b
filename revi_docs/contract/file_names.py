"""The file names that a pattern with `{id}`, `{timestamp}` and `{prefix}` can produce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from revi_docs.contract.model import Project
from revi_docs.contract.regex_safety import pattern_problem

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""Any placeholder, also one that does not exist; the group is its name."""

# In a group, so that `split` returns the placeholders as well.
_KNOWN_PLACEHOLDER = re.compile(r"(\{id\}|\{timestamp\}|\{prefix\})")
_FALLBACK_ID = "STORY-ID"
# Prefixes and numbers that match common forms of `project.story_id`, most readable first; arbitrary.
_SAMPLE_PREFIXES = ("STORY", "story", "ABC", "AB", "A", "a", "")
_SAMPLE_NUMBERS = ("7", "07", "007", "0007", "00007", "7A", "A")
# Each letter of a timestamp format is one digit; all other characters stand for themselves.
_TIMESTAMP_LETTERS = re.compile(r"[YMDHSs]")


@dataclass(frozen=True, slots=True)
class FileNamePattern:
    """The pattern of a file name: a few sample names, and the expression that matches all names."""

    sample_names: tuple[str, ...]
    regex: re.Pattern[str]
    literal_prefix: str
    literal_suffix: str

    def common_name(self, other: FileNamePattern) -> str | None:
        """Return a file name that both patterns match, or None if no sample name does."""
        # The cheap comparison first: most pairs of file names have different endings.
        if not self.literal_suffix.endswith(other.literal_suffix) and not other.literal_suffix.endswith(
            self.literal_suffix
        ):
            return None
        matches = [name for name in self.sample_names if other.regex.fullmatch(name)]
        matches += [name for name in other.sample_names if self.regex.fullmatch(name)]
        return matches[0] if matches else None


def file_name_patterns(project: Project, files: tuple[str, ...]) -> Iterator[FileNamePattern]:
    """Yield the pattern of each file; values that the project does not define get one placeholder value."""
    id_regex = _id_regex(project)
    timestamp_format, prefix = project.timestamp or "YYYYMMDD-HHMM", project.prefix or "PREFIX"
    placeholder_regexes = {
        "{id}": f"{re.escape(_FALLBACK_ID)}|{id_regex}" if id_regex else re.escape(_FALLBACK_ID),
        "{timestamp}": _TIMESTAMP_LETTERS.sub("[0-9]", re.escape(timestamp_format)),
        "{prefix}": re.escape(prefix),
    }
    ids = sample_story_ids(project)
    for file in files:
        parts = _KNOWN_PLACEHOLDER.split(file)
        regex_text = "".join(
            f"(?:{placeholder_regexes[part]})" if part in placeholder_regexes else re.escape(part) for part in parts
        )
        regex = re.compile(regex_text)
        sample_values = {"{timestamp}": _TIMESTAMP_LETTERS.sub("1", timestamp_format), "{prefix}": prefix}
        names = ("".join({**sample_values, "{id}": story_id}.get(part, part) for part in parts) for story_id in ids)
        yield FileNamePattern(tuple(dict.fromkeys(names)), regex, parts[0], parts[-1])


def _id_regex(project: Project) -> str:
    """Return the regular expression of a story id, empty if the project does not define ids."""
    if not project.story_id:
        return rf"{re.escape(project.prefix)}-[A-Za-z0-9]+" if project.prefix else ""
    return "" if pattern_problem(project.story_id) else f"(?:{project.story_id})"


def sample_story_ids(project: Project) -> tuple[str, ...]:
    """Return up to five story ids, the most readable first; the last one is a fixed fallback."""
    id_regex = _id_regex(project)
    if not id_regex:
        return (_FALLBACK_ID,)
    prefixes = dict.fromkeys((project.prefix or _SAMPLE_PREFIXES[0], *_SAMPLE_PREFIXES))
    candidates = (
        f"{prefix}{separator}{suffix}" for separator, suffix, prefix in product("-_", _SAMPLE_NUMBERS, prefixes)
    )
    # Four are enough to show the forms that the expression accepts; arbitrary.
    matches = [name for name in candidates if re.fullmatch(id_regex, name)]
    return (*matches[:4], _FALLBACK_ID)

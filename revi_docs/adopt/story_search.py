"""Find the stories of a repository: a folder for each, with a story file that has its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from os.path import commonpath

from revi_docs.adopt.agent_files import single_field
from revi_docs.adopt.extracted_facts import FactCollector, skipped
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.files.globs import match_groups
from revi_docs.problems.problem import Place
from revi_docs.problems.shell_words import shell_path

_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*[-_][0-9]+[a-z]?")
"""A story id as trackers write it: `REVI-012`, `wrkf-1`, `team_a-7b`."""
_ID_FIELDS = ("id", "story_id", "story")
_MAX_PLACES = 3
"""Arbitrary: shows what is meant."""


@dataclass(frozen=True, slots=True)
class StorySet:
    """Story id → its file; `layout` is the folder of a story with `{id}`, `file` the name of its file."""

    layout: str = ""
    file: str = ""
    stories: Mapping[str, ScannedFile] = field(default_factory=dict)

    def folder_of(self, story: str) -> str:
        """The folder of a story."""
        file = self.file.replace("{id}", story)
        return self.stories[story].path.removesuffix(f"/{file}")

    def without_story_files(self, sources: Iterable[ScannedFile]) -> tuple[ScannedFile, ...]:
        """The files outside the folders of stories."""
        folders = {self.folder_of(story) for story in self.stories}
        return tuple(source for source in sources if not folders & set(_folders(source.path)))


def find_stories(documents: Iterable[ScannedFile], pattern: str, collector: FactCollector) -> StorySet:
    """Find the stories among documents; `pattern` is the path of a story file with `{id}`, "" for any.

    Without a pattern, a story is a file in a folder with the same id, and some story has a status. Stories that share a
    folder are reported: their ledgers need folders of their own.
    """
    by_file: dict[str, dict[str, ScannedFile]] = {}
    flat: dict[str, list[ScannedFile]] = {}
    for document in documents:
        matches = _matched(document, pattern) if pattern else _recognized(document)
        for story, file in matches:
            by_file.setdefault(file, {}).setdefault(story, document)
        if not matches and _is_flat(document, pattern):
            flat.setdefault(document.path.rpartition("/")[0], []).append(document)
    for folder, sources in flat.items():
        _report_flat(folder, sources, collector)
    by_file = {file: stories for file, stories in by_file.items() if pattern or any(map(_status, stories.values()))}
    if not by_file:
        return StorySet()
    # Of the files that have the id of their folder, the story file is the one that most folders have.
    file = max(by_file, key=lambda name: (len(by_file[name]), name == "{id}.md"))
    story_set = StorySet("", file, by_file[file])
    layout = pattern.removesuffix(f"/{file}") if pattern else _layout(map(story_set.folder_of, story_set.stories))
    return StorySet(layout, file, story_set.stories)


def _recognized(document: ScannedFile) -> list[tuple[str, str]]:
    folder, _, name = document.path.rpartition("/")
    story = folder.rpartition("/")[2]
    if not _ID.fullmatch(story) or (name.removesuffix(".md") != story and _declared_id(document) != story):
        return []
    return [(story, name.replace(story, "{id}"))]


def _matched(document: ScannedFile, pattern: str) -> list[tuple[str, str]]:
    """The id and the name of the file below the folder of the story, if a pattern matches."""
    groups = match_groups(pattern, document.path)
    parts = pattern.split("/")
    index = next((index for index, part in enumerate(parts) if "{id}" in part), len(parts))
    if not groups or index >= len(parts) - 1:
        return []
    return [(groups["id"], "/".join(parts[index + 1 :]))]


def _is_flat(document: ScannedFile, pattern: str) -> bool:
    """Whether a file has the id of a story as its name, and shares its folder with others."""
    if pattern:
        return match_groups(pattern, document.path) is not None
    stem = document.path.rpartition("/")[2].removesuffix(".md")
    return bool(_ID.fullmatch(stem) and _status(document) and _declared_id(document) in ("", stem))


def _report_flat(folder: str, sources: list[ScannedFile], collector: FactCollector) -> None:
    names = [source.path.rpartition("/")[2] for source in sources]
    prefix = re.split("[0-9]", names[0])[0]
    path = f"{folder}/{prefix}" if folder else prefix
    command = f'for f in {shell_path(path)}*.md; do mkdir "${{f%.md}}" && git mv "$f" "${{f%.md}}/"; done'
    collector.problems.append(
        skipped(
            f"{len(sources)} stories share the folder '{folder or '.'}', and each needs one of its own",
            f"run '{command}', then 'revi-docs adopt --write'",
            f"stories: {folder}",
            *(Place(source.path) for source in sources[:_MAX_PLACES]),
        )
    )


def _status(document: ScannedFile) -> str:
    return _text(document, "status")


def _declared_id(document: ScannedFile) -> str:
    return next(filter(None, (_text(document, name) for name in _ID_FIELDS)), "")


def _text(document: ScannedFile, name: str) -> str:
    value = single_field(document, name)
    return value.value.strip() if value and isinstance(value.value, str) else ""


def _layout(folders: Iterable[str]) -> str:
    """The pattern of the folders of stories: below one folder, below the stages of one folder, or anywhere below it."""
    parents = sorted({folder.rpartition("/")[0] for folder in folders})
    if len(parents) == 1:
        return f"{parents[0]}/{{id}}".lstrip("/")
    common = commonpath(parents) if all(parents) else ""
    rest = [parent.removeprefix(common).strip("/") for parent in parents]
    wildcard = "*" if all(part and "/" not in part for part in rest) else "**"
    return f"{common}/{wildcard}/{{id}}".lstrip("/")


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[:count]) for count in range(1, len(parts) + 1))

"""Find and read agent files, command files, documents and model lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from errno import EFBIG
from pathlib import Path

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.drift import owned_field_problems
from revi_docs.files.decoding import MAX_FILE_BYTES
from revi_docs.files.front_matter import FrontMatter, parse_front_matter
from revi_docs.files.front_matter_block import UnclosedError
from revi_docs.files.globs import path_matches
from revi_docs.files.read_file import read_text
from revi_docs.problems.problem import Place
from revi_docs.targets.claude import TARGET as CLAUDE

_PATHS = CLAUDE.paths
# Atomic up to the folder: what follows the first of several such folders follows the others, too.
_CLAUDE_ROOTS = rf"(?:(?:.*?/)?{re.escape(_PATHS.project_folder)}/|{_PATHS.plugins_folder}/[^/]+/|)"
_AGENT_PATH = re.compile(rf"(?>{_CLAUDE_ROOTS}{_PATHS.agents_folder}/).*\.md", re.DOTALL)
_SKILL_PATH = re.escape(_PATHS.skill).replace(re.escape("{skill}"), "[^/]+")
_COMMAND_PATH = re.compile(rf"(?>{_CLAUDE_ROOTS}{_PATHS.commands_folder}/).*\.md|(?:.*/)?{_SKILL_PATH}", re.DOTALL)
_CLAUDE_PATH = _CLAUDE_ROOTS + rf"(?:{'|'.join(_PATHS.content_folders)})/.*"
_EXCLUDED = r"(?:.*/)?(?:mkdocs\.yml|revi\.yml|CHANGELOG\.md|\.github/.*|templates/.*)"
_EXCLUDED_PATH = re.compile(_EXCLUDED, re.DOTALL)
_NON_DOCUMENT = re.compile(f"{_CLAUDE_PATH}|{_EXCLUDED}", re.DOTALL)
_NON_AGENT_FILE = re.compile(
    rf"(?:.*/)?(?:{'|'.join(map(re.escape, ('README.md', _PATHS.skill_file, *_PATHS.instructions)))})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScanPatterns:
    """Glob patterns of files to read; if empty, the common locations."""

    agents: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file with its text and front matter."""

    path: str
    text: str
    front_matter: FrontMatter | None = None

    def has_field(self, field: str) -> bool:
        """Whether the front matter has a non-empty field of this name."""
        return bool(self.front_matter and any(entry.value for entry in self.front_matter.fields_named(field)))


@dataclass(frozen=True, slots=True)
class ScannedFiles:
    """The files of each kind, sorted by path."""

    agents: tuple[ScannedFile, ...]
    commands: tuple[ScannedFile, ...]
    documents: tuple[ScannedFile, ...]
    lists: tuple[ScannedFile, ...]
    unclosed_paths: tuple[str, ...]
    """Agent files whose front matter has no closing line."""


def scan_files(root: Path, files: tuple[str, ...], patterns: ScanPatterns, collector: FactCollector) -> ScannedFiles:
    """Read the files of each kind; report problems in files that matter."""
    markdown_paths = [path for path in files if path.endswith(".md")]
    command_paths = [path for path in markdown_paths if _is_selected(path, patterns.commands, _COMMAND_PATH)]
    commands = tuple(_read_all(root, command_paths, collector))
    agent_paths = [
        path
        for path in markdown_paths
        if _is_selected(path, patterns.agents, _AGENT_PATH) and path not in command_paths
    ]
    agent_candidates = tuple(_read_all(root, agent_paths, collector))
    agents = tuple(source for source in agent_candidates if source.front_matter)
    without_fields = [source for source in agent_candidates if not source.front_matter]
    unclosed_paths = tuple(source.path for source in without_fields if source.text.startswith("---"))
    other_paths = [path for path in markdown_paths if path not in {*agent_paths, *command_paths}]
    document_paths = [path for path in other_paths if not _NON_DOCUMENT.fullmatch(path)]
    discarded = FactCollector()  # drops the problems of files that were only scanned
    documents = tuple(_read_all(root, document_paths, discarded))
    if not agents and not patterns.agents:
        agents = tuple(source for source in documents if _looks_like_agent(source))
        for source in agents:
            _check_front_matter(source, collector)
    documents = tuple(source for source in documents if source not in agents)
    if patterns.documents:
        selected_paths = [path for path in files if path_matches(patterns.documents, path)]
        documents = tuple(_read_all(root, [p for p in selected_paths if not _is_yaml(p)], collector))
    list_paths = [path for path in files if _is_yaml(path) and _is_selected_list(path, patterns)]
    lists = tuple(_read_all(root, list_paths, discarded))
    return ScannedFiles(agents, commands, documents, lists, unclosed_paths)


def _is_selected(path: str, patterns: tuple[str, ...], default_pattern: re.Pattern[str]) -> bool:
    if patterns:
        return path_matches(patterns, path)
    return default_pattern.fullmatch(path) is not None and (
        path.endswith(f"/{CLAUDE.paths.skill_file}") or not _NON_AGENT_FILE.fullmatch(path)
    )


def _is_yaml(path: str) -> bool:
    return path.endswith((".yml", ".yaml"))


def _is_selected_list(path: str, patterns: ScanPatterns) -> bool:
    if patterns.documents:
        return path_matches(patterns.documents, path)
    return not _EXCLUDED_PATH.fullmatch(path)


def _looks_like_agent(source: ScannedFile) -> bool:
    return (
        not _NON_AGENT_FILE.fullmatch(source.path)
        and source.has_field("name")
        and source.has_field("description")
        and (source.has_field("model") or source.has_field("tools"))
    )


def _read_all(root: Path, paths: list[str], collector: FactCollector) -> Iterator[ScannedFile]:
    """Yield the files that are text; warn about the others."""
    for path in paths:
        try:
            path.encode()
            text = read_text(root, path, limit=MAX_FILE_BYTES)
        except (OSError, UnicodeError) as error:
            place = Place(path.encode("utf-8", "backslashreplace").decode())
            if getattr(error, "errno", None) == EFBIG:
                collector.add_warning(f"is larger than {MAX_FILE_BYTES // 2**20} MiB", "split the file", place)
                continue
            collector.add_warning("cannot be read as UTF-8", "save it as UTF-8, with a UTF-8 file name", place)
            continue
        yield _with_front_matter(path, text, collector)


def _with_front_matter(path: str, text: str, collector: FactCollector) -> ScannedFile:
    if _is_yaml(path):
        return ScannedFile(path, text)
    try:
        source = ScannedFile(path, text, parse_front_matter(text))
    except UnclosedError as error:
        collector.problems.append(owned_field_problems.unclosed_front_matter(path, error))
        return ScannedFile(path, text)
    _check_front_matter(source, collector)
    return source


def _check_front_matter(source: ScannedFile, collector: FactCollector) -> None:
    error = source.front_matter.error if source.front_matter else None
    if error:
        collector.problems.append(owned_field_problems.invalid_front_matter(source.path, error))

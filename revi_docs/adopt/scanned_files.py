"""Find and read agent files, command files, documents and model lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from errno import EFBIG
from pathlib import Path

from revi_docs.adopt.extracted_facts import FactCollector, skipped
from revi_docs.adopt.plugin_manifests import find_plugin_names
from revi_docs.files.globs import path_matches
from revi_docs.files.markdown.front_matter import FrontMatter, parse_front_matter
from revi_docs.files.markdown.front_matter_block import UnreadableBlockError, other_format
from revi_docs.files.read_file import read_text
from revi_docs.files.size_limits import MAX_FILE_BYTES
from revi_docs.ownership import owned_field_problems
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.project_files import (
    AGENT_FOLDERS,
    COMMAND_FOLDERS,
    PLATFORM_FOLDERS,
    is_agent_path,
    is_command_path,
    is_in_content_folder,
)

_PATHS = CLAUDE.paths
_PLATFORMS = "|".join(map(re.escape, PLATFORM_FOLDERS))
_EXCLUDED = r"(?:.*/)?(?:mkdocs\.ya?ml|revi\.yml|CHANGELOG\.md|\.github/(?!copilot-instructions\.md).*|templates/.*)"
_EXCLUDED_PATH = re.compile(_EXCLUDED, re.DOTALL)
# Files beside agents that describe the folder, or that a platform reads for another purpose.
_NON_AGENT_FILE = re.compile(
    rf"(?:.*/)?(?:{'|'.join(map(re.escape, ('README.md', _PATHS.skill_file, *_PATHS.instructions)))})",
    re.IGNORECASE,
)
_CONTENT_FOLDERS = (*AGENT_FOLDERS, *COMMAND_FOLDERS, _PATHS.skills_folder)
_TOML_AGENT = re.compile(rf"(?:.*/)?(?:{_PLATFORMS})/{_PATHS.agents_folder}/[^/]+\.toml", re.DOTALL)
_CODE_SUFFIXES = (".ts", ".tsx", ".mts", ".py", ".json")
_NON_SOURCE = re.compile(
    r"(?:.*/)?(?:node_modules|vendor|dist|build|tests?|__tests__|package-lock\.json)(?:/.*)?", re.DOTALL
)
_CODE_WORDS = ("status", "transitions")
_AGENT_FIELDS = ("model", "tools", "disallowedTools", "permissionMode", "maxTurns", "color", "mode", "readonly")
_COMMAND_FIELDS = (CLAUDE.argument_hint_field, "allowed-tools", "disable-model-invocation")


@dataclass(frozen=True, slots=True)
class ScanPatterns:
    """Glob patterns of files to read; if empty, the common locations. `trusted` files are right in a conflict.

    `stories` is the path of a story file with `{id}`, "" for any place.
    """

    agents: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    stories: str = ""


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
    plugin_names: Mapping[str, str]
    """Folder with the manifest of a plugin → name of the plugin."""
    code: tuple[ScannedFile, ...] = ()
    """Code that may declare statuses."""


def scan_files(root: Path, files: tuple[str, ...], patterns: ScanPatterns, collector: FactCollector) -> ScannedFiles:
    """Read the files of each kind; report problems in files that matter.

    Without patterns, agents and commands are found in the folders of platforms and plugins, and elsewhere by their
    front matter.
    """
    plugin_names = dict(find_plugin_names(root, files))
    markdown_paths = [path for path in files if path.endswith(".md")]
    # Commands first: a skill in a folder of agents is a command.
    command_paths = [path for path in markdown_paths if _is_selected(path, patterns.commands, is_command_path)]
    agent_paths = [
        path
        for path in markdown_paths
        if _is_selected(path, patterns.agents, is_agent_path) and path not in set(command_paths)
    ]
    commands = list(_read_all(root, command_paths, collector))
    agent_candidates = tuple(_read_all(root, agent_paths, collector))
    agents = [source for source in agent_candidates if source.front_matter]
    without_fields = [source for source in agent_candidates if not source.front_matter]
    collector.problems += (
        owned_field_problems.front_matter_format(source.path, format_name)
        for source in (*without_fields, *commands)
        if (format_name := other_format(source.text))
    )
    unclosed_paths = tuple(source.path for source in without_fields if source.text.startswith("---"))
    read_paths = {*agent_paths, *command_paths}
    other_paths = [path for path in markdown_paths if path not in read_paths and not _EXCLUDED_PATH.fullmatch(path)]
    discarded = FactCollector()  # drops the problems in front matter of files that were only scanned
    documents: list[ScannedFile] = []
    for source in _read_all(root, other_paths, discarded):
        kind = _kind_by_front_matter(source, patterns)
        {"agent": agents, "command": commands, "": documents}[kind].append(source)
        if kind:
            _check_front_matter(source, collector)
    if patterns.documents:
        selected_paths = [path for path in files if path_matches(patterns.documents, path)]
        documents = list(_read_all(root, [p for p in selected_paths if not _is_yaml(p)], collector))
    else:
        documents = [source for source in documents if not is_in_content_folder(source.path, _CONTENT_FOLDERS)]
    list_paths = [path for path in files if _is_yaml(path) and _is_selected_list(path, patterns)]
    lists = tuple(_read_all(root, list_paths, discarded))
    code = () if patterns.documents else tuple(_read_code(root, files, discarded))
    _report_unread_files(discarded, collector)
    _report_toml_agents(files, collector)
    return ScannedFiles(tuple(agents), tuple(commands), tuple(documents), lists, unclosed_paths, plugin_names, code)


def _read_code(root: Path, files: tuple[str, ...], collector: FactCollector) -> Iterator[ScannedFile]:
    """Yield the code files that may declare statuses of stories."""
    paths = [path for path in files if path.endswith(_CODE_SUFFIXES) and not _NON_SOURCE.fullmatch(path)]
    yield from (
        source
        for source in _read_all(root, paths, collector)
        if any(word in source.text.casefold() for word in _CODE_WORDS)
    )


def _report_unread_files(discarded: FactCollector, collector: FactCollector) -> None:
    """Report the files that could not be read, one problem for each reason."""
    groups: dict[str, list[Problem]] = {}
    for problem in discarded.problems:
        if problem.code == "left-alone":
            groups.setdefault(problem.message, []).append(problem)
    for message, problems in groups.items():
        places = sorted(place for problem in problems for place in problem.places)
        text = message if len(places) == 1 else f"{len(places)} files: {message}"
        collector.problems.append(skipped(text, problems[0].fix, f"documents: {message}", *places))


def _report_toml_agents(files: tuple[str, ...], collector: FactCollector) -> None:
    places = [Place(path) for path in files if _TOML_AGENT.fullmatch(path)]
    if places:
        message = (
            f"{len(places)} agent files are TOML, which has no front matter"
            if len(places) > 1
            else ("the agent file is TOML, which has no front matter")
        )
        fix = "generate it from revi.yml with an entry in outputs, or keep it up to date yourself"
        collector.problems.append(skipped(message, fix, "toml-agents", *places))


def _is_selected(path: str, patterns: tuple[str, ...], is_default: Callable[[str], bool]) -> bool:
    if patterns:
        return path_matches(patterns, path)
    return is_default(path) and (
        path.rpartition("/")[2] == CLAUDE.paths.skill_file or not _NON_AGENT_FILE.fullmatch(path)
    )


def _is_yaml(path: str) -> bool:
    return path.endswith((".yml", ".yaml"))


def _is_selected_list(path: str, patterns: ScanPatterns) -> bool:
    if patterns.documents:
        return path_matches(patterns.documents, path)
    return not _EXCLUDED_PATH.fullmatch(path)


def _kind_by_front_matter(source: ScannedFile, patterns: ScanPatterns) -> str:
    """Return "agent" or "command" if the front matter has fields that only such files have, else ""."""
    is_named_otherwise = _NON_AGENT_FILE.fullmatch(source.path)
    if source.front_matter is None or is_named_otherwise or not source.has_field("description"):
        return ""
    if not patterns.agents and source.has_field("name") and any(map(source.has_field, _AGENT_FIELDS)):
        return "agent"
    if not patterns.commands and any(map(source.has_field, _COMMAND_FIELDS)):
        return "command"
    return ""


def _read_all(root: Path, paths: list[str], collector: FactCollector) -> Iterator[ScannedFile]:
    """Yield the files that are text; warn about the others."""
    for path in paths:
        try:
            # Raises UnicodeError for a file name that is not UTF-8.
            path.encode()
            text = read_text(root, path, limit=MAX_FILE_BYTES)
        except (OSError, UnicodeError) as error:
            place = Place(path.encode("utf-8", "backslashreplace").decode())
            if getattr(error, "errno", None) == EFBIG:
                collector.add_warning(f"is larger than {MAX_FILE_BYTES // 2**20} MiB", "split the file", place)
                continue
            collector.add_warning("cannot be read as UTF-8", "save it as UTF-8, with a UTF-8 file name", place)
            continue
        yield _with_front_matter(path, text, collector) if path.endswith(".md") else ScannedFile(path, text)


def _with_front_matter(path: str, text: str, collector: FactCollector) -> ScannedFile:
    try:
        source = ScannedFile(path, text, parse_front_matter(text))
    except UnreadableBlockError as error:
        # The text is still read for names and tables; only its fields are unknown.
        collector.problems.append(owned_field_problems.unreadable_front_matter(path, error))
        return ScannedFile(path, text)
    _check_front_matter(source, collector)
    return source


def _check_front_matter(source: ScannedFile, collector: FactCollector) -> None:
    error = source.front_matter.error if source.front_matter else None
    if error:
        collector.problems.append(owned_field_problems.invalid_front_matter(source.path, error))

"""Which files of the repository are agents, commands, documents and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from revi_docs.drift import owned_faults
from revi_docs.drift.adopt.facts import Findings
from revi_docs.files.front_matter import FrontMatter, UnclosedError, read
from revi_docs.files.globs import fits
from revi_docs.files.text import MOST_BYTES
from revi_docs.problems.problem import Place

_FOLDERS = r"(?:(?:.*/)?\.claude/|plugins/[^/]+/|)"
_AGENT = re.compile(_FOLDERS + r"agents/.*\.md", re.DOTALL)
_COMMAND = re.compile(_FOLDERS + r"commands/.*\.md|(?:.*/)?\.claude/skills/[^/]+/SKILL\.md", re.DOTALL)
_CLAUDES = re.compile(_FOLDERS + r"(?:agents|commands|skills)/.*", re.DOTALL)
_OTHERS = re.compile(r"(?:.*/)?(?:mkdocs\.yml|revi\.yml|CHANGELOG\.md|\.github/.*|templates/.*)", re.DOTALL)
_NO_AGENT = re.compile(r"(?:.*/)?(?:README|SKILL|CLAUDE|AGENTS)\.md", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where to look, by patterns; without any, in the usual places."""

    agents: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file, its text as it is, and its front matter."""

    path: str
    text: str
    front: FrontMatter | None = None

    def says(self, field: str) -> bool:
        """Whether the front matter has the field, and something in it."""
        return bool(self.front and any(found.value for found in self.front.named(field)))


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that are read, sorted by path in each of the four kinds."""

    agents: tuple[Source, ...]
    commands: tuple[Source, ...]
    documents: tuple[Source, ...]
    lists: tuple[Source, ...]
    broken: tuple[str, ...]
    """Paths of agents whose front matter never ends."""


def sources(root: Path, files: tuple[str, ...], wanted: Wanted, found: Findings) -> Sources:
    """The sources among the repository's files; what is broken in one that matters is noted."""
    pages = [path for path in files if path.endswith(".md")]
    commands = [path for path in pages if _is_meant(path, wanted.commands, _COMMAND)]
    read_commands = tuple(_read_all(root, commands, found))
    candidates = [path for path in pages if _is_meant(path, wanted.agents, _AGENT) and path not in commands]
    read_agents = tuple(_read_all(root, candidates, found))
    agents = tuple(one for one in read_agents if one.front)
    broken = tuple(one.path for one in read_agents if not one.front and one.text.startswith("---"))
    rest = [path for path in pages if not _CLAUDES.fullmatch(path) and not _OTHERS.fullmatch(path)]
    quiet = Findings()
    documents = tuple(_read_all(root, [path for path in rest if path not in {*candidates, *commands}], quiet))
    if not agents and not wanted.agents:
        agents = tuple(one for one in documents if _looks_like_agent(one))
        found.problems += [
            owned_faults.no_yaml(one.path, one.front.error) for one in agents if one.front and one.front.error
        ]
    documents = tuple(one for one in documents if one not in agents)
    if wanted.documents:
        chosen = [path for path in files if fits(wanted.documents, path) and not _is_yaml(path)]
        documents = tuple(_read_all(root, chosen, found))
    lists = [path for path in files if _is_yaml(path) and _is_list(path, wanted)]
    return Sources(agents, read_commands, documents, tuple(_read_all(root, lists, quiet)), broken)


def _is_meant(path: str, patterns: tuple[str, ...], usual: re.Pattern[str]) -> bool:
    if patterns:
        return fits(patterns, path)
    return usual.fullmatch(path) is not None and (path.endswith("/SKILL.md") or not _NO_AGENT.fullmatch(path))


def _is_yaml(path: str) -> bool:
    return path.endswith((".yml", ".yaml"))


def _is_list(path: str, wanted: Wanted) -> bool:
    return fits(wanted.documents, path) if wanted.documents else not _OTHERS.fullmatch(path)


def _looks_like_agent(source: Source) -> bool:
    return (
        not _NO_AGENT.fullmatch(source.path)
        and source.says("name")
        and source.says("description")
        and (source.says("model") or source.says("tools"))
    )


def _read_all(root: Path, paths: list[str], found: Findings) -> Iterator[Source]:
    """The files that are text; the others are noted and left out."""
    for path in paths:
        try:
            path.encode()
            with (root / path).open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
            text = content.decode()
        except (OSError, UnicodeError):
            shown = path.encode("utf-8", "backslashreplace").decode()
            found.leave("cannot be read as UTF-8", "save it as UTF-8, under a name in UTF-8", Place(shown))
            continue
        if len(content) > MOST_BYTES:
            found.leave("is larger than 4 MiB", "split it", Place(path))
            continue
        yield _with_front_matter(path, text, found)


def _with_front_matter(path: str, text: str, found: Findings) -> Source:
    if _is_yaml(path):
        return Source(path, text)
    try:
        source = Source(path, text, read(text))
    except UnclosedError:
        found.problems.append(owned_faults.unclosed(path))
        return Source(path, text)
    if source.front and source.front.error:
        found.problems.append(owned_faults.no_yaml(path, source.front.error))
    return source

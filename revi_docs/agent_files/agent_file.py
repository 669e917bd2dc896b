"""One file that an agent platform reads: an agent, or a command or skill."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from revi_docs.files.markdown.front_matter import FrontMatter, parse_front_matter
from revi_docs.files.markdown.front_matter_block import UnclosedError
from revi_docs.files.yaml.yaml_nodes import FieldValue
from revi_docs.files.yaml.yaml_scalars import split_tools
from revi_docs.problems.problem import Place
from revi_docs.targets.claude import TARGET as CLAUDE

BYTES_PER_TOKEN = 4
"""How many bytes of UTF-8 count as one token. A rough average for English and code; the same everywhere."""

_PATHS = CLAUDE.paths
_ROOTS = rf"(?P<root>(?:(?:.*/)?{re.escape(_PATHS.project_folder)}/|{_PATHS.plugins_folder}/[^/]+/))"
# Atomic up to the folder: a path that does not match fails at once, however many such folders are in it.
_AGENT_PATH = re.compile(rf"(?>{_ROOTS}{_PATHS.agents_folder}/)(?:.*/)?(?P<name>[^/]+)\.md", re.DOTALL)
_COMMAND_PATH = re.compile(rf"(?>{_ROOTS}{_PATHS.commands_folder}/)(?:.*/)?(?P<name>[^/]+)\.md", re.DOTALL)
_SKILL_PATH = re.compile(
    rf"(?>{_ROOTS}{_PATHS.skills_folder}/)(?:.*/)?(?P<name>[^/]+)/{re.escape(_PATHS.skill_file)}", re.DOTALL
)

Kind = Literal["agent", "command"]


@dataclass(frozen=True, slots=True)
class AgentFile:
    """A file as its platform sees it. `places` are the places of the fields that are in it.

    `is_in_plugin`: a plugin contains it, so that some fields have no effect. `item`: the path of the item of the
    contract from which it is generated, empty if people write it.
    """

    path: str
    kind: Kind
    name: str
    text: str
    body: str
    body_line: int
    is_in_plugin: bool
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    has_front_matter: bool = False
    item: tuple[str, ...] = ()

    @property
    def tokens(self) -> int:
        """Its size in tokens."""
        return token_count(self.text)

    @property
    def description(self) -> str:
        """What the platform shows and the model decides by; the field `when_to_use` is a part of it."""
        parts = (self.fields.get(name) for name in ("description", "when_to_use"))
        return " ".join(part for part in parts if isinstance(part, str))

    @property
    def is_for_people(self) -> bool:
        """Whether only a person can start the command."""
        return str(self.fields.get("disable-model-invocation")).lower() == "true"

    def place_of(self, name: str) -> Place:
        """The place of a field, or the start of the file."""
        return self.places.get(name) or Place(self.path, 1)


def token_count(text: str) -> int:
    """The size of a text in tokens: its bytes in UTF-8 divided by four, rounded up."""
    return -(-len(text.encode("utf-8", "surrogatepass")) // BYTES_PER_TOKEN)


def names_in(value: FieldValue) -> tuple[str, ...]:
    """The names in a list, or in a text with commas, spaces and arguments such as `Bash(git *), Read`."""
    if value is None:
        return ()
    if not isinstance(value, str):
        return value
    return tuple(split_tools(value))


def read_agent_file(
    path: str, text: str, item: tuple[str, ...] = (), *, is_plugin_root: bool = False
) -> AgentFile | None:
    """The file at a path that Claude Code reads, or None for any other path.

    `is_plugin_root`: the repository is a plugin itself, so that its files are those of a plugin.
    """
    kinds = ((_AGENT_PATH.fullmatch, "agent"), (_COMMAND_PATH.fullmatch, "command"), (_SKILL_PATH.fullmatch, "command"))
    for match_path, kind in kinds:
        match = match_path(path) or (is_plugin_root and match_path(f"{_PATHS.plugins_folder}/./{path}"))
        if match:
            is_in_plugin = match["root"].startswith(f"{_PATHS.plugins_folder}/")
            return _parse(path, text, match["name"], "agent" if kind == "agent" else "command", is_in_plugin, item)
    return None


def _parse(path: str, text: str, name: str, kind: Kind, is_in_plugin: bool, item: tuple[str, ...]) -> AgentFile:  # noqa: PLR0917, PLR0913 - the parts of one file
    front_matter = _front_matter(text)
    fields = {entry.name: entry.value for entry in front_matter.fields} if front_matter else {}
    places = (
        {entry.name: Place(path, entry.line, entry.column) for entry in front_matter.fields} if front_matter else {}
    )
    # The body starts after the closing line of the front matter.
    start = text.find("\n", front_matter.end) + 1 if front_matter else 0
    body = text[start:] if start or not front_matter else ""
    own_name = fields.get("name")
    return AgentFile(
        path=path,
        kind=kind,
        name=own_name if isinstance(own_name, str) and own_name else name,
        text=text,
        body=body,
        body_line=text.count("\n", 0, start) + 1,
        is_in_plugin=is_in_plugin,
        fields=fields,
        places=places,
        has_front_matter=front_matter is not None,
        item=item,
    )


def _front_matter(text: str) -> FrontMatter | None:
    try:
        return parse_front_matter(text)
    except UnclosedError:  # reported where the file's fields are read
        return None

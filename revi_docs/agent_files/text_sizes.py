"""How many tokens the texts for agents have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from revi_docs.agent_files.agent_file import AgentFile, token_count
from revi_docs.agent_files.context import AgentFilesContext
from revi_docs.contract.relations import started_agents

_MUST_READ = re.compile(r"^(?:[0-9]+\. |- )?Read `([^`\n]+\.md)` first\b", re.MULTILINE)
"""A file that an agent must read; other files are read on demand."""


def command_tokens(context: AgentFilesContext, command: str) -> int:
    """The tokens of a command, of all agents that it starts directly or through others, and of what they must read."""
    files = [
        *_files_named(context, "command", [command]),
        *_files_named(context, "agent", _all_agents(context, command)),
    ]
    return sum(file.tokens for file in files) + sum(map(token_count, _required_texts(context, files).values()))


def _all_agents(context: AgentFilesContext, command: str) -> list[str]:
    item = context.contract.commands.get(command)
    pending = started_agents(context.contract, item) if item else []
    names: dict[str, None] = {}
    while pending:
        name = pending.pop()
        if name not in names:
            names[name] = None
            agent = context.contract.agents.get(name)
            pending += agent.spawns if agent else ()
    return list(names)


def _files_named(context: AgentFilesContext, kind: str, names: Iterable[str]) -> list[AgentFile]:
    """The files of that kind with these names; one file for each name.

    A generated file has the name of its item, which its platform may write in another way.
    """
    by_name = {(file.item and file.item[-1]) or file.name: file for file in context.files if file.kind == kind}
    return [by_name[name] for name in dict.fromkeys(names) if name in by_name]


def _required_texts(context: AgentFilesContext, files: Iterable[AgentFile]) -> dict[str, str]:
    """Path → text of the files that must be read."""
    names = {match[1] for file in files for match in _MUST_READ.finditer(file.body)}
    return {path: text for path, text in context.all_texts if any(path.endswith(_tail(name)) for name in names)}


def _tail(name: str) -> str:
    """The path of a file without the variable of its plugin's folder."""
    return name.partition("}")[2] or name


def always_on_tokens(context: AgentFilesContext) -> int:
    """The tokens of what is in every conversation: instructions, and names and descriptions that a model sees."""
    descriptions = (f"{file.name}: {file.description}" for file in context.files if not file.is_for_people)
    return sum(map(token_count, descriptions)) + sum(token_count(text) for _, text in context.instructions)

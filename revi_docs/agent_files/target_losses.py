"""What a platform cannot express of a contract: one function for each kind of loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from revi_docs.agent_files.agent_chains import chains_beyond
from revi_docs.agent_files.context import AgentFilesContext
from revi_docs.contract.conditions import needs_person
from revi_docs.contract.model import Agent, Command
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.contract.relations import hooks_of, model_of, started_agents
from revi_docs.contract.target_relations import model_name, reads_only
from revi_docs.files.markdown.front_matter_block import front_matter_end
from revi_docs.targets.claude_platform import HOOK_PURPOSES
from revi_docs.targets.platform import Platform


class Loss(NamedTuple):
    """A key path of the contract, what becomes of its value, and a fix other than to accept that."""

    path: tuple[str, ...]
    message: str
    fix: str = ""


def losses(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    """Yield what a platform drops of the contract: all of it, if no output of the platform is left."""
    if any(row.path in context.contract.outputs for row in platform.outputs):
        for find in _FINDERS:
            yield from find(context, platform)
    else:
        key = "what switches them off in 'outputs'" if context.contract.default_outputs else "'default_outputs: false'"
        fix = f"remove {key}, or remove '{platform.id}' from targets"
        yield Loss(("targets", platform.id), "gets no files: its default outputs are switched off", fix)


def _instructions(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    if context.contract.statuses and not platform.has("instructions"):
        yield Loss(("targets", platform.id), "has no instructions: statuses and transitions are only in its skills")


def _items(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    """Commands and agents that the platform has only as text."""
    rendered_sections = {row.each for row in platform.outputs}
    for section, kind in (("commands", "commands"), ("agents", "subagents")):
        count = len(getattr(context.contract, section))
        if count and not platform.has(section):
            noun = section[:-1] if count == 1 else section
            is_text = section in rendered_sections
            verb, files = ("is", "a file") if count == 1 else ("are", "files")
            fate = f"{files} that skills refer to" if is_text else "only listed"
            yield Loss(("targets", platform.id), f"has no {kind}: {count} {noun} {verb} {fate}")


def _tools(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    for agent in _agents(context, platform):
        if agent.tools and not platform.has("tool lists"):
            is_limited = reads_only(context.contract, agent) and platform.has("read-only agents")
            rest = "; it is read-only there" if is_limited else ""
            yield Loss(("agents", agent.id, "tools"), f"ignores tools of agent '{agent.id}'{rest}")


def _own_fields(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    for section, items in (("agents", _agents(context, platform)), ("commands", _commands(context, platform))):
        for item in items:
            if item.claude:
                owner = f"{SINGULAR_BY_SECTION[section]} '{item.id}'"
                yield Loss((section, item.id, "claude"), f"ignores the Claude Code fields of {owner}")


def _models(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    agents_by_model: dict[str, list[str]] = {}
    for agent in _agents(context, platform):
        model = model_of(context.contract, agent)
        if model and model_name(context.contract, model, platform.id) is None:
            agents_by_model.setdefault(model, []).append(agent.id)
    for model, names in agents_by_model.items():
        owner = f"agent '{names[0]}' runs" if len(names) == 1 else f"{len(names)} agents run"
        yield Loss(
            ("models", model),
            f"has no name for the model '{model}': {owner} on the default model",
            f"write its name there as 'targets.{platform.id}.models.{model}', or accept this",
        )


def _layers(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    if not platform.agent_layers:
        return
    agents = context.contract.agents
    successors = {agent.id: agent.spawns for agent in agents.values()}
    parents: dict[str, list[str]] = {}
    for command in context.contract.commands.values():
        started = started_agents(context.contract, command)
        for *_, parent, agent in chains_beyond(command.id, started, successors, platform.agent_layers):
            if agent not in parents.setdefault(parent, []):
                parents[parent].append(agent)
    layers = "one layer" if platform.agent_layers == 1 else f"{platform.agent_layers} layers"
    for parent, names in parents.items():
        quoted = ", ".join(f"'{name}'" for name in names)
        yield Loss(("agents", parent, "spawns"), f"starts agents on {layers}: '{parent}' cannot start {quoted}")


def _people(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    for command in _commands(context, platform):
        if needs_person(context.contract, command) and not platform.has("commands for people"):
            yield Loss(
                ("commands", command.id),
                f"cannot keep the model from starting '{command.id}', which needs a person",
            )


def _arguments(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    commands = [command.id for command in _commands(context, platform) if command.arguments]
    if commands and not platform.has("arguments"):
        owner = f"'{commands[0]}' takes" if len(commands) == 1 else f"{len(commands)} commands take"
        yield Loss(("targets", platform.id), f"does not fill in arguments: {owner} them from the request")


def _version(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    if context.contract.targets[platform.id].version:
        fix = "remove the version"
        yield Loss(("targets", platform.id, "version"), "has the same facts at every version that is known", fix)


def _hooks(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    for event in hooks_of(context.contract) if context.contract.hooks else ():
        loss = HOOK_PURPOSES.get(event, "its hook does not run there")
        reason = f"has no {event}" if event not in platform.events else f"gets no hook for {event}"
        yield Loss(("hooks", event), f"{reason}: {loss}")


def _sizes(context: AgentFilesContext, platform: Platform) -> Iterator[Loss]:
    texts = dict(context.all_texts)
    for row in platform.outputs:
        names = list(getattr(context.contract, row.each)) if row.each else [""]
        for name in names if row.max_bytes else ():
            singular = SINGULAR_BY_SECTION.get(row.each, "")
            path = row.path.replace("{" + singular + "}", platform.file_name(name))
            size = len(_body(texts.get(path, "")).encode("utf-8"))
            if size > row.max_bytes:
                owner = f"{singular} '{name}'" if name else path
                where = (row.each, name) if name else ("targets", platform.id)
                yield Loss(where, f"reads {row.max_bytes:,} bytes of {owner}, which has {size:,}")


def _body(text: str) -> str:
    return text[front_matter_end(text) :]


def _agents(context: AgentFilesContext, platform: Platform) -> list[Agent]:
    """The agents that the platform has as agents."""
    return list(context.contract.agents.values()) if platform.has("agents") else []


def _commands(context: AgentFilesContext, platform: Platform) -> list[Command]:
    return list(context.contract.commands.values()) if platform.has("commands") else []


_FINDERS: tuple[Callable[[AgentFilesContext, Platform], Iterator[Loss]], ...] = (
    _instructions,
    _items,
    _tools,
    _own_fields,
    _models,
    _layers,
    _people,
    _arguments,
    _version,
    _hooks,
    _sizes,
)

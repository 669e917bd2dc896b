"""An agent must ask a person, which no subagent can.

Why: Claude Code removes the tool `AskUserQuestion` from every subagent, and no person reads what one writes before
it ends. The agent guesses an answer instead.

Example:

    agents:
      triage: {description: Asks the user about each idea., tools: [Read, AskUserQuestion]}

Fix: Have the agent return its questions, and let the command ask them: a command runs in the main conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.agent_files.agent_file import AgentFile, names_in
from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets.claude_versions import TOOLS_WITHOUT_SUBAGENTS

# Only explicit phrases: a rule about prose must not guess.
_ASKS = re.compile(
    r"\b(?:asks?|consults?|prompts?)\s+(?:the\s+|a\s+)?(?:user|person|human)\b"
    r"|\b(?:with|to)\s+the\s+user\s+(?:and|before|until)\b|\bwaits?\s+for\s+(?:confirmation|the\s+user)\b",
    re.IGNORECASE,
)
# An instruction not to ask, or text about what others ask.
_NEGATION = re.compile(
    r"\b(?:not|never|cannot|can't|don't|without|instead of|commands?|caller|who|if you had to)\b", re.IGNORECASE
)
# Code is blanked out with its lines kept, so that places remain valid.
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each agent that has a tool for questions or must ask."""
    for agent in context.contract.agents.values():
        for index, tool in enumerate(agent.tools):
            if tool in TOOLS_WITHOUT_SUBAGENTS:
                place = context.place_in_contract(("agents", agent.id, "tools", index))
                yield _tool_problem(reporter, agent.id, tool, place)
    for file in context.of_kind("agent"):
        if file.item:
            yield from _asking_text(file, context.place(file, "description"), reporter)
            continue
        for tool in names_in(file.fields.get("tools")):
            if tool in TOOLS_WITHOUT_SUBAGENTS:
                yield _tool_problem(reporter, file.name, tool, file.place_of("tools"))
        yield from _asking_text(file, None, reporter)


def _tool_problem(reporter: RuleReporter, agent: str, tool: str, place: Place) -> Problem:
    message = f"agent '{agent}' has the tool '{tool}', which Claude Code removes from every subagent"
    return reporter.problem(
        message,
        "remove the tool; let the agent return its questions, and have the command ask them",
        (place,),
        f"{agent}.{tool}",
    )


def _asking_text(file: AgentFile, place: Place | None, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield a problem for the first sentence that tells the agent to ask a person."""
    text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), file.body)
    for match in _ASKS.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in (".", "\n\n", ":", ";"))
        if _NEGATION.search(text, start + 1, match.end()):
            continue
        line = file.body_line + text.count("\n", 0, match.start())
        column = match.start() - text.rfind("\n", 0, match.start())
        phrase = " ".join(match[0].split())
        message = f"agent '{file.name}' must \"{phrase}\", which no subagent can"
        fix = f'write "return the question" instead of "{phrase}", and have the command ask it'
        yield reporter.problem(message, fix, (place or Place(file.path, line, column),), f"{file.name}.text")
        return

"""A text for agents is longer than the contract allows.

Why: Every token of an agent file is paid at every start, and a long text hides what matters. A token is four bytes of
UTF-8, rounded up. Only the files for Claude Code count: files for other targets have the same text with other fields,
so their numbers would repeat these.

Example:

    budgets: {texts: {agent: 700}}
    agents: an agent whose file has 3,000 bytes

Fix: Move what is needed rarely into a reference file that is read on demand, or raise the limit in `budgets.texts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.agent_files.agent_file import token_count
from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.agent_files.text_sizes import always_on_tokens, command_tokens
from revi_docs.problems.problem import Problem


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each limit of `budgets.texts` that is exceeded."""
    texts = context.contract.budgets.texts if context.contract.budgets else None
    if texts is None:
        return
    for file in context.of_kind("agent") if texts.agent else ():
        if texts.agent and file.tokens > texts.agent:
            limit_place = context.place_in_contract(("budgets", "texts", "agent"))
            yield reporter.problem(
                f"the file of agent '{file.name}' has {file.tokens:,} tokens; the limit is {texts.agent:,}",
                f"shorten it, move details into a reference file, or set 'agent: {file.tokens}' in budgets.texts",
                (context.place(file), limit_place),
                file.name,
            )
    for command, limit in texts.commands.items():
        tokens = command_tokens(context, command)
        if tokens > limit:
            yield reporter.problem(
                f"/{command} with its agents has {tokens:,} tokens; the limit is {limit:,}",
                f"shorten it or an agent that it starts, or set '{command}: {tokens}' in budgets.texts.commands",
                (context.place_in_contract(("budgets", "texts", "commands", command)),),
                command,
            )
    tokens = always_on_tokens(context)
    if texts.always_on and tokens > texts.always_on:
        instructions = sum(token_count(text) for _, text in context.instructions)
        yield reporter.problem(
            f"{tokens:,} tokens are in every conversation, {instructions:,} of them instructions; "
            f"the limit is {texts.always_on:,}",
            f"shorten descriptions and instructions, or set 'always_on: {tokens}' in budgets.texts",
            (context.place_in_contract(("budgets", "texts", "always_on")),),
            "always_on",
        )

"""A target of the contract cannot express something that the contract states.

Why: The same agent is less restricted on that platform, or a guard does not run there. Lint names what is lost, so
that no one relies on it.

Example:

    targets: [claude, codex]
    agents: {reader: {description: Reads., tools: [Read]}}

Fix: Nothing, if the platform may do without it. Otherwise remove the target.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.agent_files.context import CLAUDE, AgentFilesContext, RuleReporter
from revi_docs.agent_files.target_losses import losses
from revi_docs.problems.problem import Problem
from revi_docs.targets.platform import PLATFORMS, load_platform


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield a warning for everything that a target drops."""
    # `unknown-target` reports a name that is not a platform.
    for name in (name for name in context.contract.targets if name != CLAUDE and name in PLATFORMS):
        for loss in losses(context, load_platform(name)):
            place = context.place_in_contract(loss.path)
            fix = loss.fix or f"accept this, or remove '{name}' from targets"
            yield reporter.warning(f"{name} {loss.message}", fix, (place,), f"{name}.{'.'.join(loss.path)}")

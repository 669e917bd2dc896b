"""`revi trust`: let a check run although it is not on the base branch."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import agent_command, pass_repository
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.checks.trusted_checks import trust as trust_check


@agent_command("revi trust lint --actor Ada")
@click.argument("check", help="The check.")
@click.option("--actor", required=True, help="The person who has read the check.")
@pass_repository
def trust(repository: Repository, check: str, actor: str) -> CommandResult:
    """As a person, trust a check as it is now, so that it runs in this clone."""
    trust_check(repository, check, actor)
    return CommandResult("trusted", f"{check} runs in this clone until it changes")

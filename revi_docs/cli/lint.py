"""`revi-docs lint`: check the contract, the templates and the stories."""

from __future__ import annotations

import click

from revi_docs.app.base_lint import lint_against
from revi_docs.app.summaries import contract_summary, unchecked_history
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.problems.problem import sorted_problems


@program_command(
    "revi-docs lint", "revi-docs lint --format json", "revi-docs lint --against origin/main --format github"
)
@findings_format_option
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Record the current problems of stories and agent files in .revi/baseline; from then on only new ones "
    "are reported.",
)
@click.option(
    "--against",
    metavar="REF",
    default="",
    help="Also judge every ledger entry that REF does not have by the contract of REF, and list the entries that "
    "only a person vouches for. Only the baseline of REF hides problems.",
)
@click.option(
    "--run-checks",
    is_flag=True,
    help="With --against: rerun the checks that new entries require, as the contract of REF defines them. This runs "
    "code of the repository.",
)
@pass_workspace
def lint(workspace: Workspace, output_format: str, write_baseline: bool, against: str, run_checks: bool) -> int:
    """Report all problems of revi.yml, the templates and the stories at once."""
    if run_checks and not against:
        raise click.UsageError("--run-checks needs --against REF")
    if write_baseline:
        click.echo(workspace.write_baseline(), err=True)
    problems = workspace.lint()
    if against:
        base_problems = lint_against(workspace, against, run_checks=run_checks)
        problems = sorted_problems((*problems, *base_problems))
    summary = f"valid: {contract_summary(workspace)}{unchecked_history(workspace)}"
    return print_problems(problems, output_format, summary)

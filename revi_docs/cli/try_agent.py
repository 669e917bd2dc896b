"""`revi-docs try`: run an agent on a prepared story and check its result."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.problems.problem import Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.records.story_folders import new_story_folder
from revi_docs.stories.agent_case import AgentCase, read_case, set_up_repository
from revi_docs.stories.agent_evaluation import evaluate_agent, file_digests
from revi_docs.stories.story_layout import StoryLayout


@program_command(
    "revi-docs try tests/agents/unit/elab-analyst -- sh tests/agents/unit/elab-analyst/answer.sh",
    'revi-docs try my-case -- claude -p "You are elab-analyst. Audit the story REVI-901."',
    name="try",
)
@click.argument("case", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The folder of the case.")
@click.argument("command", nargs=-1, required=True, help="The command that starts the agent.")
@click.option(
    "--timeout", default=900, show_default=True, type=click.IntRange(1), help="Seconds until the command is stopped."
)
@findings_format_option
@pass_workspace
def try_agent(workspace: Workspace, case: Path, command: tuple[str, ...], timeout: int, output_format: str) -> int:
    """Create the story of CASE, run the command that starts an agent on it, and check the result.

    Everything happens in a temporary repository; REVI_STORY contains the path of the story's folder.
    The words after `--` are run without a shell.
    """
    if workspace.loaded.problems:
        raise ReviError(*workspace.loaded.problems)
    contract = workspace.loaded.contract
    agent_case = read_case(contract, workspace.root, os.path.relpath(case, workspace.root))
    with tempfile.TemporaryDirectory(prefix="revi-try-") as folder:
        scratch = Path(folder)
        set_up_repository(workspace.root, workspace.loaded, agent_case, scratch)
        files_before = file_digests(scratch, StoryLayout(scratch, contract).log_section)
        run_problems = _run_agent(
            command, scratch, new_story_folder(contract.project.stories, agent_case.story), timeout, agent_case
        )
        problems = sorted_problems((*run_problems, *evaluate_agent(contract, agent_case, scratch, files_before)))
    return print_problems(problems, output_format, f"{agent_case.agent}: passed")


def _run_agent(
    command: tuple[str, ...], scratch: Path, story: str, timeout: int, case: AgentCase
) -> tuple[Problem, ...]:
    """Run the agent. Its output goes to standard error, so that standard output contains only the findings."""
    try:
        process = subprocess.run(
            _resolve_paths(command),
            cwd=scratch,
            env={**os.environ, "REVI_STORY": story},
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
            timeout=timeout,
            check=False,
        )
        reason = f"exited with code {process.returncode}" if process.returncode else ""
    except subprocess.TimeoutExpired:
        reason = f"did not finish within {timeout} seconds"
    except OSError as error:
        reason = f"could not be started: {error.strerror}"
    if not reason:
        return ()
    message = f"'{command[0]}' {reason}"
    fix = "run the command by itself in an empty folder; if it needs more time, pass --timeout"
    return (Problem(code="agent-failed", message=message, fix=fix, places=(case.place,), subject=reason),)


def _resolve_paths(command: tuple[str, ...]) -> list[str]:
    """Return the command with existing paths made absolute, because it runs in another folder."""
    return [
        str(Path(argument).resolve()) if "/" in argument and Path(argument).exists() else argument
        for argument in command
    ]

"""`revi-docs try`: does an agent do what the contract says of it?"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from revi_docs.cli.printing import example, format_option, show
from revi_docs.cli.workspace import Workspace
from revi_docs.problems.problem import Problem, ReviError, in_order
from revi_docs.stories.agent_case import Case, lay_out, read_case
from revi_docs.stories.judge_agent import judge, snapshot


@click.command(
    name="try",
    epilog=example(
        "revi-docs try tests/agents/unit/elab-analyst -- sh tests/agents/unit/elab-analyst/answer.sh",
        'revi-docs try my-case -- claude -p "You are elab-analyst. Audit the story REVI-901."',
    ),
)
@click.argument("case", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("command", nargs=-1, required=True)
@click.option(
    "--timeout", default=900, show_default=True, type=click.IntRange(1), help="Seconds it may take."
)
@format_option
@click.pass_obj
def try_agent(workspace: Workspace, case: Path, command: tuple[str, ...], timeout: int, form: str) -> int:
    """Lay out a story, run the command that starts an agent on it, and judge what it left.

    Everything happens in a scratch repository; the command finds the story's folder in REVI_STORY.
    What stands behind `--` is run as it is, without a shell.
    """
    if workspace.loaded.problems:
        raise ReviError(*workspace.loaded.problems)
    contract = workspace.loaded.contract
    told = read_case(contract, workspace.root, os.path.relpath(case, workspace.root))
    with tempfile.TemporaryDirectory(prefix="revi-try-") as folder:
        scratch = Path(folder)
        lay_out(workspace.root, contract, told, scratch)
        before = snapshot(scratch)
        failed = _run(command, scratch, contract.project.stories.replace("{id}", told.story), timeout, told)
        problems = in_order((*failed, *judge(contract, told, scratch, before)))
    return show(problems, form, f"{told.agent}: as the contract says")


def _run(
    command: tuple[str, ...], scratch: Path, story: str, timeout: int, case: Case
) -> tuple[Problem, ...]:
    """Runs the agent; what it prints goes to standard error, so that the answer stays readable."""
    try:
        done = subprocess.run(
            _anchored(command),
            cwd=scratch,
            env={**os.environ, "REVI_STORY": story},
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
            timeout=timeout,
            check=False,
        )
        why = f"ended with {done.returncode}" if done.returncode else ""
    except subprocess.TimeoutExpired:
        why = f"was not done after {timeout} seconds"
    except OSError as error:
        why = f"could not be started: {error.strerror}"
    if not why:
        return ()
    message = f"'{command[0]}' {why}"
    fix = "run it by itself in an empty folder; give more time with --timeout"
    return (Problem(code="agent-failed", message=message, fix=fix, places=(case.place,), subject=why),)


def _anchored(command: tuple[str, ...]) -> list[str]:
    """The words of a command; a file that is named from here is found from the scratch repository, too."""
    return [str(Path(word).resolve()) if "/" in word and Path(word).exists() else word for word in command]

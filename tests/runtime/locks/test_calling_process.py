"""Which process calls: the agent above all shells and wrappers, or the person's terminal. Real processes."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import require
from tests.support.terminals import read_terminal

CALL = (
    "import sys; from revi_docs.runtime.locks.process_identity import current_identity;"
    "print(current_identity().owner_id.split(':')[1])"
)

REVI = f'{sys.executable} -c "$CALL"'
"""What a short shell of an agent runs: it prints the PID that names the owner."""

AGENT = "import os, subprocess, sys; [subprocess.run(command) for command in eval(sys.argv[1])]; print(os.getpid())"


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CLAUDE")} | {"CALL": CALL}


def run_agent(*commands: list[str], folder: Path = Path()) -> tuple[set[str], str]:
    """What the commands of one agent print, and the PID of that agent."""
    agent = [sys.executable, "-c", AGENT, repr(commands)]
    run = subprocess.run(agent, capture_output=True, text=True, env=clean_environment(), cwd=folder, check=True)
    *owners, pid = run.stdout.split()
    assert len(owners) == len(commands), run.stderr
    return set(owners), pid


def test_two_shells_of_one_agent_are_one_owner_and_two_agents_are_two() -> None:
    shells = [["sh", "-c", f"{REVI}; true"], ["bash", "-c", f"true; {REVI}; true"]]
    owners, agent = run_agent(*shells)
    assert owners == {agent}
    assert run_agent(shells[0])[0].isdisjoint(owners)


def test_nested_shells_and_wrappers_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(f"call:\n\t@{REVI.replace('$', '$$')}; true\n")
    (tmp_path / "script.sh").write_text(f"{REVI}\ntrue\n")
    owners, agent = run_agent(
        ["sh", "-c", f"bash -c '{REVI}; true'; true"],
        ["env", "timeout", "60", "sh", "-c", f"{REVI}; true"],
        ["bash", "script.sh"],
        ["make", "-s", "call"],
        ["setsid", "--wait", "sh", "-c", f"{REVI}; true"],
        folder=tmp_path,
    )
    assert owners == {agent}


def test_a_shell_that_an_agent_keeps_open_is_passed_over() -> None:
    """It reads commands from a pipe, so no person types there."""
    feed = f"import os, subprocess; subprocess.run(['bash'], input={REVI!r} + '; true', text=True); print(os.getpid())"
    command = [sys.executable, "-c", feed]
    run = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), check=True)
    owner, agent = run.stdout.split()
    assert owner == agent


@pytest.mark.parametrize("shell", [["bash", "--norc", "-i"], ["sh"]])
def test_at_a_terminal_the_login_shell_is_the_owner(shell: list[str]) -> None:
    """Also from a shell that was started in it."""
    pid, terminal = pty.fork()
    if not pid:
        os.execvpe(shell[0], shell, clean_environment())
    os.write(terminal, f"{REVI}; {' '.join(shell)}\n".encode())
    os.write(terminal, f"{REVI}; exit\nexit\n".encode())
    output = read_terminal(terminal)
    os.close(terminal)
    os.waitpid(pid, 0)
    # A prompt may precede the number.
    assert re.findall(r"(\d+)\r\n", output) == [str(pid)] * 2


def test_with_the_proc_of_another_namespace_the_parent_is_the_owner() -> None:
    require.program("unshare")
    run = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--pid", "--fork", "sh", "-c", f"{REVI}; true"],
        capture_output=True,
        text=True,
        env=clean_environment(),
        check=False,
    )
    if run.returncode:
        require.missing("userns", run.stderr)
    assert run.stdout == "1\n"

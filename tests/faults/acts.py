"""Every command and hook that changes something, each with a repository in which it has work to do."""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from revi_docs.cli.agent import hook
from revi_docs.cli.program import runner
from revi_docs.problems.revi_error import ReviError
from tests.faults.hostile import STUCK_ENTRY
from tests.fuzz import kinds
from tests.support.adopted_files import ALL as ADOPTED
from tests.support.branched_stories import CONTRACT, ERRORS, BranchedStories
from tests.support.gated_branch import GatedBranch
from tests.support.runtime_repository import repository, revi, ticket
from tests.support.sample_repo import edit, git, run_docs, write, write_sample

_GROUPS = {"revi-docs": "revi_docs.cli.command_group", "revi": "revi_docs.cli.agent.command_group"}
_STORY = "tickets/TKT-7"
_LOGS = f"{_STORY}/_implementation"


class Act(NamedTuple):
    """A command line, or a hook with its event; and what prepares an empty folder for it."""

    words: tuple[str, ...]
    prepare: Callable[[Path], object]

    def __str__(self) -> str:
        return "-".join(self.words[:3])

    def run(self, root: Path) -> tuple[int, str]:
        """Exit code and output, in this process and in the current folder."""
        output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", write_through=True)
        program, *words = self.words
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            if program == "hook":
                code = 0
                try:
                    verdict = hook.decide(words[0], kinds.event_json(root, words[0]), in_root=False)
                    output.write("\n".join(verdict.notes))
                except ReviError as error:  # the hook fails open, and says why
                    output.write(str(error))
            else:
                code = runner.run(import_module(_GROUPS[program]).cli, words)
        return code, output.buffer.getvalue().decode()


@cache
def _shared_tickets() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory()
    root = Path(folder.name, "root")
    repository(root)
    ticket(root)
    kinds.prepare(root)
    return folder


def tickets(root: Path) -> None:
    """A story that a session has locked, with a sound file of each kind."""
    shutil.copytree(Path(_shared_tickets().name, "root"), root, symlinks=True, dirs_exist_ok=True)


def _edited_tickets(root: Path) -> None:
    """The same with a changed contract: an output, a region and a field differ."""
    tickets(root)
    edit(root, "revi.yml", "hard: 6000", "hard: 7000")
    edit(root, "revi.yml", "Reads the second part.", "Reads the other part.")


def _released(root: Path) -> None:
    tickets(root)
    (root / _LOGS / ".phase-lock").unlink()
    (root / _LOGS / ".budget").unlink()


def _stuck(root: Path) -> None:
    _released(root)
    with (root / _STORY / "LEDGER.jsonl").open("a") as stream:
        stream.write(STUCK_ENTRY)


def _unadopted(root: Path) -> None:
    _released(root)
    (root / _STORY / "LEDGER.jsonl").unlink()


def _projected(root: Path) -> None:
    """A story file that differs from its ledger, and what a killed writer left."""
    tickets(root)
    edit(root, f"{_STORY}/TKT-7.md", "status: working", "status: open")
    write(root, f"{_STORY}/.4194304.0123456789abcdef.revi-tmp", "torn")


def _workers(root: Path) -> None:
    tickets(root)
    revi(root, "workers", "start", "TKT-7", "--set", "readers", env=kinds.SESSION)


def _transcript(root: Path) -> None:
    tickets(root)
    write(root, "agent-a1.jsonl", "\n".join(kinds.transcript_lines()) + "\n")


def _git(root: Path) -> None:
    root.mkdir(parents=True)
    git(root, "init", "-q")


def _initialized(root: Path) -> None:
    _git(root)
    run_docs(root, "init", "--hooks", "--ci", "github", "--pre-commit")


def _adoptable(root: Path) -> None:
    _git(root)
    for path, content in ADOPTED.items():
        write(root, path, content)
    # An error that adopt lists in the baseline.
    write(root, ".claude/agents/helper.md", "---\nname: helper\ndescription: Helps.\ntools: Wriet\n---\nYou help.\n")


def _outdated(root: Path) -> None:
    """Outputs of an older version: one differs, and one is missing."""
    _git(root)
    write(root, "revi.yml", 'revi: 1\nrequired_version: "0.0"\nstatuses: [open, done]\n')
    run_docs(root, "sync")


def _gated(root: Path) -> None:
    branch = GatedBranch.create(root)
    branch.move("working", by="make", event="started")


def _untrusted(root: Path) -> None:
    branch = GatedBranch.create(root)
    edit(root, "revi.yml", "fine, code.txt", "fine, other.txt")
    branch.write_contract((root / "revi.yml").read_text())


def _forked(root: Path) -> None:
    root.mkdir(parents=True)
    stories = BranchedStories(root)
    stories.create("TKT-1")
    stories.git("switch", "-q", "-c", "side")
    stories.move("TKT-1", "working")
    stories.git("switch", "-q", "main")
    stories.move("TKT-1", "stuck")
    stories.merge("side")


def _conflicting(root: Path) -> None:
    """A merge that stopped at conflicts in two logs."""
    root.mkdir(parents=True)
    stories = BranchedStories(root, CONTRACT + ERRORS)
    stories.create("TKT-1")
    stories.git("switch", "-q", "-c", "side")
    stories.record_work("TKT-1", "Ada")
    stories.commit()
    stories.git("switch", "-q", "main")
    stories.record_work("TKT-1", "Ben")
    stories.commit()
    stories.git("merge", "-q", "side", check=False)


def _branched(root: Path) -> None:
    root.mkdir(parents=True)
    stories = BranchedStories(root)
    stories.create("TKT-1")
    stories.move("TKT-1", "working")


def _sample(root: Path) -> None:
    """A contract whose change leaves outputs to create, to change and to remove."""
    _git(root)
    write_sample(root)
    run_docs(root, "sync")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a change")
    edit(root, "revi.yml", "end: {description: Ends.}", "stop: {description: Ends.}")
    edit(root, "revi.yml", "by: end", "by: stop")


def _open_circuit(root: Path) -> None:
    tickets(root)
    words = ("error", "record", *PHASE, "--type", "LOST", "--node", "n", "--message", "m")
    for _ in range(4):
        revi(root, *words, env=kinds.SESSION)


def _measured(root: Path) -> None:
    tickets(root)
    with (root / "revi.yml").open("a") as stream:
        stream.write("metrics: {story: metrics_story, phase: metrics_phase, status: {otherwise: completed}}\n")


def _overridden(root: Path) -> None:
    """A template of the repository that replaces a shipped one."""
    tickets(root)
    write(root, "templates/reference/index.md.j2", "<!-- {{ marker }} -->\n# Own\n")


PHASE = ("TKT-7", "--phase", "make")
ACTS = (
    Act(("revi-docs", "init"), _git),
    Act(("revi-docs", "init", "--hooks", "--ci", "github", "--pre-commit"), _git),
    Act(("revi-docs", "init", "--as-plugin", "plugin"), _git),
    Act(("revi-docs", "adopt", "--write"), _adoptable),
    Act(("revi-docs", "sync"), _sample),
    Act(("revi-docs", "sync", "--force"), _edited_tickets),
    Act(("revi-docs", "upgrade"), _outdated),
    Act(("revi-docs", "uninstall"), _initialized),
    Act(("revi-docs", "template", "reference/index.md.j2", "--accept"), _overridden),
    Act(("revi", "story", "new", "TKT-8", "--title", "T"), tickets),
    Act(("revi", "story", "adopt", "TKT-7", "working", "--actor", "Ada", "--evidence", "own.txt"), _unadopted),
    Act(("revi", "story", "renumber", "TKT-1", "TKT-2", "--actor", "Ada", "--reason", "r"), _branched),
    Act(("revi", "story", "reconcile", "TKT-1", "--keep", "SIDE", "--actor", "Ada", "--reason", "r"), _forked),
    Act(("revi", "story", "reconcile", "TKT-1"), _conflicting),
    Act(("revi", "begin", "TKT-7", "begin"), _released),
    Act(("revi", "end", "TKT-7", "--event", "finished"), tickets),
    Act(("revi", "move", "TKT-7", "checking", "--by", "begin", "--event", "finished"), tickets),
    Act(("revi", "move", "TKT-7", "working", "--by", "manual", "--actor", "Ada", "--reason", "r"), _stuck),
    Act(("revi", "log", "TKT-7", "--actor", "a", "--summary", "s"), tickets),
    Act(("revi", "error", "record", *PHASE, "--type", "LOST", "--node", "n", "--message", "m"), tickets),
    Act(("revi", "error", "resolve", "TKT-7", "--actor", "Ada", "--reason", "r"), _open_circuit),
    Act(("revi", "rerun", "TKT-7", "begin"), _released),
    Act(("revi", "lock", "acquire", *PHASE, "--command", "begin"), _released),
    Act(("revi", "lock", "acquire", *PHASE, "--command", "begin", "--owner", "b"), tickets),
    Act(("revi", "lock", "renew", "TKT-7"), tickets),
    Act(("revi", "lock", "release", "TKT-7", "--status", "PASS"), tickets),
    Act(("revi", "lock", "break", "TKT-7", "--fence", "1", "--actor", "Ada", "--reason", "r"), tickets),
    Act(("revi", "budget", "start", *PHASE, "--tokens", "5"), _released),
    Act(("revi", "budget", "record", *PHASE, "--tokens", "9", "--actor", "Ada"), tickets),
    Act(("revi", "budget", "report", "TKT-7"), tickets),
    Act(("revi", "workers", "start", "TKT-7", "--set", "readers"), tickets),
    Act(("revi", "workers", "collect", "TKT-7", "--set", "readers"), _workers),
    Act(("revi", "trace", "emit", "TKT-7", "phase_start", "phase=make"), tickets),
    Act(("revi", "trace", "export", "TKT-7", "--otlp-json", "run.jsonl"), tickets),
    Act(("revi", "metrics", "TKT-7"), _measured),
    Act(("revi", "evidence", "run", "TKT-1", "lint"), _gated),
    Act(("revi", "trust", "lint", "--actor", "Ada"), _untrusted),
    Act(("revi", "doctor", "--fix"), _projected),
    Act(("hook", "SubagentStop"), _transcript),
    Act(("hook", "SessionEnd"), tickets),
)

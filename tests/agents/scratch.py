"""A copy of this repository in which a run may change what it likes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.support import fork_server
from tests.support.fork_server import as_text

ROOT = Path(__file__).resolve().parents[2]
SHORTER = {
    "    timeout: 5m\n    pass_threshold": "    timeout: 1s\n    pass_threshold",
    "delay: 2s, cap: 5s": "delay: 100ms, cap: 100ms",
    "delay: 1s, cap: 5s": "delay: 100ms, cap: 100ms",
    "delay: 5s, cap: 60s": "delay: 100ms, cap: 200ms",
}
"""What a copy's contract says otherwise, so that nobody waits long for a worker that never answers."""


def make_scratch(target: Path, story: str) -> Path:
    """All files of the repository, with a story that is only planned, in a git repository of their own."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for path in listing.stdout.split("\0"):
        if path and (ROOT / path).is_file() and not path.startswith(f"plans/stories/{story}/"):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target / path, follow_symlinks=False)
    contract = (target / "revi.yml").read_text("utf-8")
    for before, after in SHORTER.items():
        assert contract.count(before) == 1
        contract = contract.replace(before, after)
    (target / "revi.yml").write_text(contract, "utf-8")
    plan = target / "plans/REVI.plan.exec.md"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("| REVI-001 |", f"| {story} | Structural harness | – |\n| REVI-001 |", 1), "utf-8")
    docs(target, "sync", "--force")  # a copy has no record of what sync wrote
    for words in (["init", "-q", "-b", "main"], ["add", "--all"], ["commit", "-q", "-m", "as it stands"]):
        who = ("-c", "user.name=driver", "-c", "user.email=driver@example.org")
        subprocess.run(["git", *who, *words], cwd=target, check=True)
    return target


def docs(target: Path, *words: str) -> str:
    """Runs `revi-docs` in a copy. Returns what it printed; raises CalledProcessError where it says no."""
    done = as_text(fork_server.run("revi-docs", words, target, os.environ))
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, done.args, done.stdout, done.stderr)
    return done.stdout

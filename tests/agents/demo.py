"""`make demo`: the harness story through all phases in a scratch copy, then its page on the site, served.

`python -m tests.agents.demo [FOLDER] [--no-serve]`: FOLDER is kept, a temporary one is not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.agents.driver import Run, RunFailedError
from tests.agents.scratch import ROOT, docs, make_scratch
from tests.support import fork_server
from tests.support.fork_server import as_text


def demo(folder: Path, *, serve: bool) -> int:
    """Runs the play, checks what it left, builds the site and serves it. The exit code."""
    copy, config = folder / "repository", folder / "claude"
    say("a scratch copy of this repository")
    run = Run(make_scratch(copy, "REVI-000"), config, tell=lambda line: say(f"/{line}"))
    try:
        run.all()
        for words in (["trace", "check", run.story], ["metrics", run.story], ["budget", "report", run.story]):
            say(f"revi {' '.join(words)}")
            print(agent(copy, *words), end="", flush=True)
        docs(copy, "sync")
        say("revi-docs build")
        print(docs(copy, "build"), end="", flush=True)
    except (RunFailedError, subprocess.CalledProcessError) as error:
        print(f"demo: {getattr(error, 'stdout', '') or error}", file=sys.stderr)
        return 1
    if serve:
        say("the board stands under Stories; Ctrl-C ends it")
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.call([sys.executable, "-m", "revi_docs.cli.main", "serve"], cwd=copy, env=environment)
    return 0


def agent(copy: Path, *words: str) -> str:
    """Runs `revi` in the copy. Raises CalledProcessError where it says no."""
    done = as_text(fork_server.run("revi", words, copy, os.environ))
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, done.args, done.stdout + done.stderr)
    return done.stdout


def say(line: str) -> None:
    """One line of progress."""
    print(f"demo: {line}", flush=True)


def main() -> int:
    words = [word for word in sys.argv[1:] if word != "--no-serve"]
    serve = "--no-serve" not in sys.argv
    try:
        if words:
            return demo(Path(words[0]).resolve(), serve=serve)
        with tempfile.TemporaryDirectory(prefix="revi-demo-") as folder:
            return demo(Path(folder).resolve(), serve=serve)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

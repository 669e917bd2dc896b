"""Runs commands as their rendered files say, by real processes: each call of `revi` is a line of such a file.

The agents are pretended (`pretend.py`): they write what they must write, use tokens, fail, time out, are
killed. What a run leaves is judged after each act, so that a call that is no longer in a file is noticed.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from revi_docs.records.log_tables import find_log_tables
from tests.agents.lines import MOVE, Calls, read_calls, words
from tests.agents.pretend import write_artifact
from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.support.ledgers import entries

PLAY = Path(__file__).with_name("integration") / "play.yaml"
COMMAND_FILE = "plugins/revi/skills/{command}/SKILL.md"
LEFT_BY_ALL = {"rerun_decided", "lock_taken", "phase_start", "budget_checked", "phase_complete", "lock_released"}
"""The events that a run of a command leaves that works under a lock and a budget."""


class RunFailedError(Exception):
    """A call was refused, or a run did not leave what it must."""


@dataclass(frozen=True)
class Session:
    """One session of Claude Code: a process that lives, and its transcript."""

    id: str
    process: subprocess.Popen[bytes]
    transcript: Path

    def spend(self, tokens: Mapping[str, int]) -> None:
        """Adds a reply to the transcript, as Claude Code writes it: twice, the second time grown."""
        message, request = f"msg_{uuid.uuid4().hex}", f"req_{uuid.uuid4().hex}"
        kinds = {"input": "input_tokens", "output": "output_tokens"}
        kinds |= {"cache_creation": "cache_creation_input_tokens", "cache_read": "cache_read_input_tokens"}
        usage = {name: tokens.get(kind, 0) for kind, name in kinds.items()}
        with self.transcript.open("a", encoding="utf-8") as stream:
            for output in (1, usage["output_tokens"]):
                message_data = {
                    "id": message,
                    "role": "assistant",
                    "model": "claude-sonnet-4-5",
                    "usage": usage | {"output_tokens": output},
                }
                line = {
                    "type": "assistant",
                    "sessionId": self.id,
                    "requestId": request,
                    "isSidechain": False,
                    "message": message_data,
                }
                stream.write(json.dumps(line) + "\n")


def written_files(root: Path) -> dict[str, tuple[int, int, int]]:
    """Path → when the file was written, its inode and size: any write shows, and no file is read."""
    files = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a thousand files for each call
            status = os.lstat(path)
            files[path] = (status.st_mtime_ns, status.st_ino, status.st_size)
    return files


@dataclass
class Run:
    """A run of a play in a scratch copy of a repository. `ran` are the calls, in order.

    Without `has_session` the calls know no session of Claude Code.
    With `rehearses` each call is made with `--dry-run` first: it must answer the same and change nothing.
    """

    root: Path
    config: Path
    play: Mapping[str, Any] = field(default_factory=lambda: yaml.safe_load(PLAY.read_text("utf-8")))
    tell: Callable[[str], None] = lambda _: None
    rehearses: bool = False
    has_session: bool = True
    ran: list[str] = field(default_factory=list)

    @property
    def story(self) -> str:
        return str(self.play["story"])

    @property
    def folder(self) -> Path:
        return self.root / "plans" / "stories" / self.story

    def all(self) -> None:
        """Every act, in order. Raises RunFailedError."""
        for act in self.play["acts"]:
            self.act(act)

    def act(self, act: Mapping[str, Any]) -> None:
        """One run of a command. Raises RunFailedError."""
        calls = read_calls(self.root / COMMAND_FILE.format(command=act["command"]))
        start = len(self.events())
        with self.session() as session:
            for line in calls.before:
                self.call(line, session)
            self.inside(calls, session)
            session.spend(act["tokens"])
            if act.get("killed"):
                session.process.kill()
                return
            self.work(calls, act, session)
            for line in calls.after:
                self.call(self.move_of(calls, act) if line == MOVE else line, session, act.get("status", "PASS"))
        self.judge(act, self.events()[start:])
        self.tell(f"{act['command']}: {next(iter(act['ends'].values()))}")

    def inside(self, calls: Calls, session: Session) -> None:
        """The calls of the steps that come before the work: a new story file, the move that starts it."""
        for line in calls.inside:
            is_new = line.startswith("revi story new") and not (self.folder / f"{self.story}.md").exists()
            if is_new or ("--event started" in line and self.status() not in line.split()):
                self.call(line, session)

    def work(self, calls: Calls, act: Mapping[str, Any], session: Session) -> None:
        """What the agents do: they fail, they write, they review side by side."""
        for error in act.get("errors", ()):
            for line in calls.failed:
                self.call(line.replace("TYPE", error), session)
        for kind in act.get("artifacts", ()):
            write_artifact(self.root, self.folder, self.story, kind, str(next(iter(act["ends"].values()))))
        if act["ends"].get("event") == "implementation-done":
            return
        for line in calls.inside:
            if line.startswith("revi workers start"):
                self.call(line, session)
                self.review(act.get("workers", {}))
            elif line.startswith("revi workers collect"):
                self.collect(line, act, session)

    def review(self, statuses: Mapping[str, str]) -> None:
        """Each worker of the set writes its result; one that times out writes none."""
        agents = json.loads((self.root / "generated/contract.json").read_text("utf-8"))["workers"]["sets"][
            "code_review"
        ]
        folder = self.folder / "_implementation" / "workers"
        folder.mkdir(parents=True, exist_ok=True)
        for worker in agents["workers"]:
            status = statuses.get(worker, "PASS")
            (folder / f"{worker}.yaml").unlink(missing_ok=True)
            if status != "TIMEOUT":
                (folder / f"{worker}.yaml").write_text(f"worker: {worker}\nstatus: {status}\ndurationMs: 20\n")
        if "TIMEOUT" in statuses.values():
            time.sleep(agents["timeout_ms"] / 1000 + 0.1)

    def collect(self, line: str, act: Mapping[str, Any], session: Session) -> None:
        answer = self.call(line, session, fails=act["ends"]["verdict"] != "PASS")
        result = answer["verification"]["result"]
        if result != act["ends"]["verdict"]:
            raise RunFailedError(f"{line}: {result}, and the act ends with {act['ends']['verdict']}")

    def move_of(self, calls: Calls, act: Mapping[str, Any]) -> str:
        """The call of the table that fits how the act ends."""
        ending = next(f" --{kind} {name} " for kind, name in act["ends"].items())
        for line in calls.moves:
            if ending in f"{line} ":
                return line
        raise RunFailedError(f"/{act['command']} has no call for '{ending}'")

    def call(self, line: str, session: Session, status: str = "PASS", *, fails: bool = False) -> dict[str, Any]:
        """Runs one call. Raises RunFailedError where its exit code is not the one that is expected."""
        values = {"STORY_ID": self.story, "TITLE": self.play["title"], "STATUS": status, "NAME": "Ada"}
        call_words = words(line, {**values, "STEP": "plan", "TEXT": "no YAML"})
        self.ran.append(line)
        if self.rehearses:
            before = written_files(self.root)
            self.revi([*call_words, "--dry-run"], session, 1 if fails else 0)
            if written_files(self.root) != before:
                raise RunFailedError(f"{line} --dry-run: changes something")
        return self.revi(call_words, session, 1 if fails else 0)

    def revi(self, call_words: list[str], session: Session, code: int) -> dict[str, Any]:
        """Runs `revi`. Raises RunFailedError where its exit code is another."""
        arguments = [*call_words[1:], "--format", "json"]
        done = as_text(fork_server.run("revi", arguments, self.root, self.environment(session)))
        if done.returncode != code:
            raise RunFailedError(f"{' '.join(call_words)}: exit code {done.returncode}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout)  # type: ignore[no-any-return]

    def environment(self, session: Session) -> dict[str, str]:
        session_values = {"CLAUDE_CODE_SESSION_ID": "", "CLAUDE_PID": ""}
        if self.has_session:
            session_values = {"CLAUDE_CODE_SESSION_ID": session.id, "CLAUDE_PID": str(session.process.pid)}
        return {**os.environ, **session_values, "CLAUDE_CONFIG_DIR": str(self.config)}

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A process that lives as long as the session, and the file that its transcript stands in."""
        name = str(uuid.uuid4())
        slug = "".join(letter if letter.isalnum() else "-" for letter in str(self.root))
        folder = self.config / "projects" / slug
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.jsonl").touch()
        process = subprocess.Popen(["sleep", "600"])
        try:
            yield Session(name, process, folder / f"{name}.jsonl")
        finally:
            process.kill()
            process.wait()

    def events(self) -> list[dict[str, Any]]:
        """The trace so far."""
        file = self.folder / "_implementation" / "TRACE.jsonl"
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []

    def steps(self) -> list[dict[str, Any]]:
        """The ledger so far."""
        return entries(self.folder)

    def recorded(self) -> list[dict[str, str]]:
        """The rows of the token log so far."""
        file = self.folder / "_implementation" / "TOKEN-LOG.md"
        tables = find_log_tables(file.read_text("utf-8").split("\n")) if file.exists() else ()
        return [dict(zip(table.columns, row.cells, strict=True)) for table in tables for row in table.rows]

    def status(self) -> str:
        return next(
            (str(row.get("to") or row["status"]) for row in reversed(self.steps()) if "to" in row or "status" in row),
            "",
        )

    def judge(self, act: Mapping[str, Any], events: list[dict[str, Any]]) -> None:
        """Whether an act left what it must. Raises RunFailedError."""
        missing = sorted(LEFT_BY_ALL - {str(event["event"]) for event in events})
        if missing:
            raise RunFailedError(f"/{act['command']} left no event {', '.join(missing)}")
        last_row = (self.recorded() or [{}])[-1]
        if (last_row.get("command"), last_row.get("before")) != (act["command"], "0" if self.has_session else ""):
            raise RunFailedError(f"/{act['command']} left no count of its tokens, but {last_row}")
        finished = [event for event in events if event["event"] == "worker_finished"]
        if "workers" in act and len(finished) != 6:
            raise RunFailedError(f"/{act['command']} left {len(finished)} results of workers")
        failures = [event for event in events if event["event"] == "error"]
        if len(failures) != len(act.get("errors", ())):
            raise RunFailedError(f"/{act['command']} recorded {len(failures)} errors")
        last = self.steps()[-1]
        if act["ends"].get("verdict", act["ends"].get("event")) not in (last.get("verdict"), last.get("cause")):
            raise RunFailedError(f"/{act['command']} ended with {last}")

"""Run a check without a shell and outside of every lock, and record how it ended."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any, NamedTuple

from revi_docs.decide.evidence_check import NOT_RUN
from revi_docs.files.atomic_write import write_file
from revi_docs.files.git_process import NoGitError, git_output
from revi_docs.files.read_file import read_file
from revi_docs.records.command_errors import file_errors
from revi_docs.records.evidence.check_records import (
    FAILED,
    KILLED,
    NOT_STARTED,
    PASSED,
    TIMED_OUT,
    format_check_record,
    parse_check_record,
    record_file,
    run_problem,
)
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.checked_files import files_digest
from revi_docs.runtime.base.repository import StoryPaths, missing_story_error
from revi_docs.runtime.checks.trusted_checks import check_definition, require_trust

_CHUNK_BYTES = 1 << 16  # the size of a pipe on Linux
_TAIL_BYTES = 4_000
"""How much of the end of an output is recorded. Arbitrary: a screen or two, which is where tools print their result."""


class ProgramOutcome(NamedTuple):
    """How a program ended; `exit_code` is None if it did not start."""

    result: str
    exit_code: int | None
    output_digest: str
    output_bytes: int
    tail: bytes


def run_check(story: StoryPaths, check: str) -> Mapping[str, Any]:
    """Run a check in the root of the repository and record it. Returns the record.

    Raises CommandError for an unknown check, one that no person trusts, and a story without a folder.
    """
    repository = story.repository
    definition = check_definition(repository, check)
    if not story.exists:
        raise missing_story_error(story)
    require_trust(repository, check)
    # Before the run: what changes while it runs makes the record outdated.
    files, started_ms = files_digest(repository), now_ms()
    outcome = run_program(repository.root, definition["command"], definition["timeout_ms"])
    record = {
        "check": check,
        "command": list(definition["command"]),
        "result": outcome.result,
        "exitCode": outcome.exit_code,
        "outputDigest": outcome.output_digest,
        "outputBytes": outcome.output_bytes,
        "outputEnd": outcome.tail.decode("utf-8", "replace"),
        "files": files,
        "commit": _head(repository.root),
        "contractHash": repository.contract_hash,
        "startedAt": format_time(started_ms, repository.zone),
        "durationMs": now_ms() - started_ms,
    }
    path = story.file(record_file(check))
    with file_errors(path):
        write_file(repository.root, path, format_check_record(record))
    return record


def check_problem(story: StoryPaths, check: str) -> str:
    """What is wrong with the last run of a check, as its record shows; "" if nothing."""
    repository = story.repository
    try:
        content = read_file(repository.root, story.file(record_file(check)))
    except OSError:
        return NOT_RUN
    return run_problem(parse_check_record(content), files_digest(repository), repository.contract_hash)


def run_program(root: str, command: Sequence[str], timeout_ms: int) -> ProgramOutcome:
    """Run a program without a shell, and stop it and all that it started after `timeout_ms`."""
    try:
        process = subprocess.Popen(
            command,
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        # A program that does not exist is a failed check and not an error of `revi`: its record says so.
        return ProgramOutcome(NOT_STARTED, None, "", 0, str(error).encode())
    deadline = time.monotonic() + timeout_ms / 1000
    digest, size, tail = sha256(), 0, b""
    is_late = False
    with process:
        for chunk in _output(process, deadline):
            digest.update(chunk)
            size, tail = size + len(chunk), (tail + chunk)[-_TAIL_BYTES:]
        try:
            process.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            is_late = True
        _stop(process.pid)
    code = process.returncode
    result = TIMED_OUT if is_late else PASSED if code == 0 else KILLED if code < 0 else FAILED
    return ProgramOutcome(result, code, digest.hexdigest()[:32], size, tail)


def _output(process: subprocess.Popen[bytes], deadline: float) -> Iterator[bytes]:
    """The output in pieces until the program closes it, or until the deadline, whoever still has it open."""
    assert process.stdout is not None
    poll = select.poll()
    poll.register(process.stdout, select.POLLIN | select.POLLHUP)
    while poll.poll(max(deadline - time.monotonic(), 0) * 1000):
        chunk = os.read(process.stdout.fileno(), _CHUNK_BYTES)
        if not chunk:
            return
        yield chunk


def _stop(group: int) -> None:
    """Kill a program, if it still runs, and everything that it started."""
    # Every process of the group has exited already.
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _head(root: str) -> str:
    try:
        return git_output(root, "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True).strip()
    except NoGitError:
        return ""

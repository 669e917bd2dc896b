"""`revi hook EVENT`: answers Claude Code before and after it acts.

It reads its own words: wrong usage of argparse ends with exit code 2, and that would block every tool.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from revi_docs.runtime.hooks.call import EVENTS, LARGEST, MisreadError, Verdict, read_call

if TYPE_CHECKING:
    import argparse

    from revi_docs.cli.agent.answer import Answer
    from revi_docs.runtime.workflow import Workflow

EXAMPLE = ("revi hook PreToolUse < call.json",)
CLOSED = ("--fail", "closed")
BLOCKS = 2
"""The exit code by which Claude Code is stopped."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the help shows."""
    parser.add_argument(
        "event", metavar="EVENT", help=f"one of {', '.join(EVENTS)}; its JSON on standard input"
    )
    parser.add_argument(
        "--fail", choices=("open", "closed"), help="what follows where nothing can be decided"
    )


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """Never called: `answer` is the way in."""
    raise NotImplementedError


def is_called(words: list[str]) -> bool:
    """Whether the words call a hook, however wrong they are otherwise."""
    if "-h" in words or "--help" in words:
        return False
    rest = iter(words)
    for word in rest:
        if word in ("-C", "--root"):
            next(rest, "")
        elif not word.startswith("-"):
            return word == "hook"
    return False


def answer(words: list[str]) -> int:
    """Decides and prints. The exit code: 0, or 2 where nothing could be decided and the contract says so."""
    event = next((word for word in words[words.index("hook") + 1 :] if not word.startswith("-")), "")
    closed = " ".join(CLOSED) in " ".join(words) or "=".join(CLOSED) in words
    try:
        root = _root(words)
        if root:
            os.chdir(root)
        _tell(event, _decided(event, _input(), within=bool(root)))
    except Exception as error:  # noqa: BLE001 - nothing that goes wrong here may stop a session by accident
        return _failed(event, _told(error), closed=closed or _says_closed(event))
    return 0


def _input() -> bytes:
    """All of standard input; of an endless one so much that it is refused."""
    found: list[bytes] = []
    size = 0
    while size <= LARGEST and (part := os.read(0, 1 << 20)):
        found.append(part)
        size += len(part)
    while size > LARGEST and os.read(0, 1 << 20):
        pass
    return b"".join(found)


def _root(words: list[str]) -> str:
    """The folder of `-C`, "" where it is not given."""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in ("-C", "--root"):
            return after
        if word.startswith("--root="):
            return word.removeprefix("--root=")
    return ""


def _decided(event: str, raw: bytes, *, within: bool) -> Verdict:
    if event not in EVENTS:
        raise MisreadError(f"there is no event '{event}'; there are {', '.join(EVENTS)}")
    module = import_module(f"revi_docs.runtime.hooks.{EVENTS[event]}")
    call = read_call(event, raw)
    verdict = module.answer(call._replace(cwd=".") if within else call)
    assert isinstance(verdict, Verdict)
    return verdict


def _tell(event: str, verdict: Verdict) -> None:
    for note in verdict.notes:
        sys.stderr.write(f"revi hook {event}: {note}\n")
    said = _said(event, verdict)
    if said:
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def _said(event: str, verdict: Verdict) -> dict[str, object]:
    """The answer as Claude Code reads it; nothing where it goes on as it would."""
    if verdict.reason and event == "PreToolUse":
        decision = {"permissionDecision": "deny", "permissionDecisionReason": verdict.reason}
        return {"hookSpecificOutput": {"hookEventName": event, **decision}}
    if verdict.reason:
        return {"decision": "block", "reason": verdict.reason}
    if verdict.context:
        return {"hookSpecificOutput": {"hookEventName": event, "additionalContext": verdict.context}}
    return {}


def _told(error: Exception) -> str:
    """What went wrong, in a line; a fault of ours with its place."""
    fix = getattr(error, "fix", "")
    if fix or isinstance(error, MisreadError):
        return f"{error}; {fix}" if fix else str(error)
    trail = error.__traceback__
    while trail is not None and trail.tb_next is not None:
        trail = trail.tb_next
    where = f" ({os.path.basename(trail.tb_frame.f_code.co_filename)}:{trail.tb_lineno})" if trail else ""
    return f"{type(error).__name__}: {error}{where}"


def _says_closed(event: str) -> bool:
    """Whether the contract closes the hook, as far as it can be read at all."""
    try:
        from revi_docs.runtime.ground import ground_of

        ground = ground_of(".")
    except Exception:  # noqa: BLE001 - a contract that nobody can read says nothing
        return False
    return ground is not None and ground.fails_closed(event)


def _failed(event: str, why: str, *, closed: bool) -> int:
    follows = "blocks, as the contract says" if closed else "lets through"
    try:
        sys.stderr.write(f"revi hook {event}: {follows}: {why}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass
    return BLOCKS if closed else 0

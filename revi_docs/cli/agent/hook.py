"""`revi hook EVENT`: the hook that Claude Code calls before and after it acts.

It parses its arguments without click, which is slow to import and whose exit code for wrong usage, 2, would
block every tool.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from importlib import import_module

from revi_docs.cli.output.terminal_stream import CLOSED_STREAMS
from revi_docs.problems.call_warnings import take_warnings
from revi_docs.runtime.hooks.hook_call import EVENTS, MAX_INPUT_BYTES, HookInputError, HookVerdict, parse_call
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude import hook_response

OFF_VARIABLE = "REVI_HOOKS"
"""The environment variable that turns all hooks off with `off`, for a day when they are in the way."""

FAIL_CLOSED_OPTION = ("--fail", "closed")


def is_hook_call(argv: list[str]) -> bool:
    """Return whether the arguments call a hook, even if they are invalid otherwise."""
    if "-h" in argv or "--help" in argv:
        return False
    remaining = iter(argv)
    for word in remaining:
        if word in ("-C", "--root"):
            next(remaining, "")
        elif not word.startswith("-"):
            return word == "hook"
    return False


def handle_event(argv: list[str]) -> int:
    """Decide and print. Return 0, or the blocking exit code on an error if the hook fails closed."""
    event = next((word for word in argv[argv.index("hook") + 1 :] if not word.startswith("-")), "")
    if os.environ.get(OFF_VARIABLE, "").lower() == "off":
        with suppress(OSError, ValueError, AttributeError):
            _print_response(hook_response(event, notes=(f"allowed, because {OFF_VARIABLE} is off",)))
        return 0
    fails_closed = " ".join(FAIL_CLOSED_OPTION) in " ".join(argv) or "=".join(FAIL_CLOSED_OPTION) in argv
    try:
        root = _root_option(argv)
        if root:
            os.chdir(root)
        verdict = decide(event, _read_stdin(), in_root=bool(root))
        if verdict.reason and "stdout" in CLOSED_STREAMS:
            raise HookInputError(f"standard output is closed: {verdict.reason}")
        _print_verdict(event, verdict)
    except Exception as error:  # noqa: BLE001 - an error in the hook must not stop a session by accident
        return _report_failure(event, _error_text(error), fails_closed=fails_closed or _contract_fails_closed(event))
    return 0


def _read_stdin() -> bytes:
    """Read standard input; discard what exceeds the limit, so that the writer is not blocked."""
    chunks: list[bytes] = []
    size = 0
    while size <= MAX_INPUT_BYTES and (chunk := os.read(0, 1 << 20)):
        chunks.append(chunk)
        size += len(chunk)
    while size > MAX_INPUT_BYTES and os.read(0, 1 << 20):
        pass
    return b"".join(chunks)


def _root_option(argv: list[str]) -> str:
    """Return the folder of `-C`, "" if it is not passed."""
    for word, value in zip(argv, [*argv[1:], ""], strict=True):
        if word in ("-C", "--root"):
            return value
        if word.startswith("--root="):
            return word.removeprefix("--root=")
    return ""


def decide(event: str, raw: bytes, *, in_root: bool) -> HookVerdict:
    """Return the verdict on an event, whose JSON is `raw`; `in_root` if its folder is the current one.

    Raises HookInputError for an unusable event, ReviError for an unusable contract or state.
    """
    if event not in EVENTS:
        raise HookInputError(f"'{event}' is not a hook event; use one of {', '.join(EVENTS)}")
    module = import_module(f"revi_docs.runtime.hooks.{EVENTS[event]}")
    call = parse_call(event, raw)
    verdict = module.answer(call.replace(cwd=".") if in_root else call)
    assert isinstance(verdict, HookVerdict)
    return verdict.replace(notes=(*verdict.notes, *take_warnings()))


def _print_verdict(event: str, verdict: HookVerdict) -> None:
    _print_response(hook_response(event, reason=verdict.reason, context=verdict.context, notes=verdict.notes))


def _print_response(response: dict[str, object]) -> None:
    if response:
        sys.stdout.write(json.dumps(response) + "\n")
        sys.stdout.flush()


def _error_text(error: Exception) -> str:
    """Return the error on one line; a bug of ours with file and line."""
    fix = getattr(error, "fix", "")
    if fix or isinstance(error, HookInputError):
        return f"{error}; {fix}" if fix else str(error)
    tb = error.__traceback__
    while tb is not None and tb.tb_next is not None:
        tb = tb.tb_next
    location = f" ({os.path.basename(tb.tb_frame.f_code.co_filename)}:{tb.tb_lineno})" if tb else ""
    return f"{type(error).__name__}: {error}{location}"


def _contract_fails_closed(event: str) -> bool:
    """Return whether the contract lets this hook fail closed; false if nothing can be read of it."""
    from revi_docs.runtime.base.contract_cache import UnsoundContractError
    from revi_docs.runtime.base.repository import find_repository

    try:
        repository = find_repository(".")
    except UnsoundContractError as error:
        return event in error.closed_hooks
    except Exception:  # noqa: BLE001 - an unreadable contract requests nothing
        return False
    return repository is not None and repository.fails_closed(event)


def _report_failure(event: str, reason: str, *, fails_closed: bool) -> int:
    """Print the reason where it is seen: of exit code 0 only standard output, of a blocking one standard error."""
    with suppress(OSError, ValueError, AttributeError):
        if fails_closed:
            sys.stderr.write(f"revi hook {event}: blocked, because the hook fails closed: {reason}\n")
            sys.stderr.flush()
        else:
            _print_response(hook_response(event, notes=(f"allowed, because the hook fails open: {reason}",)))
    return CLAUDE.block_exit_code if fails_closed else 0

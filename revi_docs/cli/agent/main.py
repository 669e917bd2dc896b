"""The way in of `revi`: one module for each command, imported when it is called."""

from __future__ import annotations

import os
import sys

from revi_docs.app.process import COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED


def main() -> None:
    """Runs the command that `sys.argv` names and exits with its code."""
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except (KeyboardInterrupt, BrokenPipeError):
        code = INTERRUPTED
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else INTERNAL_ERROR
        sys.stdout.flush()
    except OSError as error:
        sys.stderr.write(f"revi: {error.strerror}: {error.filename or 'the answer cannot be written'}\n")
        code = COULD_NOT_RUN
    except Exception:  # noqa: BLE001 - an unknown fault must not look like a refusal
        import traceback

        traceback.print_exc()
        sys.stderr.write("\nThis is a bug in revi. Please report it with the lines above.\n")
        code = INTERNAL_ERROR
    os._exit(code)


def _run(argv: list[str]) -> int:
    if "hook" in argv:
        from revi_docs.cli.agent import hook

        if hook.is_hook_call(argv):
            os._exit(hook.handle_event(argv))
    from revi_docs.cli.agent.command_parser import parse_args
    from revi_docs.cli.agent.command_result import error_result, print_result
    from revi_docs.decide.errors import DecisionError
    from revi_docs.files.repository_root import find_root
    from revi_docs.records.command_errors import CommandError
    from revi_docs.runtime.base.repository import open_repository

    args = parse_args(argv)
    try:
        is_standalone = getattr(args, "alone", False)  # what needs no repository
        workflow = None if is_standalone else open_repository(args.root or find_root("."))
        return print_result(args.run(workflow, args), args.form)
    except CommandError as error:
        return print_result(error_result(error), args.form)
    except DecisionError as error:
        command_error = CommandError(
            "not-in-contract", str(error), "use a name and a number that revi.yml knows"
        )
        return print_result(error_result(command_error), args.form)


if __name__ == "__main__":
    main()

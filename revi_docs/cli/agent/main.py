"""Entry point of `revi`. Imports the module of a command only when it is called."""

from __future__ import annotations

import os
import sys

from revi_docs.app.process import COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED
from revi_docs.cli.output.terminal_stream import protect_output


def main() -> None:
    """Run the command of `sys.argv` and exit with its code."""
    protect_output()
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
        sys.stderr.write(f"revi: {error.strerror}: {error.filename or 'standard output'}\n")
        code = COULD_NOT_RUN
    except Exception:  # noqa: BLE001 - a bug must not look like a rejection, which exits with 1
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
    from revi_docs.cli.agent.command_result import print_error, print_result
    from revi_docs.decide.errors import DecisionError
    from revi_docs.files.repository_root import find_root
    from revi_docs.records.command_errors import CommandError
    from revi_docs.runtime.base.repository import open_repository

    args = parse_args(argv)
    try:
        is_standalone = getattr(args, "standalone", False)
        repository = None if is_standalone else open_repository(args.root or find_root("."))
        return print_result(args.run(repository, args), args.format)
    except CommandError as error:
        return print_error(error, args)
    except DecisionError as error:
        return print_error(CommandError("not-in-contract", str(error), "use a value that revi.yml defines"), args)


if __name__ == "__main__":
    main()

"""Entry point of `revi`. Answers a hook without importing click; imports a command only when it is called."""

from __future__ import annotations

import gc
import os
import sys

from revi_docs.app.platform_support import platform_problem
from revi_docs.app.process import COULD_NOT_RUN, FEW_COLLECTIONS, INTERNAL_ERROR, INTERRUPTED
from revi_docs.cli.output.terminal_stream import protect_output
from revi_docs.cli.program.process_exit import end_process


def main() -> None:
    """Run the command of `sys.argv` and exit with its code."""
    if problem := platform_problem():
        sys.stderr.write(problem)
        sys.exit(COULD_NOT_RUN)
    protect_output()
    # A hook, and most commands, end before collecting garbage can save anything.
    gc.set_threshold(*FEW_COLLECTIONS)
    arguments = sys.argv[1:]
    try:
        if "hook" in arguments:
            from revi_docs.cli.agent import hook

            if hook.is_hook_call(arguments):
                os._exit(hook.handle_event(arguments))
        from revi_docs.cli.agent.command_group import cli
        from revi_docs.cli.program.runner import run
    except KeyboardInterrupt:
        end_process(INTERRUPTED)
    except OSError as error:
        sys.stderr.write(f"revi: {error.strerror}: {error.filename or 'the current folder'}\n")
        end_process(COULD_NOT_RUN)
    except Exception:  # noqa: BLE001 - a bug must not look like a rejection, which exits with 1
        sys.excepthook(*sys.exc_info())
        end_process(INTERNAL_ERROR)
    end_process(run(cli, arguments))


if __name__ == "__main__":
    main()

"""Entry point of `revi-docs`. Answers an unchanged `check` or `build` from the cache, without importing click."""

from __future__ import annotations

import gc
import os
import sys

from revi_docs.app.platform_support import platform_problem
from revi_docs.app.process import CLEAN, COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED, SHORT_COLLECTIONS
from revi_docs.cli.output.terminal_stream import protect_output
from revi_docs.cli.program.process_exit import end_process

COMPLETION_VARIABLE = "_REVI_DOCS_COMPLETE"
"""Set by the completion script when the shell asks for completions. The form is click's."""


def main() -> None:
    """Run the command of `sys.argv` and exit with its code."""
    if problem := platform_problem():
        sys.stderr.write(problem)
        sys.exit(COULD_NOT_RUN)
    protect_output()
    # What a command reads it needs until it ends, but collecting garbage with Python's thresholds is a fifth of a lint.
    gc.set_threshold(*SHORT_COLLECTIONS)
    try:
        if COMPLETION_VARIABLE not in os.environ and _answer_from_cache(sys.argv[1:]):
            end_process(CLEAN)
        from revi_docs.cli.command_group import cli
        from revi_docs.cli.program.runner import run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        sys.stderr.write(f"revi-docs: {error.strerror}: {error.filename or 'the current folder'}\n")
        sys.exit(COULD_NOT_RUN)
    except Exception:  # noqa: BLE001 - a bug must not look like a finding: Python would exit with 1
        sys.excepthook(*sys.exc_info())
        sys.exit(INTERNAL_ERROR)
    end_process(run(cli, sys.argv[1:]))


def _answer_from_cache(arguments: list[str]) -> bool:
    """Print the cached result if this is a plain `check` or `build` and no input has changed; return whether.

    If everything is clean, every single file is clean, so `check FILE` is answered, too.
    """
    paths = arguments[1:] if arguments[:1] == ["check"] else []
    is_cacheable = arguments[:1] in (["check"], ["build"]) and (paths or len(arguments) == 1)
    if not is_cacheable or os.environ.get("CI") or not all(map(_is_relative_file, paths)):
        return False
    from revi_docs.drift.result_cache import load_result
    from revi_docs.files.repository_root import find_root

    output = load_result(find_root(os.getcwd()), arguments[0])
    if output is None:
        return False
    file_count = "1 file" if len(paths) == 1 else f"{len(paths):,} files"
    sys.stdout.write(f"clean: {file_count}\n" if paths else output)
    return True


def _is_relative_file(argument: str) -> bool:
    return (
        not argument.startswith("-")
        and not os.path.isabs(argument)
        and ".." not in argument
        and os.path.exists(argument)
    )


if __name__ == "__main__":
    main()

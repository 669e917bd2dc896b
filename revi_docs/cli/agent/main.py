"""The way in of `revi`: one module for each command, imported when it is called."""

from __future__ import annotations

import os
import sys

from revi_docs.cli.exits import BROKEN, BUG, INTERRUPTED


def main() -> None:
    """Runs the command that `sys.argv` names and exits with its code."""
    try:
        code = _answer(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except (KeyboardInterrupt, BrokenPipeError):
        code = INTERRUPTED
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else BUG
        sys.stdout.flush()
    except OSError as error:
        sys.stderr.write(f"revi: {error.strerror}: {error.filename or 'the answer cannot be written'}\n")
        code = BROKEN
    except Exception:  # noqa: BLE001 - an unknown fault must not look like a refusal
        import traceback

        traceback.print_exc()
        sys.stderr.write("\nThis is a bug in revi. Please report it with the lines above.\n")
        code = BUG
    os._exit(code)


def _answer(words: list[str]) -> int:
    if "hook" in words:
        from revi_docs.cli.agent import hook

        if hook.is_called(words):
            os._exit(hook.answer(words))
    from revi_docs.cli.agent.answer import refused, show
    from revi_docs.cli.agent.words import parse
    from revi_docs.decide.errors import RefusedError
    from revi_docs.files.root import find_root
    from revi_docs.records.refusal import RefusalError
    from revi_docs.runtime.workflow import open_workflow

    given = parse(words)
    try:
        alone = getattr(given, "alone", False)  # what needs no repository
        workflow = None if alone else open_workflow(given.root or find_root("."))
        return show(given.run(workflow, given), given.form)
    except RefusalError as error:
        return show(refused(error), given.form)
    except RefusedError as error:
        refusal = RefusalError("not-in-contract", str(error), "use a name and a number that revi.yml knows")
        return show(refused(refusal), given.form)


if __name__ == "__main__":
    main()

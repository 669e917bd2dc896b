"""The way in. Answers a warm check itself; everything else goes to the click commands."""

from __future__ import annotations

import os
import sys

from revi_docs.cli.exits import BROKEN, BUG, CLEAN, INTERRUPTED

COMPLETING = "_REVI_DOCS_COMPLETE"
"""Set where a shell asks how a line could go on."""


def main() -> None:
    """Runs the command that `sys.argv` names and exits with its code."""
    try:
        if COMPLETING not in os.environ and _is_still_clean(sys.argv[1:]):
            _leave(CLEAN)
        from revi_docs.cli.app import run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        sys.stderr.write(f"revi-docs: {error.strerror}: {error.filename or 'the current folder'}\n")
        sys.exit(BROKEN)
    except Exception:  # noqa: BLE001 - an unknown fault must not look like a finding, and Python would exit with 1
        sys.excepthook(*sys.exc_info())
        sys.exit(BUG)
    _leave(run())


def _leave(code: int) -> None:
    """Ends the process at once: to take down all that a build has in memory is a twentieth of its time."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = INTERRUPTED
    except OSError:  # the disk behind standard output is full
        code = BROKEN
    except (AttributeError, ValueError):  # there is no standard output
        pass
    os._exit(code)


def _is_still_clean(words: list[str]) -> bool:
    """Whether this is a plain `check` or `build` and nothing has changed since it was last clean.

    Where everything is clean, so is every file that is named.
    """
    named = words[1:] if words[:1] == ["check"] else []
    plain = words[:1] in (["check"], ["build"]) and (named or len(words) == 1)
    if not plain or os.environ.get("CI") or not all(map(_is_a_file, named)):
        return False
    from revi_docs.drift.warm import recall
    from revi_docs.files.root import find_root

    said = recall(find_root(os.getcwd()), words[0])
    if said is None:
        return False
    files = "1 file" if len(named) == 1 else f"{len(named):,} files"
    sys.stdout.write(f"clean: {files}\n" if named else said)
    return True


def _is_a_file(word: str) -> bool:
    return not word.startswith("-") and not os.path.isabs(word) and ".." not in word and os.path.exists(word)


if __name__ == "__main__":
    main()

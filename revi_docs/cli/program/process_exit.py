"""End the process. Imports nothing else, because the fast paths of both programs use it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from revi_docs.app.process import CLEAN, COULD_NOT_RUN

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import NoReturn


def end_process(code: int) -> NoReturn:
    """End the process without freeing memory object by object, which takes a twentieth of a build's time."""
    with suppress(OSError, ValueError, AttributeError):  # what happened does not depend on who reads about it
        sys.stderr.flush()
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has read enough
        code = CLEAN
    except OSError:  # standard output is redirected to a full disk
        code = COULD_NOT_RUN
    except (AttributeError, ValueError):  # standard output is closed
        pass
    os._exit(code)

"""The error log of a story as it is written: read whole, replaced whole, while the story is held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.decide.records import check_record
from revi_docs.files.replace import replace
from revi_docs.records.plain_yaml import NotPlainError, dump, load
from revi_docs.records.refusal import BrokenError
from revi_docs.runtime.workflow import StoryPaths

LOG, RECORD = "error_log", "error_record"
FILE = "_implementation/ERROR-LOG.yaml"


def path_of(story: StoryPaths) -> str:
    """Where the log of a story stands."""
    return story.file(story.workflow.record_file(LOG, FILE))


def read(story: StoryPaths) -> Mapping[str, Any]:
    """The log, empty where there is none. Raises BrokenError for one that nobody can read: it may be open."""
    path = path_of(story)
    try:
        with open(path, encoding="utf-8") as stream:
            found = load(stream.read())
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, NotPlainError) as error:
        raise _broken(path, str(error)) from None
    wrong = check_record(story.workflow.contract, LOG, found)
    if wrong:
        raise _broken(path, "; ".join(wrong))
    return dict(found)


def write(story: StoryPaths, log: Mapping[str, Any]) -> None:
    """Replaces the log. Raises BrokenError where the disk refuses, and then the old one stands."""
    path = path_of(story)
    try:
        replace(path, dump(log).encode())
    except OSError as error:
        fix = "see that the disk has room and the file may be written, then record it again"
        raise BrokenError("disk-refused", f"{path} cannot be written: {error.strerror}", fix) from None


def _broken(path: str, why: str) -> BrokenError:
    fix = "mend the file, or bring it back as git has it"
    return BrokenError("error-log-broken", f"{path} cannot be read: {why}", fix)

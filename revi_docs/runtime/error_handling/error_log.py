"""The error log of a story as it is written: read whole, replaced whole, while the story is held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.decide.records import check_record
from revi_docs.files.atomic_write import atomic_write
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.plain_yaml import PlainYamlError, dump, load
from revi_docs.runtime.base.repository import StoryPaths

LOG_RECORD, RECORD = "error_log", "error_record"
DEFAULT_LOG_FILE = "_implementation/ERROR-LOG.yaml"


def log_path(story: StoryPaths) -> str:
    """Where the log of a story stands."""
    return story.file(story.repository.record_file(LOG_RECORD, DEFAULT_LOG_FILE))


def read_log(story: StoryPaths) -> Mapping[str, Any]:
    """The log, empty where there is none. Raises BrokenError for one that nobody can read: it may be open."""
    path = log_path(story)
    try:
        with open(path, encoding="utf-8") as stream:
            data = load(stream.read())
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, PlainYamlError) as error:
        raise _unreadable_error(path, str(error)) from None
    problems = check_record(story.repository.contract, LOG_RECORD, data)
    if problems:
        raise _unreadable_error(path, "; ".join(problems))
    return dict(data)


def write_log(story: StoryPaths, log: Mapping[str, Any]) -> None:
    """Replaces the log. Raises BrokenError where the disk refuses, and then the old one stands."""
    path = log_path(story)
    try:
        atomic_write(path, dump(log).encode())
    except OSError as error:
        fix = "see that the disk has room and the file may be written, then record it again"
        raise UnavailableError(
            "unwritable-file", f"{path} cannot be written: {error.strerror}", fix
        ) from None


def _unreadable_error(path: str, reason: str) -> UnavailableError:
    fix = "mend the file, or bring it back as git has it"
    return UnavailableError("error-log-invalid", f"{path} cannot be read: {reason}", fix)

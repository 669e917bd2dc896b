"""The error log of a story, read and replaced as a whole. Callers that write have exclusive access."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.decide.records import check_record
from revi_docs.files.atomic_write import write_file
from revi_docs.files.read_file import read_text
from revi_docs.files.yaml.record_text import format_record, parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError
from revi_docs.records.command_errors import UnavailableError, file_errors
from revi_docs.records.former_names import with_any_names
from revi_docs.runtime.base.repository import StoryPaths

LOG_RECORD = "error_log"
DEFAULT_LOG_FILE = "_implementation/ERROR-LOG.yaml"


def log_path(story: StoryPaths) -> str:
    """The path of the error log."""
    return story.file(story.repository.record_file(LOG_RECORD, DEFAULT_LOG_FILE))


def read_log(story: StoryPaths) -> Mapping[str, Any]:
    """The log; empty if there is none. Raises UnavailableError for an invalid one: it may be open."""
    path = log_path(story)
    try:
        data = parse_record(read_text(story.repository.root, path))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, YamlRecordError) as error:
        raise _invalid_log_error(story, str(error)) from None
    problems = check_record(with_any_names(story.repository.contract), LOG_RECORD, data)
    if problems:
        raise _invalid_log_error(story, "; ".join(problems))
    return dict(data)


def write_log(story: StoryPaths, log: Mapping[str, Any]) -> None:
    """Replace the log. Raises UnavailableError without any change if it cannot be written."""
    path = log_path(story)
    with file_errors(path):
        write_file(story.repository.root, path, format_record(log).encode())


def _invalid_log_error(story: StoryPaths, reason: str) -> UnavailableError:
    message = f"{log_path(story)} cannot be read: {reason}"
    fix = f"correct the file, or restore it from git; after a merge, run 'revi story reconcile {story.id}'"
    return UnavailableError("error-log-invalid", message, fix)

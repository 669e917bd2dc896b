"""Rendering one planned file: its bytes, and what of the contract it used."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, fields, replace
from functools import cached_property, partial
from pathlib import Path as FilePath
from typing import Any
from urllib.parse import quote

import jinja2
import jinja2.meta

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import resolve_path, with_value
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.files.checksum import BLANK_CHECKSUM, has_valid_checksum, stamp_checksum
from revi_docs.files.regions import content_rejection_reason
from revi_docs.outputs import output_syntax
from revi_docs.outputs.context.lazy_stories import LazyStories
from revi_docs.outputs.context.read_log import OrderedReadLog, ReadEvent, ReadLog
from revi_docs.outputs.context.template_functions import ReadsByCall, TemplateFunctions
from revi_docs.outputs.context.traced_markup import ChecksumPlaceholder, TracedMarkup
from revi_docs.outputs.context.view import ItemView, view
from revi_docs.outputs.environment import (
    TemplateLoader,
    create_environment,
    finalize_value,
    finalize_with_marks,
)
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.region_context import region_context
from revi_docs.outputs.template_errors import TemplateErrors, checksum_message
from revi_docs.problems.problem import ReviError

MAX_OUTPUT_BYTES = 4 * 1024 * 1024
"""How big an output may be; beyond it a template has gone wild."""


@dataclass(frozen=True, slots=True)
class RenderResult:
    """A file or region as it is to be: `content` is UTF-8 with LF, `read` what it read, `shown` what it
    printed, `templates` the names of all templates that took part.
    """

    task: RenderTask
    content: bytes
    read_path_sets: tuple[frozenset[KeyPath], ...]
    printed_paths: frozenset[KeyPath]
    templates: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """Where it stands, relative to the repository."""
        return self.task.path

    @property
    def used_paths(self) -> frozenset[KeyPath]:
        """The paths of all values that went into it."""
        return self.printed_paths.union(*self.read_path_sets)


class Renderer:
    """Renders the outputs of one contract."""

    def __init__(self, root: FilePath, loaded: LoadedContract, extra_globals: Mapping[str, Any]) -> None:
        self._loaded = loaded
        self._extra_globals = extra_globals
        self.lazy_stories = LazyStories(root, loaded)
        self.loader = TemplateLoader(root)
        self._template_errors = TemplateErrors(loaded, self.loader)
        self._printed_paths: set[KeyPath] = set()
        self._template_functions = TemplateFunctions(loaded.contract)
        self._environment = create_environment(self.loader, self._finalize_and_record)

    def includes(self, template: str) -> list[str]:
        """The templates that a template includes, imports or extends by name; none where it is broken."""
        try:
            path = self.loader.find(template)
            source = path.read_text(encoding="utf-8") if path else ""
            referenced_names = jinja2.meta.find_referenced_templates(self._environment.parse(source))
            return [name for name in referenced_names if name]
        except (jinja2.TemplateError, OSError, UnicodeError):
            return []

    def render(self, task: RenderTask) -> RenderResult:
        """The file or region. Raises ReviError where the template or what it gives is broken."""
        used_paths: set[KeyPath] = set()
        reads_by_call: ReadsByCall = {}
        self._printed_paths = set()
        self._environment.requested_templates = set()
        read_arguments: set[str] = set()
        text = self._render_text(
            self._environment, task, ReadLog(used_paths, reads_by_call, read_arguments)
        ).replace("\r\n", "\n")
        if not text.strip():
            subject = "the region" if task.marker else f"'{task.path}'"
            raise ReviError(
                self._template_errors.output_problem(task, "empty-render", f"{subject} comes out empty")
            )
        content = (
            self._region_content(task, text, read_arguments)
            if task.marker
            else self._file_content(task, text)
        )
        return RenderResult(
            task,
            content,
            (frozenset(used_paths), *reads_by_call.values()),
            frozenset(self._printed_paths),
            frozenset(self._environment.requested_templates),
        )

    def _file_content(self, task: RenderTask, text: str) -> bytes:
        """The bytes of a file, its proof in them."""
        if text.count(BLANK_CHECKSUM) != 1:
            message = checksum_message(task, text.count(BLANK_CHECKSUM))
            raise ReviError(self._template_errors.output_problem(task, "no-proof", message))
        content = text.encode("utf-8")
        error = output_syntax.syntax_error(task.path, content)
        if error:
            raise ReviError(
                self._template_errors.output_problem(task, "invalid-output", f"'{task.path}' {error}")
            )
        content = stamp_checksum(task.path, content)
        if not has_valid_checksum(task.path, content):
            message = f"'{task.path}' holds too much before its proof that looks like one"
            raise ReviError(self._template_errors.output_problem(task, "no-proof", message))
        return content

    def _region_content(self, task: RenderTask, text: str, read_arguments: set[str]) -> bytes:
        """The bytes of a region, which hold neither a marker nor a proof."""
        message = content_rejection_reason(task.path, text, shares_line=task.is_inline)
        if message:
            raise ReviError(
                self._template_errors.output_problem(task, "invalid-region", f"the region {message}")
            )
        unused_names = [name for name, _ in task.arguments if name not in read_arguments]
        if unused_names:
            message = f"'{task.template}' does not read the argument '{unused_names[0]}'"
            raise ReviError(self._template_errors.output_problem(task, "unused-argument", message))
        return text.encode("utf-8")

    def _finalize_and_record(self, value: Any) -> TracedMarkup:
        """A printed value; that it was printed counts as used, also where only its name was read."""
        markup = finalize_value(value)
        self._printed_paths.update(path for _, _, path in markup.spans)
        return markup

    def render_with_marks(self, task: RenderTask) -> str:
        """The text with each part that shows a contract value in brackets (see `outputs.spans`)."""
        return self._render_text(self._marking_environment, task, ReadLog(set(), {}, set()))

    def render_with_reads(self, task: RenderTask) -> tuple[str, tuple[ReadEvent, ...]]:
        """The plain text, and every read of the contract in its order."""
        read_log = OrderedReadLog()
        return self._render_text(self._environment, task, read_log), tuple(read_log.events)

    def with_contract_value(self, path: KeyPath, value: Any) -> Renderer:
        """The same templates over the same contract, but for one value."""
        renderer = copy(self)
        contract = with_value(self._loaded.contract, path, value)
        renderer._loaded = replace(self._loaded, contract=contract)
        renderer._template_functions = TemplateFunctions(contract)
        return renderer

    @cached_property
    def _marking_environment(self) -> jinja2.Environment:
        return create_environment(self.loader, finalize_with_marks)

    def _render_text(self, jinja_environment: jinja2.Environment, task: RenderTask, read_log: ReadLog) -> str:
        try:
            template = jinja_environment.get_template(task.template)
            return _join_limited(
                task.path, template.generate(self._template_context(task, read_log)), read_log
            )
        except ReviError:
            raise
        except jinja2.TemplateNotFound as error:
            raise ReviError(self._template_errors.missing_template(task, error)) from None
        except jinja2.TemplateSyntaxError as error:
            raise ReviError(self._template_errors.syntax_problem(error)) from None
        except Exception as error:  # noqa: BLE001 - whatever a template does, it is the template's error
            raise ReviError(self._template_errors.render_problem(task, error)) from None

    def _template_context(self, task: RenderTask, read_log: ReadLog) -> dict[str, Any]:
        contract_view = view(self._loaded.contract, (), read_log.used_paths)
        context: dict[str, Any] = {
            field.name: getattr(contract_view, field.name)
            for field in fields(self._loaded.contract)
            if field.name != "revi"
        }
        context |= self._template_functions.bind(read_log.reads_by_call)
        context |= self.lazy_stories.story_globals(read_log.used_paths)
        context |= {
            "path": task.path,
            "value_at": partial(self._value_at, contract_view),
            **self._extra_globals,
        }
        context["relative_url"] = partial(_relative_url, task.path)
        if task.marker:
            context |= region_context(
                task, self._loaded.contract, read_log.read_arguments, context["value_at"]
            )
        else:
            context["checksum"] = ChecksumPlaceholder(BLANK_CHECKSUM)
        if task.section:
            context[SINGULAR_BY_SECTION[task.section]] = context[task.section][task.id]
        return context

    def _value_at(self, value: Any, dotted_path: str) -> Any:
        """A value by the way to it. Raises UnknownValueError."""
        for step in resolve_path(self._loaded.contract, dotted_path):
            value = value.read_key(step) if isinstance(value, ItemView) else value[step]
        return value


def _relative_url(path: str, target: str) -> str:
    """The address of a file of the repository as seen from the output at `path`."""
    return quote(posixpath.relpath(target, posixpath.dirname(path) or "."))


def _join_limited(path: str, pieces: Iterator[str], read_log: ReadLog) -> str:
    """The pieces as one text. Raises ValueError where it is too big or not text that can be written."""
    chunks: list[str] = []
    size = 0
    for piece in pieces:
        chunks.append(piece)
        read_log.position += len(piece)
        size += len(piece.encode("utf-8"))
        if size > MAX_OUTPUT_BYTES:
            raise ValueError(f"'{path}' grows beyond {MAX_OUTPUT_BYTES // 1024 // 1024} MiB")
    return "".join(chunks)

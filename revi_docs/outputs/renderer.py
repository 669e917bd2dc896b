"""Render one planned file or region: its bytes, and what of the contract it used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, TypeVar

import jinja2

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import with_value
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.files.generated_marker import MARKER
from revi_docs.files.markdown.inline_scanner import Span
from revi_docs.files.markdown.regions import content_rejection_reason
from revi_docs.outputs.blank_lines import extra_blank_lines, is_markdown, offset_after_removal, remove_spans
from revi_docs.outputs.context.lazy_stories import LazyStories
from revi_docs.outputs.context.marker_arguments import MarkerArguments
from revi_docs.outputs.context.read_log import OrderedReadLog, ReadEvent, ReadLog
from revi_docs.outputs.context.template_context import region_context, template_context
from revi_docs.outputs.context.template_functions import TemplateFunctions
from revi_docs.outputs.context.traced_markup import OutputMarker, TracedMarkup
from revi_docs.outputs.context.value_spans import mark_spans
from revi_docs.outputs.environment import (
    TemplateLoader,
    create_environment,
    finalize_value,
)
from revi_docs.outputs.output_plan import RenderTask, reference_prefix
from revi_docs.outputs.output_syntax import syntax_error
from revi_docs.outputs.sandbox import Sandbox
from revi_docs.outputs.template_budget import TemplateBudget
from revi_docs.outputs.template_errors import TemplateErrors
from revi_docs.outputs.template_syntax import referenced_names, syntax_tree
from revi_docs.problems.revi_error import ReviError
from revi_docs.targets.platform import load_platform

# Arbitrary: far above any document that people read; it stops templates that print without end.
MAX_OUTPUT_BYTES = 4 * 1024 * 1024

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class RenderResult:
    """A rendered file or region. `content` is UTF-8 with LF line ends.

    `read_path_sets` are the key paths that the templates read, `printed_paths` those of printed values,
    `templates` the names of all templates involved.
    """

    task: RenderTask
    content: bytes
    read_path_sets: tuple[frozenset[KeyPath], ...]
    printed_paths: frozenset[KeyPath]
    templates: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """The path of the file in the repository."""
        return self.task.path

    @property
    def used_path_sets(self) -> tuple[frozenset[KeyPath], ...]:
        """The key paths of all values that were read or printed, in sets that outputs share.

        Their union is as large as the contract, so nothing may build it for every output.
        """
        return (self.printed_paths, *self.read_path_sets)


class Renderer:
    """Renders the outputs of one contract."""

    def __init__(self, root: FilePath, loaded: LoadedContract, extra_globals: Mapping[str, Any]) -> None:
        self._loaded = loaded
        self._extra_globals = extra_globals
        self.lazy_stories = LazyStories(root, loaded)
        self.loader = TemplateLoader(root)
        self._errors = TemplateErrors(loaded, self.loader)
        self._printed_paths: set[KeyPath] = set()
        self._template_functions = TemplateFunctions(loaded.contract)
        self._environment = create_environment(self.loader, self._finalize_and_record)

    def includes(self, template: str) -> Sequence[str]:
        """The templates that a template includes, imports or extends by name; empty if it is invalid."""
        return self._of_text(template, referenced_names) or ()

    def parse(self, template: str) -> jinja2.nodes.Template | None:
        """The syntax tree of a template; None if there is none or it is invalid."""
        return self._of_text(template, syntax_tree)

    def _of_text(self, template: str, function: Callable[[str], _Result]) -> _Result | None:
        """The result of a function for the text of a template; None if there is none or it is invalid."""
        try:
            path = self.loader.find(template)
            return function(self.loader.read(path).decode("utf-8")) if path else None
        except (jinja2.TemplateError, OSError, UnicodeError):
            # Rendering the template reports the problem with its line.
            return None

    def render(self, task: RenderTask) -> RenderResult:
        """Render a file or region. Raises ReviError if the template fails or its output is invalid."""
        self._printed_paths = set()
        self._environment.requested_templates = set()
        log = ReadLog()
        # A template from a Windows checkout has CRLF; outputs have LF.
        text = self._render_text(self._environment, task, log).replace("\r\n", "\n")
        text = remove_spans(text, _extra_lines(task, text))
        if not text.strip():
            subject = "the region" if task.marker else f"'{task.path}'"
            raise self._errors.output_error(task, "empty-render", f"{subject} renders to nothing")
        content = self._region_content(task, text, log) if task.marker else self._file_content(task, text)
        return RenderResult(
            task,
            content,
            (frozenset(log.used_paths), *log.reads_by_call.values()),
            frozenset(self._printed_paths),
            frozenset(self._environment.requested_templates),
        )

    def _file_content(self, task: RenderTask, text: str) -> bytes:
        """The bytes of a file, with its marker."""
        count = text.count(MARKER)
        if count != 1:
            message = f"contains the marker {count} times" if count else "contains no marker"
            raise self._errors.output_error(task, "no-marker", f"'{task.path}' {message}")
        content = text.encode("utf-8")
        error = syntax_error(task.path, content)
        if error:
            raise self._errors.output_error(task, "invalid-output", f"'{task.path}' {error}")
        return content

    def _region_content(self, task: RenderTask, text: str, log: ReadLog) -> bytes:
        """The bytes of a region, without its markers."""
        reason = content_rejection_reason(task.path, text, shares_line=task.is_inline)
        if reason:
            raise self._errors.output_error(task, "invalid-region", f"the region {reason}")
        unused_names = [name for name, _ in task.arguments if name not in log.read_arguments]
        if unused_names:
            message = f"'{task.template}' does not read the argument '{unused_names[0]}'"
            raise self._errors.output_error(task, "unused-argument", message)
        return text.encode("utf-8")

    def _finalize_and_record(self, value: Any) -> TracedMarkup:
        """Finalize a printed value and record its paths, even if the template read only its name."""
        markup = finalize_value(value)
        for _, _, path in markup.spans:
            self._printed_paths.add(path)
        return markup

    def render_with_marks(self, task: RenderTask) -> str:
        """The text with marks around each part that shows a contract value (see `context.value_spans`)."""
        text = self._render_text(self._marking_environment, task, ReadLog())
        return remove_spans(text, _extra_lines(task, text))

    def render_with_reads(self, task: RenderTask) -> tuple[str, tuple[ReadEvent, ...]]:
        """The plain text, and every read of the contract in its order."""
        read_log = OrderedReadLog()
        text = self._render_text(self._environment, task, read_log)
        extra = _extra_lines(task, text)
        events = (ReadEvent(offset_after_removal(event.position, extra), event.path) for event in read_log.events)
        return remove_spans(text, extra), tuple(events)

    def with_contract_value(self, path: KeyPath, value: Any) -> Renderer:
        """A renderer with the same templates for the contract with one value replaced."""
        return self.with_contract(replace(self._loaded, contract=with_value(self._loaded.contract, path, value)))

    def with_contract(self, loaded: LoadedContract) -> Renderer:
        """A renderer with the same templates for another contract."""
        # A shallow copy shares the environment, so that each template is compiled once.
        renderer = copy(self)
        renderer._loaded = loaded
        renderer._template_functions = TemplateFunctions(loaded.contract)
        return renderer

    @cached_property
    def _marking_environment(self) -> Sandbox:
        return create_environment(self.loader, lambda value: mark_spans(finalize_value(value)))

    def _render_text(self, jinja_environment: Sandbox, task: RenderTask, log: ReadLog) -> str:
        try:
            # The environment is reused; each render gets the whole budget.
            jinja_environment.budget = TemplateBudget()
            template = jinja_environment.get_template(task.template)
            return _join_limited(task.path, template.generate(self._context(task, log)), log)
        except ReviError:
            raise
        except Exception as error:  # noqa: BLE001 - a template can raise anything
            raise self._errors.render_error(task, error) from None

    def _context(self, task: RenderTask, log: ReadLog) -> dict[str, Any]:
        contract = self._loaded.contract
        context = template_context(self._template_functions, self.lazy_stories, task.path, log)
        # Names of revi-docs itself, such as `rules`, take precedence over sections of the contract.
        context |= self._extra_globals
        context["platform"] = load_platform(task.target)
        if task.marker:
            arguments = MarkerArguments(task.arguments, log.read_arguments)
            prefix = reference_prefix(task.path, contract)
            context |= region_context(contract, context["value_at"], arguments, prefix)
        else:
            # `checksum` is the former name, which templates may still use.
            context["marker"] = context["checksum"] = OutputMarker(MARKER)
        if task.section:
            context[SINGULAR_BY_SECTION[task.section]] = context[task.section][task.id]
        return context


def _extra_lines(task: RenderTask, text: str) -> tuple[Span, ...]:
    """The blank lines that a file or region does not keep."""
    return extra_blank_lines(text) if is_markdown(task.path) else ()


def _join_limited(path: str, pieces: Iterator[str], log: ReadLog) -> str:
    """Join the pieces of a text. Raises ValueError if it is too large or cannot be encoded as UTF-8."""
    chunks: list[str] = []
    size = 0
    for piece in pieces:
        chunks.append(piece)
        log.position += len(piece)
        size += len(piece.encode("utf-8"))
        if size > MAX_OUTPUT_BYTES:
            raise ValueError(f"'{path}' exceeds {MAX_OUTPUT_BYTES // 1024 // 1024} MiB")
    return "".join(chunks)

"""The Jinja environment: sandboxed, strict about names, escaping by default."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import jinja2

from revi_docs.outputs import escape
from revi_docs.outputs.context.marker_arguments import MarkerArguments, MissingArgumentError
from revi_docs.outputs.context.traced_markup import TracedMarkup, traced
from revi_docs.outputs.context.value_spans import mark_spans
from revi_docs.outputs.context.view import ItemView, SectionView, describe_view
from revi_docs.outputs.filters import FILTERS
from revi_docs.outputs.literals import literal
from revi_docs.outputs.sandbox import Sandbox
from revi_docs.problems.problem import Place, Problem, ReviError
from revi_docs.problems.suggestions import did_you_mean

TEMPLATES_FOLDER = "templates"


def shipped_templates() -> Path:
    """The folder of the templates that come with revi-docs."""
    package = Path(__file__).resolve().parents[1]
    installed = package / TEMPLATES_FOLDER
    return installed if installed.is_dir() else package.parent / TEMPLATES_FOLDER


class TemplateLoader(jinja2.BaseLoader):
    """Finds a template in the repository's own folder first, then among the shipped ones."""

    def __init__(self, root: Path) -> None:
        self._project_folder = root / TEMPLATES_FOLDER
        self.leaves_repository = not _is_below(self._project_folder, root)
        self._shipped_folder = shipped_templates()

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - Jinja names it
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template. Raises TemplateNotFound, also for a path that leaves the folder."""
        path = self.find(template)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        try:
            return path.read_text(encoding="utf-8"), self.display_path(template), lambda: True
        except UnicodeDecodeError:
            raise ReviError(self._unreadable_problem(template, "is not UTF-8")) from None
        except OSError as error:
            raise ReviError(
                self._unreadable_problem(template, f"cannot be read: {error.strerror or error}")
            ) from None

    def _unreadable_problem(self, template: str, reason: str) -> Problem:
        return Problem(
            code="template-error",
            message=f"the template {reason}",
            fix="save it as UTF-8, in a file that may be read",
            places=(Place(self.display_path(template), 1, 1),),
            subject=f"{template}: {reason}",
        )

    def find(self, template: str) -> Path | None:
        """The file of a template, or None."""
        parts = template.split("/")
        if any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts):
            return None
        for folder in (
            (self._shipped_folder,)
            if self.leaves_repository
            else (self._project_folder, self._shipped_folder)
        ):
            path = folder.joinpath(*parts)
            if _is_file(path) and _is_below(path, folder):
                return path
        return None

    def is_shipped(self, template: str) -> bool:
        """Whether a template of that name comes with revi-docs."""
        return _is_file(self._shipped_folder / template)

    def display_path(self, template: str) -> str:
        """The name of a template in problems: its path, in the repository or with revi-docs."""
        is_project_template = _is_file(self._project_folder / template)
        return (
            f"{TEMPLATES_FOLDER}/{template}"
            if is_project_template
            else f"<revi-docs>/{TEMPLATES_FOLDER}/{template}"
        )

    def project_templates(self) -> list[str]:
        """Every template in the repository's own folder, sorted."""
        if self.leaves_repository or not self._project_folder.is_dir():
            return []
        names = (
            path.relative_to(self._project_folder).as_posix()
            for path in self._project_folder.rglob("*")
            if path.is_file()
        )
        return sorted(name for name in names if not any(part.startswith(".") for part in name.split("/")))


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - never raises, whatever the name is


def _is_below(path: Path, folder: Path) -> bool:
    """Whether the path leads into the folder, links followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead to each other
        return False


class UndefinedName(jinja2.StrictUndefined):
    """A name that is not there; where it was looked for in the contract, the message says so in its words."""

    __slots__ = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self._undefined_obj, MarkerArguments):
            self._undefined_exception = MissingArgumentError

    @property
    def _undefined_message(self) -> str:
        owner, names = describe_view(self._undefined_obj)
        name = str(self._undefined_name)
        if owner is None or name.startswith("_"):
            return super()._undefined_message
        return f"{owner} has no '{name}'{did_you_mean(name, names)}"


def create_environment(loader: TemplateLoader, finalize: Callable[[Any], TracedMarkup]) -> Sandbox:
    """An environment that prints values by way of `finalize`: `finished` or `bracketed`."""
    sandbox = Sandbox(
        loader=loader,
        undefined=UndefinedName,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    sandbox.filters.update(FILTERS, literal=literal)
    return sandbox


def finalize_value(value: Any) -> TracedMarkup:
    """A printed value, escaped for Markdown unless a filter has finished it.

    Raises UnicodeEncodeError for half a character, as `"\\ud800"` is one: here its line is still known.
    """
    if isinstance(value, jinja2.Undefined):
        str(value)
    if isinstance(value, (ItemView, SectionView)):
        raise TypeError(f"{describe_view(value)[0]} cannot be printed, one of its keys can")
    if not isinstance(value, TracedMarkup):
        value = (
            TracedMarkup(value) if hasattr(value, "__html__") else traced(escape.markdown(str(value)), value)
        )
    value.encode()
    return cast(TracedMarkup, value)


def finalize_with_marks(value: Any) -> TracedMarkup:
    """The same, with every part that shows a contract value in brackets (see `outputs.spans`)."""
    return mark_spans(finalize_value(value))

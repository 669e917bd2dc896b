"""The Jinja environment: sandboxed, with an error for undefined names, and escaping by default."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from revi_docs.files.merge_conflicts import conflict_problem
from revi_docs.files.read_file import read_file, read_outside
from revi_docs.outputs import escape
from revi_docs.outputs.code_generator import FinalizedCodeGenerator
from revi_docs.outputs.context.traced_markup import TracedMarkup, traced
from revi_docs.outputs.context.view import ContractView, describe_view
from revi_docs.outputs.filters import FILTERS
from revi_docs.outputs.literals import literal
from revi_docs.outputs.sandbox import Sandbox
from revi_docs.outputs.template_syntax import LEXER_SETTINGS, check_size
from revi_docs.outputs.undefined_name import UndefinedName
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError

TEMPLATES_FOLDER = "templates"
SHIPPED_PREFIX = "shipped:"
"""Before the name of a template: the one that revi-docs ships, even if the repository has one with this name."""


def shipped_templates() -> Path:
    """The folder of the templates that revi-docs ships."""
    package = Path(__file__).resolve().parents[1]
    installed = package / TEMPLATES_FOLDER
    return installed if installed.is_dir() else package.parent / TEMPLATES_FOLDER


class TemplateLoader(jinja2.BaseLoader):
    """Finds a template in the repository's `templates/` folder first, then among the shipped ones."""

    def __init__(self, root: Path) -> None:
        self._project_folder = root / TEMPLATES_FOLDER
        self.leaves_repository = not _is_below(self._project_folder, root)
        self._shipped_folder = shipped_templates()
        folders = (self._project_folder, self._shipped_folder)
        self._folders = [(folder, f"{os.path.realpath(folder)}{os.sep}") for folder in folders]

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - a parameter of Jinja's method
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template. Raises TemplateNotFound if it is missing or its path leaves the folder."""
        path = self.find(template)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        try:
            text = self.read(path).decode("utf-8")
        except UnicodeDecodeError:
            raise self._unreadable_error(template, "is not UTF-8") from None
        except OSError as error:
            raise self._unreadable_error(template, f"cannot be read: {error.strerror or error}") from None
        conflict = conflict_problem(text, self.display_path(template))
        if conflict:
            raise ReviError(conflict)
        check_size(text, template, self.display_path(template))
        return text, self.display_path(template), lambda: True

    def _unreadable_error(self, template: str, reason: str) -> ReviError:
        return ReviError(
            Problem(
                code="template-error",
                message=f"the template {reason}",
                fix="save it as UTF-8 and make the file readable",
                places=(Place(self.display_path(template), 1, 1),),
                subject=f"{template}: {reason}",
            )
        )

    def find(self, template: str) -> Path | None:
        """The file of a template, or None."""
        parts = template.removeprefix(SHIPPED_PREFIX).split("/")
        if any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts):
            return None
        only_shipped = self.leaves_repository or template.startswith(SHIPPED_PREFIX)
        for folder, real_folder in self._folders[1:] if only_shipped else self._folders:
            path = folder.joinpath(*parts)
            if _is_file(path) and os.path.realpath(path).startswith(real_folder):
                return path
        return None

    def read(self, path: Path) -> bytes:
        """The content of a file that `find` returned. Raises OSError."""
        if path.is_relative_to(self._project_folder):
            return read_file(self._project_folder, path.relative_to(self._project_folder).as_posix())
        return read_outside(str(path))

    def is_shipped(self, template: str) -> bool:
        """Whether revi-docs ships a template with this name."""
        return _is_file(self._shipped_folder / template)

    def display_path(self, template: str) -> str:
        """The path of a template in problems; the path of a shipped one starts with `<revi-docs>/`."""
        prefix = "" if _is_file(self._project_folder / template) else "<revi-docs>/"
        return f"{prefix}{TEMPLATES_FOLDER}/{template.removeprefix(SHIPPED_PREFIX)}"

    def project_templates(self) -> list[str]:
        """Every template in the repository's folder, sorted."""
        if self.leaves_repository or not self._project_folder.is_dir():
            return []
        return _template_names(self._project_folder)

    def shipped_names(self) -> list[str]:
        """Every shipped template, sorted."""
        return [name for name in _template_names(self._shipped_folder) if name.endswith(".j2")]

    def overrides(self) -> list[str]:
        """The templates of the repository with the name of a shipped one, sorted; none if both folders are the same."""
        if os.path.realpath(self._project_folder) == os.path.realpath(self._shipped_folder):
            return []
        return [name for name in self.project_templates() if self.is_shipped(name)]


def _template_names(folder: Path) -> list[str]:
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(name.as_posix() for name in names if not any(part[0] == "." for part in name.parts))


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - pathlib raises for some names, such as one with a null byte


def _is_below(path: Path, folder: Path) -> bool:
    """Whether the path is inside the folder after symbolic links are resolved."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a cycle of symbolic links
        return False


# Arbitrary: several times the templates of a large repository. A server that sees many edits empties the cache then.
_MAX_COMPILED = 2_000


class _CompiledTemplates(jinja2.BytecodeCache):
    """The compiled templates of this process, by name, file and text; all environments share them.

    Sharing is safe, because environments differ only in what happens to a printed value of the contract.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template that was compiled before."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if len(self.codes) >= _MAX_COMPILED:
            self.codes.clear()
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


COMPILED_TEMPLATES = _CompiledTemplates()


def create_environment(loader: TemplateLoader, finalize: Callable[[Any], TracedMarkup]) -> Sandbox:
    """An environment that passes every printed value through `finalize`, which must call `finalize_value`."""

    def finalize_counted(value: Any) -> TracedMarkup:
        sandbox.budget.take_result(value)
        return finalize(value)

    sandbox = Sandbox(
        loader=loader,
        undefined=UndefinedName,
        autoescape=True,
        finalize=finalize_counted,
        **LEXER_SETTINGS,
        auto_reload=False,
        # Without a limit: a repository has few templates, and each is compiled once.
        cache_size=-1,
        bytecode_cache=COMPILED_TEMPLATES,
    )
    sandbox.code_generator_class = FinalizedCodeGenerator
    sandbox.filters.update(FILTERS, literal=literal)
    sandbox.count_filters()
    return sandbox


def finalize_value(value: Any) -> TracedMarkup:
    """Escape a printed value for Markdown, unless a filter has done so.

    Raises UnicodeEncodeError for a lone surrogate such as `"\\ud800"`; here the template's line is known.
    """
    markup = value if isinstance(value, TracedMarkup) else _escaped(value)
    if not markup.isascii():
        markup.encode()
    return markup


def _escaped(value: Any) -> TracedMarkup:
    if isinstance(value, Markup):  # the text of a macro, for example
        return str.__new__(TracedMarkup, value)
    if isinstance(value, jinja2.Undefined):
        str(value)
    if isinstance(value, ContractView):
        raise TypeError(f"{describe_view(value)[0]} is not a single value; print one of its keys")
    return TracedMarkup(value) if hasattr(value, "__html__") else traced(escape.markdown(str(value)), value)

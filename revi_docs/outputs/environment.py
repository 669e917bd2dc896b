"""The Jinja environment: sandboxed, strict about names, escaping by default."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import jinja2

from revi_docs.outputs import escape
from revi_docs.outputs.filters import FILTERS
from revi_docs.outputs.given import Given, MissingArgumentError
from revi_docs.outputs.literals import literal
from revi_docs.outputs.sandbox import Sandbox
from revi_docs.outputs.shown import Shown, shown
from revi_docs.outputs.spans import bracket
from revi_docs.outputs.view import Item, Section, names_of
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem, ReviError

FOLDER = "templates"


def shipped_templates() -> Path:
    """The folder of the templates that come with revi-docs."""
    package = Path(__file__).resolve().parents[1]
    installed = package / FOLDER
    return installed if installed.is_dir() else package.parent / FOLDER


class Loader(jinja2.BaseLoader):
    """Finds a template in the repository's own folder first, then among the shipped ones."""

    def __init__(self, root: Path) -> None:
        self._own = root / FOLDER
        self.leads_out = not _is_below(self._own, root)
        self._shipped = shipped_templates()

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
            return path.read_text(encoding="utf-8"), self.shown_as(template), lambda: True
        except UnicodeDecodeError:
            raise ReviError(self._unreadable(template, "is not UTF-8")) from None
        except OSError as error:
            raise ReviError(
                self._unreadable(template, f"cannot be read: {error.strerror or error}")
            ) from None

    def _unreadable(self, template: str, said: str) -> Problem:
        return Problem(
            code="template-error",
            message=f"the template {said}",
            fix="save it as UTF-8, in a file that may be read",
            places=(Place(self.shown_as(template), 1, 1),),
            subject=f"{template}: {said}",
        )

    def find(self, template: str) -> Path | None:
        """The file of a template, or None."""
        parts = template.split("/")
        if any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts):
            return None
        for folder in (self._shipped,) if self.leads_out else (self._own, self._shipped):
            path = folder.joinpath(*parts)
            if _is_file(path) and _is_below(path, folder):
                return path
        return None

    def ships(self, template: str) -> bool:
        """Whether a template of that name comes with revi-docs."""
        return _is_file(self._shipped / template)

    def shown_as(self, template: str) -> str:
        """The name of a template in problems: its path, in the repository or with revi-docs."""
        own = _is_file(self._own / template)
        return f"{FOLDER}/{template}" if own else f"<revi-docs>/{FOLDER}/{template}"

    def own_templates(self) -> list[str]:
        """Every template in the repository's own folder, sorted."""
        if self.leads_out or not self._own.is_dir():
            return []
        found = (path.relative_to(self._own).as_posix() for path in self._own.rglob("*") if path.is_file())
        return sorted(name for name in found if not any(part.startswith(".") for part in name.split("/")))


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - never raises, whatever the name is


def _is_below(path: Path, folder: Path) -> bool:
    """Whether the path leads into the folder, links followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead to each other
        return False


class Missing(jinja2.StrictUndefined):
    """A name that is not there; where it was looked for in the contract, the message says so in its words."""

    __slots__ = ()

    def __init__(self, *about: Any, **named: Any) -> None:
        super().__init__(*about, **named)
        if isinstance(self._undefined_obj, Given):
            self._undefined_exception = MissingArgumentError

    @property
    def _undefined_message(self) -> str:
        place, known = names_of(self._undefined_obj)
        name = str(self._undefined_name)
        if place is None or name.startswith("_"):
            return super()._undefined_message
        return f"{place} has no '{name}'{did_you_mean(name, known)}"


def environment(loader: Loader, finalize: Callable[[Any], Shown]) -> Sandbox:
    """An environment that prints values by way of `finalize`: `finished` or `bracketed`."""
    made = Sandbox(
        loader=loader,
        undefined=Missing,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters.update(FILTERS, literal=literal)
    return made


def finished(value: Any) -> Shown:
    """A printed value, escaped for Markdown unless a filter has finished it.

    Raises UnicodeEncodeError for half a character, as `"\\ud800"` is one: here its line is still known.
    """
    if isinstance(value, jinja2.Undefined):
        str(value)
    if isinstance(value, (Item, Section)):
        raise TypeError(f"{names_of(value)[0]} cannot be printed, one of its keys can")
    if not isinstance(value, Shown):
        value = Shown(value) if hasattr(value, "__html__") else shown(escape.markdown(str(value)), value)
    value.encode()
    return cast(Shown, value)


def bracketed(value: Any) -> Shown:
    """The same, with every part that shows a contract value in brackets (see `outputs.spans`)."""
    return bracket(finished(value))

"""Turn the errors of templates into problems, with the line of the template and the output that uses it."""

from __future__ import annotations

import re
import traceback
from collections import Counter
from dataclasses import fields

import jinja2

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import UnknownValueError
from revi_docs.outputs import escape
from revi_docs.outputs.context.lazy_stories import STORY_GLOBALS
from revi_docs.outputs.context.marker_arguments import MarkerError, MissingArgumentError
from revi_docs.outputs.context.template_functions import FUNCTIONS_BY_NAME
from revi_docs.outputs.environment import SHIPPED_PREFIX, TEMPLATES_FOLDER, TemplateLoader
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.template_mistakes import in_plain_words
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.problems.suggestions import suggested_fix

_FIXES = {
    "empty-render": "write content in the template, or remove the output or region that uses it",
    "no-marker": "put {{ marker }} into a comment of the template, once: <!-- {{ marker }} -->",
    "invalid-output": "print values in front matter, YAML and JSON with the filter 'quoted' or 'data'",
    "undefined-name": "correct the name, or test it first: {% if … is defined %}",
    "template-error": "fix the template at this line",
    "template-syntax": "fix the template at this line",
    "invalid-region": "fix the template, or put the markers on lines of their own",
    "wrong-argument": "correct the marker; write arguments as key=value",
    "unused-argument": "remove it from the marker, or read it in the template",
}

_WHOLE_TEMPLATE = ("root", "top-level template code")
"""Jinja's names in a traceback for the function of a whole template; macros and blocks have others."""


class TemplateErrors:
    """Creates the errors of one contract's templates, each with one problem."""

    def __init__(self, loaded: LoadedContract, loader: TemplateLoader) -> None:
        self._loaded = loaded
        self._loader = loader

    def output_error(self, task: RenderTask, code: str, message: str) -> ReviError:
        """An invalid output. For a region its marker is the first place, because people look there first."""
        template_place = self._template_start(task)
        return ReviError(
            Problem(
                code=code,
                message=message,
                fix=_FIXES[code],
                places=(task.marker, template_place) if task.marker else (template_place,),
                cause=() if task.marker else (self._loaded.place_of("outputs", task.entry),),
                subject=f"{task.path}#{task.template}" if task.marker else task.path,
            )
        )

    def render_error(self, task: RenderTask, error: Exception) -> ReviError:
        """An exception of a template: not found, not valid Jinja, or raised during rendering."""
        if isinstance(error, jinja2.TemplateNotFound):
            return ReviError(self._missing_template(task, error))
        message = _printable(str(error)) or "the template cannot be rendered"
        if type(error) is KeyError:  # its text is the key
            message = f"there is no {message}"
        if isinstance(error, jinja2.TemplateSyntaxError):
            places: tuple[Place, ...] = (Place(error.filename or error.name or "", error.lineno, 1),)
            message, fix = in_plain_words(_printable(str(error.message)))
            return _error("template-syntax", message, places, f"{error.name}: {message}", fix)
        # The author of a page can only change the marker, so that is the place to show.
        if task.marker and isinstance(error, (MarkerError, MissingArgumentError, UnknownValueError)):
            subject = f"{task.path}#{task.template}: {message}"
            return _error("wrong-argument", message, (task.marker,), subject)
        place = _template_place(error) or self._template_start(task)
        message, fix = in_plain_words(message, self._names())
        # Jinja has no error of its own for a cycle: it loads templates until Python stops it.
        if isinstance(error, RecursionError):
            place = _template_place(error, outermost=True) or place
            message, fix = self._cycle(error, place)
        code = "undefined-name" if isinstance(error, jinja2.UndefinedError) else "template-error"
        places = (task.marker, place) if task.marker else (place,)
        section = self._missing_section(place) if code == "undefined-name" else ""
        if section:
            message = f"the line reads '{section}', which revi.yml does not have"
            fix = f"add '{section}' to revi.yml, or remove what uses this template"
            return _error(code, message, places, f"{place.file}: {message}", fix)
        return _error(code, message, places, f"{place.file}: {message}", fix)

    def _names(self) -> set[str]:
        """The names that every template sees."""
        sections = {field.name for field in fields(self._loaded.contract) if field.name != "revi"}
        return sections | FUNCTIONS_BY_NAME.keys() | set(STORY_GLOBALS)

    def _cycle(self, error: RecursionError, place: Place) -> tuple[str, str]:
        calls = Counter((frame.filename, frame.name) for frame in _template_frames(error))
        if max(calls.values(), default=0) < 2:
            return "a value or an expression is nested too deeply", "nest it less deeply"
        if not any(count > 1 and name in _WHOLE_TEMPLATE for (_, name), count in calls.items()):
            return "a macro or a block calls itself without end", "call it on a condition: {% if … %}"
        name = place.file.removeprefix(f"{TEMPLATES_FOLDER}/")
        is_override = name in self._loader.overrides()
        shipped = f"to use the shipped template of this name, write '{SHIPPED_PREFIX}{name}'"
        fix = shipped if is_override else "remove the include or import that leads back to this template"
        return "the templates include each other in a cycle", fix

    def _missing_section(self, place: Place) -> str:
        """The first section of the contract that a line of a template reads and the contract lacks, or ""."""
        prefix, _, name = place.file.partition(f"{TEMPLATES_FOLDER}/")
        name = SHIPPED_PREFIX + name if prefix else name
        path = self._loader.find(name)
        lines = self._loader.read(path).decode(errors="replace").splitlines() if path else []
        names = re.findall(r"(?<![\w.])([a-z_]+)[.\[]", lines[place.line - 1]) if place.line <= len(lines) else []
        # A section that the contract lacks is empty; other names are not attributes of the contract.
        return next((name for name in names if not getattr(self._loaded.contract, name, True)), "")

    def _template_start(self, task: RenderTask) -> Place:
        return Place(self._loader.display_path(task.template), 1, 1)

    def _missing_template(self, task: RenderTask, error: jinja2.TemplateNotFound) -> Problem:
        name = _printable(str(error.name or task.template))
        place = task.marker or self._loaded.place_of("outputs", task.entry, "template")
        if name != task.template:
            place = _template_place(error) or place
        if name.startswith(SHIPPED_PREFIX):
            candidates = (SHIPPED_PREFIX + shipped for shipped in self._loader.shipped_names())
            fix = suggested_fix(name, candidates, "correct the name; 'revi-docs template' lists all")
        elif {"", ".", ".."} & set(name.split("/")):
            fix = f"name a file in {TEMPLATES_FOLDER}/"
        else:
            fix = f"create {TEMPLATES_FOLDER}/{name}, or correct the name"
        return Problem(
            code="unknown-template",
            message=f"there is no template '{name}'",
            fix=fix,
            places=(place,),
            subject=name,
        )


def _error(code: str, message: str, places: tuple[Place, ...], subject: str, fix: str = "") -> ReviError:
    return ReviError(Problem(code=code, message=message, fix=fix or _FIXES[code], places=places, subject=subject))


def _printable(message: str) -> str:
    """The message on one line, with lone surrogates escaped."""
    return escape.one_line(message).encode("utf-8", "backslashreplace").decode("utf-8")


def _template_place(error: Exception, *, outermost: bool = False) -> Place | None:
    """The innermost (or outermost) line of a template in the traceback."""
    frames = _template_frames(error)
    frame = frames[0 if outermost else -1] if frames else None
    return Place(frame.filename, frame.lineno or 1, 1) if frame else None


def _template_frames(error: Exception) -> list[traceback.FrameSummary]:
    """The lines of templates in the traceback, the outermost first."""
    prefixes = (f"{TEMPLATES_FOLDER}/", f"<revi-docs>/{TEMPLATES_FOLDER}/")
    return [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(prefixes)]

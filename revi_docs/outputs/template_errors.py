"""Why a template could not be rendered, as problems: the template's line, and what asked for it."""

from __future__ import annotations

import traceback

import jinja2

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import UnknownValueError
from revi_docs.outputs import escape
from revi_docs.outputs.context.marker_arguments import MarkerError, MissingArgumentError
from revi_docs.outputs.environment import TEMPLATES_FOLDER, TemplateLoader
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.problems.problem import Place, Problem

TEMPLATE_FIXES = {
    "empty-render": "write something in the template, or remove what it is rendered for",
    "no-proof": "put {{ checksum }} into a comment of the template, once, for instance <!-- {{ checksum }} -->",
    "invalid-output": "print values in front matter, YAML or JSON with the filter 'quoted' or 'data'",
    "undefined-name": "correct the name, or ask first: {% if … is defined %}",
    "template-error": "mend the template's line",
    "invalid-region": "mend the template, or put the markers on lines of their own",
    "wrong-argument": "correct the marker, whose arguments are written as key=value",
    "unused-argument": "remove it from the marker, or read it in the template",
}


class TemplateErrors:
    """Makes the problems of one contract's templates."""

    def __init__(self, loaded: LoadedContract, loader: TemplateLoader) -> None:
        self._loaded = loaded
        self._loader = loader

    def output_problem(
        self, task: RenderTask, code: str, message: str, place: Place | None = None
    ) -> Problem:
        """A problem of a template. The marker of a region comes first, for that is what people look at."""
        places = [place or Place(self._loader.display_path(task.template), 1, 1)]
        cause: tuple[Place, ...] = ()
        if task.marker:
            places.insert(0, task.marker)
        else:
            cause = (self._loaded.place_of("outputs", task.entry),)
        subject = task.template if code == "template-error" else task.path
        return Problem(
            code=code,
            message=message,
            fix=TEMPLATE_FIXES[code],
            places=tuple(places),
            cause=cause,
            subject=f"{subject}#{task.template}" if task.marker else subject,
        )

    def marker_problem(self, task: RenderTask, message: str, hint: str) -> Problem:
        """An argument of a marker that is missing or wrong."""
        return Problem(
            code="wrong-argument",
            message=message,
            fix=TEMPLATE_FIXES["wrong-argument"] + hint,
            places=(task.marker or Place(task.path),),
            subject=f"{task.path}#{task.template}: {message}",
        )

    def missing_template(self, task: RenderTask, error: jinja2.TemplateNotFound) -> Problem:
        """A template that does not exist."""
        name = printable(str(error.name or task.template))
        place = task.marker or self._loaded.place_of("outputs", task.entry, "template")
        if name != task.template:
            place = _template_place(error) or place
        is_valid_name = not {"", ".", ".."} & set(name.split("/"))
        return Problem(
            code="unknown-template",
            message=f"there is no template '{name}'",
            fix=f"create {TEMPLATES_FOLDER}/{name}, or correct the name"
            if is_valid_name
            else "name a file below templates/",
            places=(place,),
            subject=name,
        )

    def syntax_problem(self, error: jinja2.TemplateSyntaxError) -> Problem:
        """A template that is not Jinja."""
        return Problem(
            code="template-syntax",
            message=printable(str(error.message)),
            fix="mend the template's line",
            places=(Place(error.filename or error.name or "", error.lineno, 1),),
            subject=f"{error.name}: {printable(str(error.message))}",
        )

    def render_problem(self, task: RenderTask, error: Exception) -> Problem:
        """A template that stops while it is rendered."""
        if task.marker and isinstance(error, (MarkerError, MissingArgumentError, UnknownValueError)):
            return self.marker_problem(task, printable(str(error)), getattr(error, "hint", ""))
        code = "undefined-name" if isinstance(error, jinja2.UndefinedError) else "template-error"
        place = _template_place(error) or Place(self._loader.display_path(task.template), 1, 1)
        message = printable(str(error)) or type(error).__name__
        if isinstance(error, RecursionError):
            message = "the templates include each other without end"
            place = _template_place(error, outermost=True) or place
        return Problem(
            code=code,
            message=message,
            fix=TEMPLATE_FIXES[code],
            places=(task.marker, place) if task.marker else (place,),
            subject=f"{place.file}: {message}",
        )


def printable(message: str) -> str:
    """What an error says, on one line and without half characters."""
    return escape.one_line(message).encode("utf-8", "backslashreplace").decode("utf-8")


def checksum_message(task: RenderTask, count: int) -> str:
    """What is wrong where an output does not hold its proof once."""
    if count:
        return f"'{task.path}' holds its proof of ownership {count} times"
    return f"'{task.path}' does not hold its proof of ownership"


def _template_place(error: Exception, *, outermost: bool = False) -> Place | None:
    """The innermost template line that an error came through, or the first."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in frames if outermost else reversed(frames):
        if frame.filename.startswith((f"{TEMPLATES_FOLDER}/", f"<revi-docs>/{TEMPLATES_FOLDER}/")):
            return Place(frame.filename, frame.lineno or 1, 1)
    return None

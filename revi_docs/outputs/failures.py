"""Why a template could not be rendered, as problems: the template's line, and what asked for it."""

from __future__ import annotations

import traceback

import jinja2

from revi_docs.contract.load import Loaded
from revi_docs.contract.lookup import UnknownValueError
from revi_docs.outputs import escape
from revi_docs.outputs.environment import FOLDER, Loader
from revi_docs.outputs.given import MarkerError, MissingArgumentError
from revi_docs.outputs.plan import Planned
from revi_docs.problems.problem import Place, Problem

FIXES = {
    "empty-render": "write something in the template, or remove what it is rendered for",
    "no-proof": "put {{ proof }} into a comment of the template, once, for instance <!-- {{ proof }} -->",
    "invalid-output": "print values in front matter, YAML or JSON with the filter 'quoted' or 'data'",
    "undefined-name": "correct the name, or ask first: {% if … is defined %}",
    "template-error": "mend the template's line",
    "invalid-region": "mend the template, or put the markers on lines of their own",
    "wrong-argument": "correct the marker, whose arguments are written as key=value",
    "unused-argument": "remove it from the marker, or read it in the template",
}


class Failures:
    """Makes the problems of one contract's templates."""

    def __init__(self, loaded: Loaded, loader: Loader) -> None:
        self._loaded = loaded
        self._loader = loader

    def of(self, planned: Planned, code: str, message: str, place: Place | None = None) -> Problem:
        """A problem of a template. The marker of a region comes first, for that is what people look at."""
        places = [place or Place(self._loader.shown_as(planned.template), 1, 1)]
        because: tuple[Place, ...] = ()
        if planned.marker:
            places.insert(0, planned.marker)
        else:
            because = (self._loaded.at("outputs", planned.entry),)
        subject = planned.template if code == "template-error" else planned.path
        return Problem(
            code=code,
            message=message,
            fix=FIXES[code],
            places=tuple(places),
            because=because,
            subject=f"{subject}#{planned.template}" if planned.marker else subject,
        )

    def of_marker(self, planned: Planned, message: str, hint: str) -> Problem:
        """An argument of a marker that is missing or wrong."""
        return Problem(
            code="wrong-argument",
            message=message,
            fix=FIXES["wrong-argument"] + hint,
            places=(planned.marker or Place(planned.path),),
            subject=f"{planned.path}#{planned.template}: {message}",
        )

    def not_found(self, planned: Planned, error: jinja2.TemplateNotFound) -> Problem:
        """A template that does not exist."""
        name = told(str(error.name or planned.template))
        at = planned.marker or self._loaded.at("outputs", planned.entry, "template")
        if name != planned.template:
            at = _place(error) or at
        clean = not {"", ".", ".."} & set(name.split("/"))
        return Problem(
            code="unknown-template",
            message=f"there is no template '{name}'",
            fix=f"create {FOLDER}/{name}, or correct the name" if clean else "name a file below templates/",
            places=(at,),
            subject=name,
        )

    def syntax(self, error: jinja2.TemplateSyntaxError) -> Problem:
        """A template that is not Jinja."""
        return Problem(
            code="template-syntax",
            message=told(str(error.message)),
            fix="mend the template's line",
            places=(Place(error.filename or error.name or "", error.lineno, 1),),
            subject=f"{error.name}: {told(str(error.message))}",
        )

    def failed(self, planned: Planned, error: Exception) -> Problem:
        """A template that stops while it is rendered."""
        if planned.marker and isinstance(error, (MarkerError, MissingArgumentError, UnknownValueError)):
            return self.of_marker(planned, told(str(error)), getattr(error, "hint", ""))
        code = "undefined-name" if isinstance(error, jinja2.UndefinedError) else "template-error"
        place = _place(error) or Place(self._loader.shown_as(planned.template), 1, 1)
        message = told(str(error)) or type(error).__name__
        if isinstance(error, RecursionError):
            message = "the templates include each other without end"
            place = _place(error, first=True) or place
        return Problem(
            code=code,
            message=message,
            fix=FIXES[code],
            places=(planned.marker, place) if planned.marker else (place,),
            subject=f"{place.file}: {message}",
        )


def told(message: str) -> str:
    """What an error says, on one line and without half characters."""
    return escape.one_line(message).encode("utf-8", "backslashreplace").decode("utf-8")


def no_proof(planned: Planned, count: int) -> str:
    """What is wrong where an output does not hold its proof once."""
    if count:
        return f"'{planned.path}' holds its proof of ownership {count} times"
    return f"'{planned.path}' does not hold its proof of ownership"


def _place(error: Exception, *, first: bool = False) -> Place | None:
    """The innermost template line that an error came through, or the first."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in frames if first else reversed(frames):
        if frame.filename.startswith((f"{FOLDER}/", f"<revi-docs>/{FOLDER}/")):
            return Place(frame.filename, frame.lineno or 1, 1)
    return None

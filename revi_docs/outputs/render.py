"""Rendering one planned file: its bytes, and what of the contract it used."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

import jinja2
import jinja2.meta

from revi_docs.contract.load import Loaded
from revi_docs.contract.names import SINGULAR
from revi_docs.contract.reading import Path
from revi_docs.files.proof import BLANK, is_intact, seal
from revi_docs.outputs import escape, valid
from revi_docs.outputs.asked import Reads, Relations
from revi_docs.outputs.environment import Loader, bracketed, environment, finished
from revi_docs.outputs.plan import Planned
from revi_docs.outputs.shown import Proof, Shown
from revi_docs.outputs.view import view
from revi_docs.problems.problem import Place, Problem, ReviError

MOST_BYTES = 4 * 1024 * 1024
"""How big an output may be; beyond it a template has gone wild."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file as it is to be: `content` is UTF-8 with LF, `read` what it read, `shown` what it printed."""

    planned: Planned
    content: bytes
    read: tuple[frozenset[Path], ...]
    shown: frozenset[Path]

    @property
    def path(self) -> str:
        """Where it stands, relative to the repository."""
        return self.planned.path

    @property
    def used(self) -> frozenset[Path]:
        """The paths of all values that went into it."""
        return self.shown.union(*self.read)


class Renderer:
    """Renders the outputs of one contract."""

    def __init__(self, root: FilePath, loaded: Loaded, extras: Mapping[str, Any]) -> None:
        self._loaded = loaded
        self._extras = extras
        self.loader = Loader(root)
        self._printed: set[Path] = set()
        self._relations = Relations(loaded.contract)
        self._environment = environment(self.loader, self._print)

    def includes(self, template: str) -> list[str]:
        """The templates that a template includes, imports or extends by name; none where it is broken."""
        try:
            path = self.loader.find(template)
            source = path.read_text(encoding="utf-8") if path else ""
            found = jinja2.meta.find_referenced_templates(self._environment.parse(source))
            return [name for name in found if name]
        except (jinja2.TemplateError, OSError, UnicodeError):
            return []

    def render(self, planned: Planned) -> Rendered:
        """The file. Raises ReviError where the template or what it gives is broken."""
        used: set[Path] = set()
        reads: Reads = {}
        self._printed = set()
        text = self._text(self._environment, planned, used, reads)
        if not text.strip():
            raise ReviError(self._problem(planned, "empty-render", f"'{planned.path}' comes out empty"))
        if text.count(BLANK) != 1:
            raise ReviError(self._problem(planned, "no-proof", _no_proof(planned, text.count(BLANK))))
        content = text.replace("\r\n", "\n").encode("utf-8")
        broken = valid.why_broken(planned.path, content)
        if broken:
            raise ReviError(self._problem(planned, "invalid-output", f"'{planned.path}' {broken}"))
        content = seal(planned.path, content)
        if not is_intact(planned.path, content):
            said = f"'{planned.path}' holds too much before its proof that looks like one"
            raise ReviError(self._problem(planned, "no-proof", said))
        return Rendered(planned, content, (frozenset(used), *reads.values()), frozenset(self._printed))

    def _print(self, value: Any) -> Shown:
        """A printed value; that it was printed counts as used, also where only its name was read."""
        made = finished(value)
        self._printed.update(path for _, _, path in made.spans)
        return made

    def render_bracketed(self, planned: Planned) -> str:
        """The text with each part that shows a contract value in brackets (see `outputs.spans`)."""
        return self._text(self._bracketing, planned, set(), {})

    @cached_property
    def _bracketing(self) -> jinja2.Environment:
        return environment(self.loader, bracketed)

    def _text(self, templates: jinja2.Environment, planned: Planned, used: set[Path], reads: Reads) -> str:
        try:
            template = templates.get_template(planned.template)
            return _limited(planned.path, template.generate(self._names(planned, used, reads)))
        except ReviError:
            raise
        except jinja2.TemplateNotFound as error:
            raise ReviError(self._not_found(planned, error)) from None
        except jinja2.TemplateSyntaxError as error:
            raise ReviError(self._syntax(error)) from None
        except Exception as error:  # noqa: BLE001 - whatever a template does, it is the template's error
            raise ReviError(self._failed(planned, error)) from None

    def _names(self, planned: Planned, used: set[Path], reads: Reads) -> dict[str, Any]:
        contract = view(self._loaded.contract, (), used)
        names: dict[str, Any] = {
            part.name: getattr(contract, part.name)
            for part in fields(self._loaded.contract)
            if part.name != "revi"
        }
        names |= self._relations.bound(reads)
        names |= {"proof": Proof(BLANK), "path": planned.path, **self._extras}
        if planned.section:
            names[SINGULAR[planned.section]] = names[planned.section][planned.id]
        return names

    def _problem(self, planned: Planned, code: str, message: str, line: int = 1) -> Problem:
        return Problem(
            code=code,
            message=message,
            fix=_FIXES[code],
            places=(Place(self.loader.shown_as(planned.template), line, 1),),
            because=(self._loaded.at("outputs", planned.entry),),
            subject=planned.template if code == "template-error" else planned.path,
        )

    def _not_found(self, planned: Planned, error: jinja2.TemplateNotFound) -> Problem:
        name = _told(str(error.name or planned.template))
        at = self._loaded.at("outputs", planned.entry, "template")
        if name != planned.template:
            at = _place(error) or at
        clean = not {"", ".", ".."} & set(name.split("/"))
        return Problem(
            code="unknown-template",
            message=f"there is no template '{name}'",
            fix=f"create templates/{name}, or correct the name" if clean else "name a file below templates/",
            places=(at,),
            subject=name,
        )

    def _syntax(self, error: jinja2.TemplateSyntaxError) -> Problem:
        return Problem(
            code="template-syntax",
            message=_told(str(error.message)),
            fix="mend the template's line",
            places=(Place(error.filename or error.name or "", error.lineno, 1),),
            subject=f"{error.name}: {_told(str(error.message))}",
        )

    def _failed(self, planned: Planned, error: Exception) -> Problem:
        code = "undefined-name" if isinstance(error, jinja2.UndefinedError) else "template-error"
        place = _place(error) or Place(self.loader.shown_as(planned.template), 1, 1)
        message = _told(str(error)) or type(error).__name__
        if isinstance(error, RecursionError):
            message = "the templates include each other without end"
        return Problem(
            code=code,
            message=message,
            fix=_FIXES[code],
            places=(place,),
            subject=f"{place.file}: {message}",
        )


_FIXES = {
    "empty-render": "write something in the template, or remove the output from revi.yml",
    "no-proof": "put {{ proof }} into a comment of the template, once, for instance <!-- {{ proof }} -->",
    "invalid-output": "print values in front matter, YAML or JSON with the filter 'quoted' or 'data'",
    "undefined-name": "correct the name, or ask first: {% if … is defined %}",
    "template-error": "mend the template's line",
}


def _limited(path: str, pieces: Iterator[str]) -> str:
    """The pieces as one text. Raises ValueError where it is too big or not text that can be written."""
    kept: list[str] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece.encode("utf-8"))
        if size > MOST_BYTES:
            raise ValueError(f"'{path}' grows beyond {MOST_BYTES // 1024 // 1024} MiB")
    return "".join(kept)


def _told(message: str) -> str:
    """What an error says, on one line and without half characters."""
    return escape.one_line(message).encode("utf-8", "backslashreplace").decode("utf-8")


def _no_proof(planned: Planned, count: int) -> str:
    if count:
        return f"'{planned.path}' holds its proof of ownership {count} times"
    return f"'{planned.path}' does not hold its proof of ownership"


def _place(error: Exception) -> Place | None:
    """The innermost template line that an error came through."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(("templates/", "<revi-docs>/templates/")):
            return Place(frame.filename, frame.lineno or 1, 1)
    return None

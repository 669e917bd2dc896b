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

from revi_docs.contract.load import Loaded
from revi_docs.contract.lookup import path_of, with_value
from revi_docs.contract.names import SINGULAR
from revi_docs.contract.reading import Path
from revi_docs.files.proof import BLANK, is_intact, seal
from revi_docs.files.regions import why_no_content
from revi_docs.outputs import valid
from revi_docs.outputs.asked import Reads, Relations
from revi_docs.outputs.environment import Loader, bracketed, environment, finished
from revi_docs.outputs.failures import Failures, no_proof
from revi_docs.outputs.late import Late
from revi_docs.outputs.plan import Planned
from revi_docs.outputs.region_names import region_names
from revi_docs.outputs.shown import Proof, Shown
from revi_docs.outputs.trail import Followed, Read, Trail
from revi_docs.outputs.view import Item, view
from revi_docs.problems.problem import ReviError

MOST_BYTES = 4 * 1024 * 1024
"""How big an output may be; beyond it a template has gone wild."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file or region as it is to be: `content` is UTF-8 with LF, `read` what it read, `shown` what it
    printed, `templates` the names of all templates that took part.
    """

    planned: Planned
    content: bytes
    read: tuple[frozenset[Path], ...]
    shown: frozenset[Path]
    templates: frozenset[str] = frozenset()

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
        self.late = Late(root, loaded)
        self.loader = Loader(root)
        self._failures = Failures(loaded, self.loader)
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
        """The file or region. Raises ReviError where the template or what it gives is broken."""
        used: set[Path] = set()
        reads: Reads = {}
        self._printed = set()
        self._environment.asked = set()
        given: set[str] = set()
        text = self._text(self._environment, planned, Trail(used, reads, given)).replace("\r\n", "\n")
        if not text.strip():
            what = "the region" if planned.marker else f"'{planned.path}'"
            raise ReviError(self._failures.of(planned, "empty-render", f"{what} comes out empty"))
        content = self._fragment(planned, text, given) if planned.marker else self._sealed(planned, text)
        return Rendered(
            planned,
            content,
            (frozenset(used), *reads.values()),
            frozenset(self._printed),
            frozenset(self._environment.asked),
        )

    def _sealed(self, planned: Planned, text: str) -> bytes:
        """The bytes of a file, its proof in them."""
        if text.count(BLANK) != 1:
            said = no_proof(planned, text.count(BLANK))
            raise ReviError(self._failures.of(planned, "no-proof", said))
        content = text.encode("utf-8")
        broken = valid.why_broken(planned.path, content)
        if broken:
            raise ReviError(self._failures.of(planned, "invalid-output", f"'{planned.path}' {broken}"))
        content = seal(planned.path, content)
        if not is_intact(planned.path, content):
            said = f"'{planned.path}' holds too much before its proof that looks like one"
            raise ReviError(self._failures.of(planned, "no-proof", said))
        return content

    def _fragment(self, planned: Planned, text: str, given: set[str]) -> bytes:
        """The bytes of a region, which hold neither a marker nor a proof."""
        said = why_no_content(planned.path, text, within=planned.within)
        if said:
            raise ReviError(self._failures.of(planned, "invalid-region", f"the region {said}"))
        idle = [name for name, _ in planned.arguments if name not in given]
        if idle:
            said = f"'{planned.template}' does not read the argument '{idle[0]}'"
            raise ReviError(self._failures.of(planned, "unused-argument", said))
        return text.encode("utf-8")

    def _print(self, value: Any) -> Shown:
        """A printed value; that it was printed counts as used, also where only its name was read."""
        made = finished(value)
        self._printed.update(path for _, _, path in made.spans)
        return made

    def render_bracketed(self, planned: Planned) -> str:
        """The text with each part that shows a contract value in brackets (see `outputs.spans`)."""
        return self._text(self._bracketing, planned, Trail(set(), {}, set()))

    def follow(self, planned: Planned) -> tuple[str, tuple[Read, ...]]:
        """The plain text, and every read of the contract in its order."""
        trail = Followed()
        return self._text(self._environment, planned, trail), tuple(trail.log)

    def supposing(self, path: Path, value: Any) -> Renderer:
        """The same templates over the same contract, but for one value."""
        other = copy(self)
        contract = with_value(self._loaded.contract, path, value)
        other._loaded = replace(self._loaded, contract=contract)
        other._relations = Relations(contract)
        return other

    @cached_property
    def _bracketing(self) -> jinja2.Environment:
        return environment(self.loader, bracketed)

    def _text(self, templates: jinja2.Environment, planned: Planned, trail: Trail) -> str:
        try:
            template = templates.get_template(planned.template)
            return _limited(planned.path, template.generate(self._names(planned, trail)), trail)
        except ReviError:
            raise
        except jinja2.TemplateNotFound as error:
            raise ReviError(self._failures.not_found(planned, error)) from None
        except jinja2.TemplateSyntaxError as error:
            raise ReviError(self._failures.syntax(error)) from None
        except Exception as error:  # noqa: BLE001 - whatever a template does, it is the template's error
            raise ReviError(self._failures.failed(planned, error)) from None

    def _names(self, planned: Planned, trail: Trail) -> dict[str, Any]:
        seen = view(self._loaded.contract, (), trail.used)
        names: dict[str, Any] = {
            part.name: getattr(seen, part.name)
            for part in fields(self._loaded.contract)
            if part.name != "revi"
        }
        names |= self._relations.bound(trail.reads)
        names |= self.late.names(trail.used)
        names |= {"path": planned.path, "value_at": partial(self._value_at, seen), **self._extras}
        names["way_to"] = partial(_way, planned.path)
        if planned.marker:
            names |= region_names(planned, self._loaded.contract, trail.given, names["value_at"])
        else:
            names["proof"] = Proof(BLANK)
        if planned.section:
            names[SINGULAR[planned.section]] = names[planned.section][planned.id]
        return names

    def _value_at(self, seen: Any, way: str) -> Any:
        """A value by the way to it. Raises UnknownValueError."""
        for step in path_of(self._loaded.contract, way):
            seen = seen.read(step) if isinstance(seen, Item) else seen[step]
        return seen


def _way(path: str, target: str) -> str:
    """The address of a file of the repository as seen from the output at `path`."""
    return quote(posixpath.relpath(target, posixpath.dirname(path) or "."))


def _limited(path: str, pieces: Iterator[str], trail: Trail) -> str:
    """The pieces as one text. Raises ValueError where it is too big or not text that can be written."""
    kept: list[str] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        trail.at += len(piece)
        size += len(piece.encode("utf-8"))
        if size > MOST_BYTES:
            raise ValueError(f"'{path}' grows beyond {MOST_BYTES // 1024 // 1024} MiB")
    return "".join(kept)

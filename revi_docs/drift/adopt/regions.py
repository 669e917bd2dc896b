"""Tables and lists that the contract is to own: markers around them, and a template that renders the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from revi_docs.contract.reading import Path
from revi_docs.drift.adopt.facts import Passage, Span, place_in
from revi_docs.drift.adopt.stated import UNSTATED, Stated
from revi_docs.outputs import escape
from revi_docs.problems.problem import Problem

_BEGIN, _END = re.compile(r"revi:begin\b"), re.compile(r"revi:end\b")
_SYNTAX = re.compile(r"\{[{%#]|[}%#]\}|\{$")


@dataclass(frozen=True, slots=True)
class Region:
    """A passage with its region's name and the text of the template that renders it."""

    passage: Passage
    name: str
    template: str

    @property
    def path(self) -> str:
        """The template's file."""
        return f"templates/regions/{self.name}.{_ending(self.passage.file)}.j2"


def regions(
    passages: Iterable[Passage], texts: dict[str, str], taken: set[str], stated: Stated
) -> Iterator[Region | Problem]:
    """A region for each passage all of whose values the contract states. `taken` are names in use.

    A problem says which passage cannot be rendered as it is.
    """
    for passage in passages:
        text = texts[passage.file]
        if _is_in_region(text, passage.start):
            continue
        template = _template(passage, text, stated)
        if template is not None:
            yield Region(passage, _free_name(passage.file, taken), template)
        elif all(_way(span.path, stated)[1] is not UNSTATED for span in passage.spans):
            yield _unowned(passage, text)


def _unowned(passage: Passage, text: str) -> Problem:
    return Problem(
        code="left-alone",
        message="no template can render this as it stands, so its values are not owned",
        fix="write a region by hand, or say it in plainer words",
        places=(place_in(passage.file, text, passage.start),),
        subject=passage.file,
        severity="warning",
    )


def with_regions(text: str, found: Iterable[Region]) -> str:
    """The file's text with the markers around each passage."""
    for region in sorted(found, key=lambda one: -one.passage.start):
        passage = region.passage
        inner = text[passage.start : passage.end]
        newline = "\r\n" if "\r\n" in inner else "\n"
        indent = _indent(inner)
        begin, end = _markers(passage.file, region.name)
        inner += "" if inner.endswith("\n") else newline
        marked = f"{indent}{begin}{newline}{inner}{indent}{end}{newline}"
        text = text[: passage.start] + marked + text[passage.end :]
    return text


def _markers(file: str, name: str) -> tuple[str, str]:
    if file.endswith((".yml", ".yaml")):
        return f"# revi:begin {name}", "# revi:end"
    return f"<!-- revi:begin {name} -->", "<!-- revi:end -->"


def _ending(file: str) -> str:
    return "yml" if file.endswith((".yml", ".yaml")) else "md"


def _is_in_region(text: str, offset: int) -> bool:
    before = text[:offset]
    return len(_BEGIN.findall(before)) > len(_END.findall(before))


def _free_name(file: str, taken: set[str]) -> str:
    stem = file.rpartition("/")[2].rpartition(".")[0]
    stem = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    stem = stem if stem[:1].isalpha() else f"page-{stem}".rstrip("-")
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    taken.add(f"{stem}-{number}")
    return f"{stem}-{number}"


def _template(passage: Passage, text: str, stated: Stated) -> str | None:
    """The passage with each value as an expression; None where one of them would not read the same."""
    made, position = "", passage.start
    indent = _indent(text[passage.start : passage.end])
    for span in passage.spans:
        if span.start < position:
            return None
        expression = _expression(span, text, passage.file, stated)
        literal = _literal(text[position : span.start], indent, position == passage.start)
        if expression is None or literal is None:
            return None
        made += literal + "{{ " + expression + " }}"
        position = span.end
    literal = _literal(text[position : passage.end], indent, not passage.spans)
    if literal is None or not passage.spans:
        return None
    made += literal
    return made if made.endswith("\n") else f"{made}\n"


def _indent(text: str) -> str:
    """The spaces that every line of the passage begins with: a region's content is indented as its marker."""
    found = [line[: len(line) - len(line.lstrip(" "))] for line in text.splitlines() if line.strip()]
    return min(found, key=len, default="")


def _literal(text: str, indent: str, at_start: bool) -> str | None:
    """Text that the template is to print as it is; None where Jinja cannot be kept from reading it."""
    text = text.replace("\r\n", "\n")
    if at_start:
        text = text.removeprefix(indent)
    text = text.replace("\n" + indent, "\n") if indent else text
    if not _SYNTAX.search(text):
        return text
    return None if "endraw" in text else "{%+ raw %}" + text + "{% endraw +%}"


def _expression(span: Span, text: str, file: str, stated: Stated) -> str | None:
    """The expression that prints exactly what stands there."""
    way, value = _way(span.path, stated)
    shown = text[span.start : span.end]
    forms = {"": escape.markdown(str(value)), " | inside": escape.inside(str(value))}
    if _ending(file) == "yml":
        forms = {" | inside": escape.inside(str(value))}
    if isinstance(value, int):
        forms |= {" | number": f"{value:,}"}
        forms |= {" / 1000": f"{value / 1000:,g}"} if text[span.end : span.end + 1] in ("k", "K") else {}
    form = next((more for more, said in forms.items() if said == shown), None)
    if form is None:
        return None
    return f"({way}{form}) | number" if form == " / 1000" else way + form


def _way(path: Path, stated: Stated) -> tuple[str, object]:
    """The expression of a value in a template, and the value; `UNSTATED` where the contract has none."""
    if path[0] == "transitions":
        return _way_of_transition(path, stated)
    said, name = (path[:-1], path[-2]) if path[-1] == "id" else (path, None)
    value = stated.value(said)
    form = str(path[0])
    for step in path[1:]:
        is_key = form in _MAPPINGS
        form += f"['{step}']" if is_key else f".{step}"
    return form, value if value is UNSTATED or name is None else name


_MAPPINGS = {"statuses", "stages", "phases", "agents", "commands", "models", "budgets.phases"}


def _way_of_transition(path: Path, stated: Stated) -> tuple[str, object]:
    *head, key = path
    move = stated.moves.get(tuple(head))
    if move is None:
        return "", UNSTATED
    transition = stated.contract.transitions[move.number]
    form = f"transitions[{move.number}]"
    if key == "from":
        return f"{form}.sources[{transition.sources.index(move.source)}]", move.source
    if key == "verdict":
        return f"{form}.verdict[{transition.verdict.index(move.verdict)}]", move.verdict
    return (f"{form}.event", move.event) if key == "event" else (f"{form}.target", move.target)

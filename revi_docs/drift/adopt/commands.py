"""What the commands' files say: names, meanings, arguments, flags and the agents they start."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.contract.shape import NAME
from revi_docs.drift.adopt.agents import at, meanings, only
from revi_docs.drift.adopt.cover import bound, cover, word
from revi_docs.drift.adopt.facts import Findings, place_in
from revi_docs.drift.adopt.hints import Hint, read_hint
from revi_docs.drift.adopt.sources import Source
from revi_docs.files.globs import fits, parts
from revi_docs.problems.problem import Place, Problem

_STARTS = re.compile(
    r"subagent_type[\"']?[ \t]*[:=][ \t]*[\"'`]?([A-Za-z][\w.-]*)|(?<![\w@])@agent-([A-Za-z][\w-]*)"
)

COMMAND_FIELDS = {"description": "meaning"}
"""Front-matter field → key of a command."""


def forms(sources: tuple[Source, ...], files: Collection[str], loaded: Loaded | None) -> dict[str, str]:
    """Pattern → what makes the name of a command in such a file, as `owns` writes it: `{plugin}.{stem}`.

    A pattern of the contract keeps its form; the others get the shortest that tells their files apart.
    """
    known = _known_forms(loaded)
    rest = [one.path for one in sources if not any(parts(pattern, one.path) is not None for pattern in known)]
    first = _new_forms(rest, files)
    fit = [path for path in rest if _is_name(_named(path, first))]
    return known | (first if len(fit) == len(rest) else _new_forms(fit, files))


def _new_forms(paths: list[str], files: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pattern in cover(paths, files):
        found |= {pattern: ""} if pattern.startswith("!") else dict([_form(pattern, paths)])
    return found


def _named(path: str, forms: Mapping[str, str]) -> str:
    """The name of the command in a file, by the first pattern that it fits; empty where there is none."""
    fit = (one for one in forms.items() if not one[0].startswith("!") and parts(one[0], path) is not None)
    return next((name_of(path, *one) for one in fit), "")


def _is_name(name: str) -> bool:
    return re.fullmatch(NAME, name) is not None and name not in (MANUAL, SYSTEM)


def _known_forms(loaded: Loaded | None) -> dict[str, str]:
    found = {}
    for pattern, fields in loaded.contract.owns.items() if loaded else ():
        values = [value for value in fields.values() if value.startswith("commands.")]
        if values:
            found[pattern] = values[0].removeprefix("commands.").rpartition(".")[0]
    return found


def _form(pattern: str, paths: list[str]) -> tuple[str, str]:
    pieces = pattern.split("/")
    inside = [path for path in paths if parts(pattern, path) is not None]
    if pieces[-1] == "SKILL.md":
        last = len(pieces) - 2
        return bound(pattern, last), "{" + word(pattern, last) + "}"
    places = [number for number, piece in enumerate(pieces[:-1]) if piece == "*"]
    tries = [(pattern, "{stem}")]
    tries += [(bound(pattern, number), "{" + word(pattern, number) + "}.{stem}") for number in places]
    for tried, form in tries:
        names = Counter(name_of(path, tried, form).casefold() for path in inside)
        if max(names.values(), default=1) == 1:
            return tried, form
    return tries[0]


def name_of(path: str, pattern: str, form: str) -> str:
    """The name of the command in a file, by the form."""
    words = {"stem": path.rpartition("/")[2].removesuffix(".md"), **(parts(pattern, path) or {})}
    return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], ""), form)


def read_commands(
    sources: tuple[Source, ...],
    named: Mapping[str, str],
    stated: Contract,
    agents: Collection[str],
    found: Findings,
) -> dict[str, str]:
    """Notes what the commands' files say. Path → name of those that have one of their own.

    The arguments of a command that the contract gives some already are not read.
    """
    owners: dict[str, list[Source]] = {}
    kept: dict[str, str] = {}
    taken_away = [pattern[1:] for pattern in named if pattern.startswith("!")]
    spared = {one.path for one in sources if fits(taken_away, one.path)}
    for source in sources:
        name = _named(source.path, named)
        if source.path in spared or not _is_name(name):
            message = f"'{source.path.rpartition('/')[2][:40]}' gives no name that a command can have here"
            found.leave(message, "rename the file: letters, digits and hyphens", Place(source.path))
            continue
        owners.setdefault(name.casefold(), []).append(source)
        kept[source.path] = name
    for several in owners.values():
        if len(several) > 1:
            found.problems.append(_doubled([one.path for one in several], kept[several[0].path]))
            for one in several:
                del kept[one.path]
    unclear: list[Place] = []
    for source in sources:
        if source.path not in kept:
            continue
        name = kept[source.path]
        _read(source, name, agents, found)
        there = stated.commands.get(name)
        if there is None or not (there.arguments or there.flags):
            unclear += _read_hint(source, ("commands", name), found)
    if unclear:
        found.problems.append(_unclear(unclear))
    return kept


def _read(source: Source, name: str, agents: Collection[str], found: Findings) -> None:
    path = ("commands", name)
    found.add(path, None, Place(source.path, 1))
    for key, value, place in meanings(source):
        found.add((*path, key), value, place)
    started: dict[str, Place] = {}
    for match in _STARTS.finditer(source.text):
        agent = (match[1] or match[2]).rstrip(".")
        if agent in agents and agent not in started:
            started[agent] = place_in(source.path, source.text, match.start(match.lastindex or 1))
    for agent, place in started.items():
        found.add((*path, "spawns", agent), agent, place)


def _read_hint(source: Source, path: tuple[str, str], found: Findings) -> Iterator[Place]:
    """Notes the arguments and flags; yields the place where they cannot be told for certain."""
    stated, hinted = only(source, "arguments"), only(source, "argument-hint")
    field = stated or hinted
    if field is None or not field.value:
        return
    hints: tuple[Hint, ...] | None
    if stated:
        words = stated.value.split() if isinstance(stated.value, str) else stated.value or ()
        hints = read_hint(" ".join(words))
    else:
        hints = read_hint(
            field.value if isinstance(field.value, str) else source.text[field.start : field.end]
        )
    if hints is None:
        yield at(source, field)
    for hint in hints or ():
        if hint.name.startswith("--"):
            found.add((*path, "flags", hint.name), None, at(source, field))
            if hint.value:
                found.add((*path, "flags", hint.name, "value"), hint.value, at(source, field))
        else:
            found.add((*path, "arguments", hint.name), None, at(source, field))
            if hint.is_optional:
                found.add((*path, "arguments", hint.name, "optional"), True, at(source, field))


def _unclear(places: list[Place]) -> Problem:
    several = f"the arguments of {len(places)} commands" if len(places) > 1 else "the arguments"
    return Problem(
        code="left-alone",
        message=f"{several} cannot be told for certain",
        fix="write 'arguments' and 'flags' of the command into revi.yml",
        places=tuple(places),
        subject="arguments",
        severity="warning",
    )


def _doubled(paths: list[str], name: str) -> Problem:
    return Problem(
        code="doubled-command",
        message=f"{len(paths)} files make the command '{name}'",
        fix="rename all but one, or remove them",
        places=tuple(Place(path, 1) for path in paths),
        subject=name,
    )

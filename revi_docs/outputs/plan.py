"""Which file is made from which template for which item: one owner for each path."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract, Output
from revi_docs.contract.names import SINGULAR
from revi_docs.contract.rule import Case
from revi_docs.contract.rules import unknown_source
from revi_docs.files.globs import fits
from revi_docs.outputs.defaults import DEFAULT_OUTPUTS
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PREFIX = "{prefix}"
"""Stands in a path for the prefix of the project's stories."""

_CLAUDE = frozenset({".claude", "agents", "commands", "skills"})
"""Folders of what Claude Code reads."""

_NOT_OURS = frozenset({"revi.yml", "mkdocs.yml", "templates", "site", ".revi"})
"""What no output may be or stand in: the sources, and the folder that a build of the site empties."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to be rendered, or a region of one.

    `section` and `id` name its item where it is one of many. A region has the place of its begin
    `marker` and the `arguments` given there, and is `within` a line where that holds other text, too.
    """

    path: str
    template: str
    entry: str = ""
    section: str = ""
    id: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    marker: Place | None = None
    within: bool = False


def output_table(contract: Contract) -> Mapping[str, Output]:
    """The contract's outputs; where it speaks of none, the default ones for the sections that it has."""
    if contract.outputs is not None:
        return contract.outputs
    return {
        path: Output(path=path, template=template, each=each or None)
        for section, path, template, each in DEFAULT_OUTPUTS
        if not section or getattr(contract, section)
    }


def way_to_reference(path: str, contract: Contract) -> str | None:
    """The way from a hand-written file to the folder of the reference, ending in a slash.

    None where there is no reference, and for files that Claude Code reads: a link would only cost tokens.
    """
    for output, row in output_table(contract).items():
        page = row.template.removesuffix(".j2")
        below = page.removeprefix("reference/")
        if below != page and not row.each and output.endswith(below):
            folder = output.removesuffix(below)
            break
    else:
        return None
    first, *others = path.split("/")
    if first != folder.split("/")[0] and not _CLAUDE.isdisjoint((first, *others[:-1])):
        return None
    way = posixpath.relpath(folder or ".", posixpath.dirname(path) or ".")
    return "" if way == "." else f"{way}/"


def plan(loaded: Loaded, extras: Mapping[str, Any]) -> tuple[tuple[Planned, ...], tuple[Problem, ...]]:
    """Every file to be rendered, sorted by path, and what is wrong with the table.

    `extras` holds sections that do not come from the contract: name → mapping of id → item.
    """
    planned: dict[str, Planned] = {}
    problems = list(unknown_source.check(Case(loaded)))
    for entry, output in output_table(loaded.contract).items():
        if output.each and output.each not in SINGULAR:
            continue
        wrong = _wrong_pattern(loaded.contract, entry, output)
        if wrong:
            problems.append(_problem(loaded, entry, *wrong))
            continue
        for one in _spelled_out(loaded.contract, entry, output, extras):
            if _is_claimed(loaded.contract, one.path):
                continue
            wrong = _wrong_path(one.path)
            if wrong:
                problems.append(_problem(loaded, entry, *wrong))
                continue
            other = planned.setdefault(_same(one.path), one)
            if other is not one:
                problems.append(_doubled(loaded, one, other))
    problems += [_below(loaded, one, other) for one, other in _nested(planned)]
    return tuple(sorted(planned.values(), key=lambda one: one.path)), tuple(problems)


def _is_claimed(contract: Contract, path: str) -> bool:
    """Whether people write the file: of the default outputs, none is made where `owns` names the path."""
    patterns = sorted(contract.owns, key=lambda pattern: pattern.startswith("!"))
    return contract.outputs is None and fits(patterns, path)


def _same(path: str) -> str:
    """The same for two paths that some system takes for one: letter case and the form of accents aside."""
    return unicodedata.normalize("NFC", path).casefold()


def _nested(planned: Mapping[str, Planned]) -> Iterator[tuple[Planned, Planned]]:
    """Outputs that would stand below another output, with that other one."""
    for path, one in planned.items():
        folder = path.rpartition("/")[0]
        while folder:
            if folder in planned:
                yield one, planned[folder]
            folder = folder.rpartition("/")[0]


def _spelled_out(
    contract: Contract, entry: str, output: Output, extras: Mapping[str, Any]
) -> Iterator[Planned]:
    named = entry.replace(PREFIX, contract.project.prefix)
    if output.each is None:
        yield Planned(named, output.template, entry)
        return
    items = extras[output.each] if output.each in extras else getattr(contract, output.each, {})
    for name in items:
        path = named.replace("{" + SINGULAR[output.each] + "}", name)
        yield Planned(path, output.template, entry, output.each, name)


def _wrong_pattern(contract: Contract, entry: str, output: Output) -> tuple[str, str] | None:
    if PREFIX in entry and not contract.project.prefix:
        return f"the path '{entry}' names the prefix of stories, and there is none", "write project.prefix"
    names = _PLACEHOLDER.findall(entry.replace(PREFIX, ""))
    wanted = SINGULAR.get(output.each, "") if output.each else ""
    for name in names:
        if name != wanted:
            known = [wanted] if wanted else []
            return (
                f"the path '{entry}' has the placeholder '{{{name}}}', which stands for nothing",
                f"use '{{{wanted}}}'{did_you_mean(name, known)}" if wanted else "remove it, or add 'each'",
            )
    if wanted and not names:
        return (
            f"the path '{entry}' is the same for each of {output.each}",
            f"put '{{{wanted}}}' into the path",
        )
    return _wrong_path(entry)


def _wrong_path(entry: str) -> tuple[str, str] | None:
    parts = entry.split("/")
    if re.search(r'[\\:*?"<>|\x00-\x1f]', entry) or any(part in {"", ".", ".."} for part in parts):
        return (
            f"the path '{entry}' does not lead to a file in this repository",
            "write a path relative to the repository, with forward slashes and without '..'",
        )
    if any(part != part.strip() or part.endswith(".") for part in parts):
        return (
            f"the path '{entry}' has a name that not every system can store",
            "remove the space or dot at its end",
        )
    if _same(parts[0]) in _NOT_OURS or ".git" in map(_same, parts):
        return (
            f"the path '{entry}' belongs to the sources or to the built site, not to the outputs",
            "choose a path outside revi.yml, mkdocs.yml, templates/, site/, .revi/ and .git/",
        )
    return None


def _doubled(loaded: Loaded, one: Planned, other: Planned) -> Problem:
    return Problem(
        code="doubled-output",
        message=f"'{one.path}' is made twice: by '{other.entry}' and by '{one.entry}'",
        fix="give one of the two another path",
        places=(loaded.at("outputs", one.entry), loaded.at("outputs", other.entry)),
        subject=one.path,
    )


def _below(loaded: Loaded, one: Planned, other: Planned) -> Problem:
    return Problem(
        code="doubled-output",
        message=f"'{one.path}' is to stand below '{other.path}', which is a file",
        fix="give one of the two another path",
        places=(loaded.at("outputs", one.entry), loaded.at("outputs", other.entry)),
        subject=one.path,
    )


def _problem(loaded: Loaded, entry: str, message: str, fix: str) -> Problem:
    return Problem(
        code="bad-output-path",
        message=message,
        fix=fix,
        places=(loaded.at("outputs", entry),),
        subject=entry,
    )

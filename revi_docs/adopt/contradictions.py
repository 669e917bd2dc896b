"""Report facts with several values: one question for each pair of sources, however many facts it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.adopt.extracted_facts import ExtractedFact, FactValue
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.problems.problem import Problem

Facts = tuple[ExtractedFact, ...]


def contradictions(conflicts: Mapping[KeyPath, Facts]) -> Iterator[Problem]:
    """Yield a problem for each group of conflicts between the same sources."""
    groups: dict[tuple[str, ...], list[tuple[KeyPath, Facts]]] = {}
    for path, facts in conflicts.items():
        kinds = (str(path[0]), str(path[-1]) if path[0] != "transitions" else "")
        sources = sorted({_folder_pattern(fact.place.file) for fact in facts})
        groups.setdefault((*kinds, *sources), []).append((path, facts))
    for group in groups.values():
        yield _contradiction(*group[0]) if len(group) == 1 else _contradictions_of_sources(group)


def _folder_pattern(file: str) -> str:
    """Return the pattern of the files beside a file with the same ending."""
    folder, slash, name = file.rpartition("/")
    return f"{folder}{slash}*.{name.rpartition('.')[2]}"


def quote_value(value: FactValue) -> str:
    """Quote a value for a message."""
    if value == "":
        return "nothing"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _name(path: KeyPath) -> str:
    return format_key_path(tuple(part for part in path if part != ""))


def _statements(facts: Facts) -> str:
    return ", ".join(
        f"{fact.place.file}:{fact.place.line} says {quote_value(fact.value)}" for fact in dict.fromkeys(facts)
    )


def _contradiction(path: KeyPath, facts: Facts) -> Problem:
    return Problem(
        code="contradiction",
        message=f"conflicting values of {_name(path)}: {_statements(facts)}",
        fix=f"make these places agree, or run {_trust_commands({fact.place.file for fact in facts})}",
        places=tuple(dict.fromkeys(fact.place for fact in facts)),
        subject=_name(path),
        severity="warning",
    )


def _contradictions_of_sources(group: list[tuple[KeyPath, Facts]]) -> Problem:
    """Report conflicts between the same sources with the first one as an example."""
    files: dict[str, set[str]] = {}
    for _, facts in group:
        for fact in facts:
            files.setdefault(_folder_pattern(fact.place.file), set()).add(fact.place.file)
    sources = {next(iter(names)) if len(names) == 1 else pattern for pattern, names in files.items()}
    path, facts = group[0]
    return Problem(
        code="contradiction",
        message=(
            f"{' and '.join(sorted(sources))} disagree about {len(group)} values, such as {_name(path)}: "
            f"{_statements(facts)}"
        ),
        fix=f"make these places agree, or run {_trust_commands(sources)}",
        places=tuple(dict.fromkeys(fact.place for _, group_facts in group for fact in group_facts)),
        subject=" ".join(sorted(sources)),
        severity="warning",
    )


def _trust_commands(sources: set[str]) -> str:
    """Return the commands that take the value of one source."""
    names = sorted(source for source in sources if source != CONTRACT_FILE)
    commands = [f"'revi-docs adopt --write --trust {_shell_word(name)}'" for name in names]
    return " or ".join(commands) + " if that source is right"


def _shell_word(name: str) -> str:
    is_plain = all(character.isalnum() or character in "./_-" for character in name)
    return name if is_plain else '"' + name.replace('"', '\\"') + '"'

"""The tokens of a story by phase against its budgets: the summary that is made of the token log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.decide.contract import Limits
from revi_docs.files.replace import replace
from revi_docs.records.refusal import BrokenError
from revi_docs.records.tables import head, row
from revi_docs.records.usage import Usage
from revi_docs.runtime.budget_checks import limits_of
from revi_docs.runtime.token_rows import Spent, kinds_that_count, spent, token_rows
from revi_docs.runtime.workflow import StoryPaths

ARTIFACT, FILE = "token_summary", "_implementation/TOKEN-SUMMARY.md"
"""The artifact that is made, and where it stands where the contract does not say."""

OVER = ("hard", "warning", "")


class PhaseTokens(NamedTuple):
    """A phase: what it used, its limits (None where it has none), and the limit it reached, "" for none."""

    phase: str
    spent: Spent
    limits: Limits | None
    over: str


class Report(NamedTuple):
    """The phases that have a record, those over a limit first, and all of them together."""

    phases: tuple[PhaseTokens, ...]
    total: Spent
    kinds: tuple[str, ...]
    text: str


def report(story: StoryPaths, *, dry: bool = False) -> Report:
    """Sums up the token log and writes the summary. Raises BrokenError where it cannot be read or written."""
    rows, kinds, limits = token_rows(story), kinds_that_count(story.workflow), limits_of(story)
    names = dict.fromkeys(row.phase for row in rows if row.phase)
    found = [_phase(name, spent(rows, name, kinds), limits.get(name)) for name in names]
    phases = tuple(sorted(found, key=lambda one: OVER.index(one.over)))
    text = "\n".join(_lines(story, phases, kinds)) + "\n"
    if not dry:
        _write(story, text)
    return Report(phases, _total(phases), kinds, text)


def _phase(name: str, used: Spent, limits: Limits | None) -> PhaseTokens:
    over = ""
    if limits is not None:
        tokens = used.tokens or 0
        over = "hard" if tokens >= limits.hard else "warning" if tokens >= limits.warning else ""
    return PhaseTokens(name, used, limits, over)


def _total(phases: Sequence[PhaseTokens]) -> Spent:
    found = Spent(complete=bool(phases))
    for one in phases:
        found = found.plus(one.spent)
    return found


def _write(story: StoryPaths, text: str) -> None:
    artifact = story.workflow.data["artifacts"].get(ARTIFACT) or {}
    path = story.file(artifact.get("file") or FILE)
    try:
        replace(path, text.encode())
    except OSError as error:
        what = f"{path} cannot be written: {error.strerror or error}"
        raise BrokenError("disk-refused", what, "see that the disk has room, then run it again") from None


def _lines(story: StoryPaths, phases: Sequence[PhaseTokens], kinds: Sequence[str]) -> Iterator[str]:
    yield f"# Tokens of {story.id}"
    yield ""
    yield "Made of the token log by `revi budget report`; never write it by hand."
    yield f"Counted: {', '.join(kinds)}. What is not complete is at least what is shown."
    yield ""
    named = [kind.replace("_", " ").capitalize() for kind in Usage._fields]
    columns = ("Phase", "Counted", "Warning", "Hard limit", "Reached", *named, "Complete")
    yield from head(columns).splitlines()
    for one in phases:
        limits = [f"{limit:,}" for limit in one.limits] if one.limits else ["", ""]
        yield row([one.phase, _counted(one.spent), *limits, one.over, *_figures(one.spent)])
    total = _total(phases)
    yield row(["Together", _counted(total), "", "", "", *_figures(total)])


def _counted(used: Spent) -> str:
    return "unknown" if used.tokens is None else f"{used.tokens:,}"


def _figures(used: Spent) -> list[str]:
    kinds = [f"{number:,}" for number in used.usage] if used.usage else ["unknown"] * len(Usage._fields)
    return [*kinds, "yes" if used.complete else "no"]

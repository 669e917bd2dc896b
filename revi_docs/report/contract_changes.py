"""The changes of a contract as plain data: what `revi-docs diff` prints as text and JSON, and as findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Annotated, Literal, TypedDict

from revi_docs.problems.printable import printable_line
from revi_docs.problems.problem import Place, Problem
from revi_docs.report.finding import Finding, FindingPlace, format_place

CHANGES_SCHEMA_ID = "urn:revi-docs:changes:1"
"""Name and version of the schema; the number increases with every change of the format."""

BREAKING_CODE, CHANGE_CODE, STRANDED_CODE = "breaking-change", "contract-change", "stranded-story"

TEXT_COLUMNS = 80  # the width of most terminals, and of the text in a commit message
# Arbitrary: a longer value hides what the line is about; the JSON document has all of it.
_MAX_VALUE = 60


class ContractChange(TypedDict):
    """One change."""

    kind: Annotated[Literal["added", "removed", "renamed", "raised", "lowered", "changed"], "How it differs."]
    impact: Annotated[Literal["DOCS", "CODE", "DATA", "BEHAVIOR"], "Whom it affects."]
    breaking: Annotated[bool, "Whether something that conforms to the old contract can fail under the new one."]
    subject: Annotated[str, "The identity of what changed, with the new names."]
    old: Annotated[str, "The former value; empty if there is none, or if it is a whole item."]
    new: Annotated[str, "The value; empty if there is none, or if it is a whole item."]
    oldPlace: Annotated[FindingPlace | None, "Where it is in the old contract, as `REF:FILE`; null if it is not there."]
    newPlace: Annotated[FindingPlace | None, "Where it is in the new contract; null if it is not there."]
    fix: Annotated[str, "How to keep a former name readable; empty if that is not the question."]


class StrandedEntry(TypedDict):
    """A story in flight that cannot go on as it could."""

    story: Annotated[str, "The id of the story."]
    status: Annotated[str, "Its status."]
    reason: Annotated[
        Literal["status-gone", "no-way-out", "evidence-required", "command-gone", "agent-gone"], "Why it is stranded."
    ]
    message: Annotated[str, "What is wrong."]
    command: Annotated[str, "The command that helps."]
    place: Annotated[FindingPlace | None, "The ledger of the story."]


class ContractBase(TypedDict):
    """The contract that the one in the working tree is compared with."""

    commit: Annotated[str, "The object id of the commit."]
    description: Annotated[str, "How the commit was chosen."]


ContractChanges = TypedDict(
    "ContractChanges",
    {
        "$schema": Annotated[str, "The format of this document.", {"const": CHANGES_SCHEMA_ID}],
        "base": Annotated[ContractBase, "What the contract is compared with."],
        "changes": Annotated[list[ContractChange], "All changes, those with the highest impact first."],
        "strandedStories": Annotated[list[StrandedEntry], "The stories in flight that cannot go on."],
        "problems": Annotated[list[Finding], "What could not be compared."],
    },
)


def describe_change(change: ContractChange) -> str:
    """`lowered budgets.phases.make.hard: 600 → 500`."""
    old, new = _short(change["old"]), _short(change["new"])
    values = ""
    if change["kind"] == "renamed":
        values = f" (was {old})"
    elif old and new:
        values = f": {old} → {new}"
    # A requirement is its own subject.
    elif new and not change["subject"].endswith(change["new"]):
        values = f": {new}"
    return f"{change['kind']} {change['subject']}{values}"


def change_problems(document: ContractChanges, anchors: Sequence[Place], *, fails: bool) -> tuple[Problem, ...]:
    """The document as problems, for the formats of findings; what breaks is an error if `fails`.

    `anchors` are the places of the changes in the new contract, also of what is no longer there.
    """
    severity: Literal["error", "warning"] = "error" if fails else "warning"
    stories = [
        Problem(
            code=STRANDED_CODE,
            message=f"{entry['story']} is stranded: {entry['message']}",
            fix=f"run '{entry['command']}'",
            places=(_place(entry["place"]),) if entry["place"] else (),
            subject=entry["story"],
            severity=severity,
        )
        for entry in document["strandedStories"]
    ]
    changes = [
        Problem(
            code=BREAKING_CODE if change["breaking"] else CHANGE_CODE,
            message=f"{change['impact']}: {describe_change(change)}{_before(change)}",
            fix=_fix(change),
            places=(anchor,),
            subject=f"{change['subject']} {change['kind']}",
            severity=severity if change["breaking"] else "warning",
        )
        for change, anchor in zip(document["changes"], anchors, strict=True)
    ]
    return (*stories, *sorted(changes, key=lambda problem: problem.code != BREAKING_CODE))


def _fix(change: ContractChange) -> str:
    if not change["breaking"]:
        return "no action is needed: whatever conforms still does"
    return change["fix"] or "keep what it was, or let the owners of revi.yml approve the change"


def _before(change: ContractChange) -> str:
    return f" (before: {format_place(change['oldPlace'])})" if change["oldPlace"] else ""


def _place(place: FindingPlace) -> Place:
    return Place(place["file"], place["line"] or 0, place["column"] or 0, place["endColumn"] or 0)


def _short(value: str) -> str:
    return value if len(value) <= _MAX_VALUE else f"{value[: _MAX_VALUE - 1].rstrip()}…"


def render_changes_json(document: ContractChanges) -> str:
    """The document as JSON."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def render_changes_text(document: ContractChanges) -> str:
    """The stranded stories, then the changes by impact; at most 80 columns if no word is longer."""
    return "".join(f"{line}\n" for line in _text_lines(document))


def _text_lines(document: ContractChanges) -> Iterator[str]:
    yield from _wrapped(summarize_changes(document), "")
    for problem in document["problems"]:
        yield from _wrapped(f"warning: {problem['code']}: {problem['message']}", "")
    for entry in document["strandedStories"]:
        yield ""
        place = f"{format_place(entry['place'])}: " if entry["place"] else ""
        yield from _wrapped(f"{place}{STRANDED_CODE}: {entry['story']}: {entry['message']}", "")
        # A command is one line, so that it can be copied.
        yield f"  fix: {printable_line(entry['command'])}"
    for impact in ("BEHAVIOR", "DATA", "CODE", "DOCS"):
        changes = [change for change in document["changes"] if change["impact"] == impact]
        if changes:
            yield from ("", impact)
        for change in sorted(changes, key=lambda item: not item["breaking"]):
            yield from _change_lines(change)


def _change_lines(change: ContractChange) -> Iterator[str]:
    place = f"{format_place(change['newPlace'])}: " if change["newPlace"] else ""
    breaking = f"{BREAKING_CODE}: " if change["breaking"] else ""
    yield from _wrapped(f"{place}{breaking}{describe_change(change)}", "  ")
    if change["oldPlace"]:
        yield f"    before: {format_place(change['oldPlace'])}"
    if change["fix"]:
        yield from _wrapped(f"fix: {change['fix']}", "    ")


def summarize_changes(document: ContractChanges) -> str:
    """`compared with 3071b09b1 (HEAD): 1 breaking change, 2 other changes`."""
    breaking = sum(change["breaking"] for change in document["changes"])
    counts = {
        "stranded story": len(document["strandedStories"]),
        "breaking change": breaking,
        "other change": len(document["changes"]) - breaking,
    }
    plurals = {"stranded story": "stranded stories"}
    phrases = [
        f"{count:,} {noun if count == 1 else plurals.get(noun, f'{noun}s')}" for noun, count in counts.items() if count
    ]
    base = document["base"]
    return f"compared with {base['description']}: {', '.join(phrases) or 'no changes'}"


def _wrapped(text: str, indent: str) -> list[str]:
    lines = wrap(
        printable_line(text),
        TEXT_COLUMNS,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [indent]

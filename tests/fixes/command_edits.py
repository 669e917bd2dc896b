"""Commands of `revi` that are refused, and what a person types who follows the fix."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.fixes.command_repository import contract
from tests.fixes.edits import Edit


class CommandFix(NamedTuple):
    """A refused command. Texts are command lines: of our programs, or of a shell.

    With `typed` (), the commands in the fix are typed. Then the refused command is called again, unless what is
    typed replaces it (`instead`).
    """

    call: str
    planted: tuple[Edit | str, ...] = ()
    typed: tuple[Edit | str, ...] = ()
    instead: bool = False


def _other(call: str, other: str, *planted: Edit | str) -> CommandFix:
    """A call that another one replaces."""
    return CommandFix(call, planted, (other,), instead=True)


def _contract(old: str, new: str) -> Edit:
    return Edit("revi.yml", old, new)


def _section(name: str) -> str:
    """The lines of a section of the contract."""
    lines = contract().splitlines(keepends=True)
    start = lines.index(f"{name}:\n")
    end = next(index for index in range(start + 1, len(lines)) if not lines[index].startswith((" ", "\n")))
    return "".join(lines[start:end])


def _without(call: str, section: str) -> CommandFix:
    """A call that needs a section of the contract."""
    text = _section(section)
    return CommandFix(call, (_contract(text, ""),), (_contract("errors:\n", f"{text}errors:\n"),))


_STORY, _LOGS = "tickets/TKT-7/TKT-7.md", "tickets/TKT-7/_implementation"
_TRACE, _LEDGER = f"{_LOGS}/TRACE.jsonl", "tickets/TKT-7/LEDGER.jsonl"
_LOCK = "revi plumbing lock acquire TKT-7 --phase make --command begin"
_BREAK = "revi plumbing lock break TKT-7 --fence {} --actor Ada --reason late"
_RECORD = "revi plumbing budget record TKT-7 --phase make"
_CHECK = "revi plumbing budget check TKT-7 --phase make"
_EMIT = "revi plumbing trace emit TKT-7"
_FINISH = "revi plumbing move TKT-7 checking --by begin --event finished"
_METRICS = "metrics: {story: metrics_story, phase: metrics_phase, status: {otherwise: completed}}\n"
_MULTIPLIER = "  multiplier: {key: token_multiplier, min: 0.5, max: 3, default: 1}\n"
_MANUAL = "  - {from: working, to: checking, by: manual}\n"
_HEAD = '{"timestamp": "2026-02-11T14:32:05.120+01:00", "storyId": "TKT-7", "event": '
_RESULT = Path(__file__).parents[1] / "records/transcripts/result.json"
_TOOL_CALL = '"tool_call", "tool": "Read", "success": true}\n'


def _trace(wrong: str, right: str = "") -> CommandFix:
    """A line of the trace that is wrong."""
    return CommandFix("revi plumbing trace check TKT-7", (Edit(_TRACE, new=wrong),), (Edit(_TRACE, wrong, right),))


_GIT_CLAIMS = (
    _contract("locks: {", "claims: {store: git, remote: origin}\nlocks: {"),
    "git init -q",
    "git init -q --bare ../origin",
    "git remote add origin ../origin",
)
_FORK = (
    _contract("transitions:\n", f"transitions:\n{_MANUAL}"),
    "cp -r . ../other",
    "revi plumbing lock acquire TKT-7 --phase make --command begin",
    _FINISH,
    "revi -C ../other plumbing move TKT-7 checking --by manual --actor Ada --reason late",
    "cp -n ../other/tickets/TKT-7/ledger/* tickets/TKT-7/ledger/",
)

COMMAND_FIXES: dict[str, CommandFix] = {
    "ambiguous-command": _other(
        "revi plumbing lock acquire TKT-7 --phase make",
        _LOCK,
        _contract(
            "tell: {description: Tells about tickets.,", "tell: {description: Tells about tickets., phase: make,"
        ),
    ),
    "ambiguous-transition": _other(
        "revi plumbing move TKT-7 checking",
        "revi plumbing move TKT-7 checking --by manual --actor Ada --reason late",
        _contract("transitions:\n", f"transitions:\n{_MANUAL}"),
    ),
    "budget-unreadable": CommandFix(f"{_RECORD} --tokens 5", (Edit(f"{_LOGS}/.budget", new="["),)),
    "claims-rejected": CommandFix(
        _LOCK,
        (*_GIT_CLAIMS, "printf '#!/bin/sh\\nexit 1\\n' > ../origin/hooks/update; chmod +x ../origin/hooks/update"),
        ("rm ../origin/hooks/update",),
    ),
    "claims-rewritten": CommandFix(
        "revi plumbing lock status TKT-7",
        (*_GIT_CLAIMS, "git commit -q --allow-empty -m first", _LOCK, "git push -q origin :refs/revi/fence/1"),
    ),
    "claims-unconfigured": CommandFix(_LOCK, (*_GIT_CLAIMS, "git remote remove origin")),
    "claims-unreachable": CommandFix(
        _LOCK, (*_GIT_CLAIMS, "mv ../origin ../gone"), ("mv ../gone ../origin", "git ls-remote origin")
    ),
    "confirm-needed": _other(
        _CHECK, f"{_CHECK} --confirm", _contract("over_hard: fail", "over_hard: confirm"), f"{_RECORD} --tokens 9000"
    ),
    "contract-missing": _other("revi next TKT-7", "revi next TKT-7 -C ../real", "cp -r . ../real", "rm revi.yml"),
    "fence-differs": _other(_BREAK.format(9), _BREAK.format(1), _LOCK),
    "force-not-allowed": _other(
        f"{_FINISH} --force --actor Ada --reason late", f"{_FINISH} --actor Ada --reason late", _LOCK
    ),
    "illegal-transition": _other("revi plumbing move TKT-7 closed --by check --verdict GOOD", _FINISH, _LOCK),
    "invalid-multiplier": CommandFix(
        _CHECK,
        (
            _contract("  phases:\n    make: {w", f"{_MULTIPLIER}  phases:\n    make: {{w"),
            Edit(_STORY, "status: working", "status: working\ntoken_multiplier: big"),
        ),
        (Edit(_STORY, "token_multiplier: big\n", ""),),
    ),
    "invalid-token-count": _other(f"{_RECORD} --tokens -5", f"{_RECORD} --tokens 0"),
    "ledger-exists": _other("revi story adopt TKT-7 working --actor Ada --evidence own.txt", "revi next TKT-7"),
    "lock-held": CommandFix(
        f"{_LOCK} --owner other --wait 0s",
        (_LOCK,),
        ("revi plumbing lock status TKT-7", "revi plumbing lock release TKT-7 --status PASS"),
    ),
    "lock-not-held": CommandFix("revi plumbing lock release TKT-7 --status PASS"),
    "lock-unreadable": CommandFix("revi plumbing lock status TKT-7", (Edit(f"{_LOGS}/.phase-lock", new="x"),)),
    "locked-for-other-phase": CommandFix(
        "revi plumbing lock acquire TKT-7 --phase look --command tell",
        (
            _contract("phases:\n", "phases:\n  look: {description: Looks.}\n"),
            _contract(
                "tell: {description: Tells about tickets.,", "tell: {description: Tells about tickets., phase: look,"
            ),
            _contract("    make: {warning: 300", "    look: {warning: 300, hard: 400}\n    make: {warning: 300"),
            _LOCK,
        ),
    ),
    "no-budgets": _without(_CHECK, "budgets"),
    "no-events": CommandFix("revi plumbing metrics TKT-7", (_contract("errors:\n", f"{_METRICS}errors:\n"),), (_LOCK,)),
    "no-evidence": _other(
        "revi story adopt TKT-7 open --actor Ada",
        "revi story adopt TKT-7 open --actor Ada --evidence own.txt",
        f"rm {_LEDGER}",
    ),
    "no-field": _other(f"{_EMIT} tool_call Read success=true", f"{_EMIT} tool_call tool=Read success=true"),
    "no-git": CommandFix(
        _LOCK, (_contract("locks: {file", "locks: {scope: repository, file"),), (_contract("repository", "worktree"),)
    ),
    "no-ledger": CommandFix("revi next TKT-7", (f"rm {_LEDGER}",)),
    "no-limits": CommandFix(
        "revi plumbing trace check TKT-7",
        (
            _contract("  phases:\n    make: {w", f"{_MULTIPLIER}  phases:\n    make: {{w"),
            Edit(_STORY, "status: working", "status: working\ntoken_multiplier: 99"),
        ),
        (Edit(_STORY, "token_multiplier: 99", "token_multiplier: 3"),),
    ),
    "no-metrics": CommandFix(
        "revi plumbing metrics TKT-7", (_LOCK,), (_contract("errors:\n", f"{_METRICS}errors:\n"),)
    ),
    "no-result": _other(
        f"{_RECORD} --result own.txt",
        f"{_RECORD} --result run.json",
        Edit("run.json", new=_RESULT.read_text("utf-8")),
    ),
    "no-story-file": CommandFix(_FINISH, (_LOCK, f"rm {_STORY}")),
    "no-title": _other("revi story new TKT-8", "revi story new TKT-8 --title TITLE"),
    "no-time": _other(
        "revi plumbing workers collect TKT-7 --set readers --since yesterday",
        "revi plumbing workers collect TKT-7 --set readers --since 2026-02-11T14:32:00-07:00",
        *(
            Edit(f"{_LOGS}/workers/{name}.yaml", new=f"worker: {name}\nstatus: PASS\ndurationMs: 12\n")
            for name in ("one", "two", "three")
        ),
    ),
    "no-trace": _without("revi plumbing trace show TKT-7", "trace"),
    "no-way-out": _other(
        "revi story reconcile TKT-7 --to closed --actor Ada --reason late",
        "revi story reconcile TKT-7 --to checking --actor Ada --reason late",
        Edit(_LEDGER, '"to": "working"', '"to": "waiting"'),
    ),
    "not-in-contract": _other("revi plumbing can TKT-7 chekcing", "revi plumbing can TKT-7 checking", _LOCK),
    "not-initial": _other(
        "revi story new TKT-8 --title Board --status working", "revi story new TKT-8 --title Board --status open"
    ),
    "outdated-fence": _other(
        f"{_RECORD} --tokens 5 --fence 1", "revi plumbing lock status TKT-7", _LOCK, _BREAK.format(1), _LOCK
    ),
    "section-missing": CommandFix(
        "revi log TKT-7 --actor Ada --summary Made",
        (Edit(_STORY, "## Agent Log", "## Log"),),
        (Edit(_STORY, "## Log", "## Agent Log"),),
    ),
    "no-story-folder": CommandFix(
        "revi story new TKT-9 --title Board",
        (_contract('"tickets/{id}"', '"*/{id}"'),),
        ("mkdir tickets/TKT-9",),
    ),
    "story-exists": _other("revi story new TKT-7 --title Board", "revi story new TKT-9 --title Board"),
    "system-transition": CommandFix("revi plumbing move TKT-7 stuck --by system", instead=True),
    "token-count-decreased": _other(
        f"{_RECORD} --tokens 400",
        f"{_RECORD} --tokens 900",
        "revi plumbing budget start TKT-7 --phase make --tokens 900",
    ),
    "trace-malformed": _trace("event: tool_call\n"),
    "trace-story-differs": _trace(f"{_HEAD}{_TOOL_CALL}".replace("TKT-7", "TKT-8")),
    "trace-torn": _trace('{"event": "tool_ca'),
    "two-sources": _other(
        f"{_RECORD} --tokens 100 --result run.json", f"{_RECORD} --tokens 100", Edit("run.json", new="{}")
    ),
    "unclear-end": _other(
        "revi end TKT-7 --command check",
        "revi end TKT-7 --command check --verdict GOOD",
        _LOCK,
        _FINISH,
        "revi plumbing lock release TKT-7 --status PASS",
    ),
    "unknown-check": _other(
        "revi evidence run TKT-7 lnt",
        "revi evidence run TKT-7 lint",
        _contract("errors:\n", "checks: {lint: {command: [grep, -q, one, own.txt]}}\nerrors:\n"),
        "git init -q -b main",
        "git add -A",
        "git commit -q -m first",
        "revi trust lint --actor Ada",
    ),
    "unknown-event": _other(f"{_EMIT} tool_cal tool=Read success=true", f"{_EMIT} tool_call tool=Read success=true"),
    "unknown-fence": _other(f"{_RECORD} --tokens 5 --fence 9", f"{_RECORD} --tokens 5 --fence 1", _LOCK),
    "unknown-field": _trace(f"{_HEAD}{_TOOL_CALL}".replace('"tool"', '"tol": "Read", "tool"')),
    "unknown-side": CommandFix("revi story reconcile TKT-7 --keep 1f0c --actor Ada --reason late", _FORK, instead=True),
    "unknown-story": CommandFix("revi plumbing lock status TKT-8"),
    "unmet-requirements": CommandFix(
        "revi plumbing move TKT-7 closed --by check --verdict GOOD",
        (
            _contract("verdict: GOOD}", "verdict: GOOD, requires: {artifact: report}}"),
            _contract("artifacts:\n", "artifacts:\n  report: {description: What was found., file: REPORT.md}\n"),
            _contract("writes: story,", "writes: [story, report],"),
            _LOCK,
            _FINISH,
        ),
        (Edit("tickets/TKT-7/REPORT.md", new="# one\n"),),
    ),
    "wrong-field": _trace(f"{_HEAD}{_TOOL_CALL}".replace("true", '"yes"')),
    "wrong-status": _other("revi begin TKT-7 check", "revi next TKT-7"),
    "wrong-usage": _other("revi nxt TKT-7", "revi next TKT-7"),
}

_COMMITTED = ("git init -q -b main", "git add -A", "git commit -q -m first")
_ONLY = ("rm -r tickets own.txt revi.yml",)
"""Nothing is there yet."""
_AGENT = "---\nname: {}\ndescription: Used when needed.\nmodel: haiku\n---\n"
_SETTINGS = ".claude/settings.json"

DOCS_FIXES: dict[str, CommandFix] = {
    "baseline-gone": CommandFix(
        "revi-docs lint", (Edit(".revi/baseline", new="8f14e45fceea167a # TKT-7.md: empty-section: is empty\n"),)
    ),
    "baseline-malformed": CommandFix("revi-docs lint", (Edit(".revi/baseline", new="TKT-7.md: empty-section\n"),)),
    "breaking-change": CommandFix(
        "revi-docs diff --against HEAD",
        (*_COMMITTED, _contract("  WRONG: {", "  FALSE_RESULT: {")),
        (_contract("  FALSE_RESULT: {", "  FALSE_RESULT: {aliases: [WRONG], "),),
    ),
    "broken-case": CommandFix(
        "revi-docs try case true",
        (
            Edit("case/case.yaml", new="agent: onne\nstory: TKT-7\n"),
            "mkdir case/story",
            "cp tickets/TKT-7/TKT-7.md case/story",
        ),
        (Edit("case/case.yaml", "onne", "one"),),
    ),
    "doubled-command": CommandFix(
        "revi-docs adopt",
        (*_ONLY, Edit(".claude/commands/run.md", new="x"), Edit(".claude/skills/run/SKILL.md", new="x")),
        ("rm .claude/commands/run.md",),
    ),
    "left-alone": CommandFix(
        "revi-docs adopt",
        (
            *_ONLY,
            Edit(".claude/agents/writer.md", new=_AGENT.format("writer")),
            Edit("models.yml", new="models: {writer: haiku, ghost: opus}\n"),
        ),
        (Edit("models.yml", ", ghost: opus", ""),),
    ),
    "nothing-to-adopt": CommandFix("revi-docs adopt", _ONLY, ("revi-docs init",)),
    "not-adopted": CommandFix(
        "revi-docs adopt --write",
        (
            *_ONLY,
            Edit(
                "revi.yml",
                new="revi: 1\ndefault_outputs: false\nmodels: [haiku]\nagents: {writer: {model: haiku}}\n",
            ),
            Edit(".claude/agents/writer.md", new=_AGENT.format("writer")),
            Edit(".claude/agents/reader.md", new=_AGENT.format("reader").replace("haiku", "opus")),
        ),
        (Edit("revi.yml", "[haiku]", "{haiku: {}}"),),
    ),
    "unknown-ref": CommandFix(
        "revi-docs lint --against origin/main",
        (*_COMMITTED, "git clone -q --bare . ../origin", "git remote add origin ../origin"),
    ),
    "unreadable-settings": CommandFix(
        "revi-docs init --hooks",
        (Edit(_SETTINGS, new='{"permissions": {},}\n'),),
        (Edit(_SETTINGS, "{},", "{}"), "revi-docs init --hooks"),
    ),
}
"""Findings and refused commands of `revi-docs`."""

CONTINUE = {
    "circuit-not-open": "revi error resolve TKT-7 --actor Ada --reason late",
    "not-locked": _BREAK.format(9),
    "nothing-to-reconcile": "revi story reconcile TKT-7 --keep 1f0c9a3be2d4 --actor Ada --reason late",
}
"""Code → a call whose fix says that nothing is left to do."""

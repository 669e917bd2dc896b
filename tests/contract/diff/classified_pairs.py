"""Pairs of contracts, classified by hand: what differs, whom it affects, whether something that conforms can break."""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """The edits from the old to the new contract, the changes in the form of `brief`, and why they are right."""

    name: str
    edits: tuple[tuple[str, str], ...]
    expected: tuple[str, ...]
    reason: str


def _edit(name: str, old: str, new: str, expected: str | tuple[str, ...], reason: str) -> Pair:
    return Pair(name, ((old, new),), (expected,) if isinstance(expected, str) else expected, reason)


TEXTS = (
    _edit("a comment", "revi: 1\n", "revi: 1  # a comment\n", (), "A comment is not a value."),
    _edit("another spelling", "TKT\n  story", '"TKT"\n  story', (), "Quotes do not change a text."),
    _edit(
        "a description", "It had two meanings.", "It meant two things.",
        "DOCS changed reserved.statuses.draft", "A reason is read by people only.",
    ),
    _edit(
        "a reworded status", "{description: In review., stage", "{description: Reviewed now., stage",
        "DOCS changed statuses.checking.description", "Nothing reads a description to decide.",
    ),
    _edit(
        "advice", "advice: Try later.", "advice: Try again later.",
        "DOCS changed errors.LOST.advice", "Advice is a sentence for agents.",
    ),
    _edit(
        "a label", "label: Make,", "label: Build,",
        "DOCS changed phases.make.label", "A label is only shown.",
    ),
    _edit(
        "a note", "note: When it is done.", "note: When all is done.",
        "DOCS changed transition working → checking by begin, finished.note", "A note is only shown.",
    ),
    _edit(
        "the reason of a rule", "reason: One is enough.", "reason: One suffices.",
        "DOCS changed workers.aggregation.0.reason", "A reason decides nothing.",
    ),
    _edit("the name", "name: Tickets", "name: Issues", "DOCS changed project.name", "It is a title."),
    _edit(
        "a checked page", 'prose: ["docs/*.md"]', 'prose: ["docs/*.md", "*.md"]',
        "DOCS added prose.*.md", "More pages are checked; no file of the workflow changes.",
    ),
)  # fmt: skip

ORDER = (
    _edit(
        "statuses in another order",
        "  working: {description: In progress., stage: doing, aliases: [active]}\n"
        "  checking: {description: In review., stage: doing}\n",
        "  checking: {description: In review., stage: doing}\n"
        "  working: {description: In progress., stage: doing, aliases: [active]}\n",
        (), "A status is identified by its name.",
    ),
    _edit("tools in another order", "[Read, Write]", "[Write, Read]", (), "A list of tools is a set."),
    _edit(
        "sources in another order", "from: [working, checking]", "from: [checking, working]",
        (), "Each source is a transition of its own.",
    ),
    _edit(
        "a transition split in two", "from: [working, checking], to: stuck, by: manual, event: held}",
        "from: working, to: stuck, by: manual, event: held}\n"
        "  - {from: checking, to: stuck, by: manual, event: held}",
        (), "Two spellings of the same two transitions.",
    ),
    _edit(
        "arguments in another order", "arguments: {TICKET_ID: {}, MODE: {optional: true}}",
        "arguments: {MODE: {optional: true}, TICKET_ID: {}}",
        "BEHAVIOR changed commands.begin.arguments!", "Arguments are given by position.",
    ),
    _edit(
        "the words of a program", "command: [make, test]", "command: [test, make]",
        "BEHAVIOR changed checks.unit.command!", "It is another program; the same work can fail it.",
    ),
    _edit(
        "aggregation in another order",
        "    - {when: enough, of: PASS, then: GOOD}\n    - {when: otherwise, then: BAD}\n",
        "    - {when: otherwise, then: BAD}\n    - {when: enough, of: PASS, then: GOOD}\n",
        "BEHAVIOR changed workers.aggregation!", "The first rule that matches decides.",
    ),
    _edit(
        "another worst verdict", "values: [GOOD, FAIR, BAD]", "values: [GOOD, BAD, FAIR]",
        "DATA changed verdicts.check.values!", "The last verdict rejects the work and requires no evidence.",
    ),
)  # fmt: skip

NAMES = (
    _edit(
        "a status added", "  stuck: {", "  paused: {description: Waits.}\n  stuck: {",
        "DATA added statuses.paused", "No story has it yet.",
    ),
    _edit(
        "a status removed", "  dropped: {description: Not done., terminal: true}\n", "",
        "DATA removed statuses.dropped!", "Ledgers contain the name.",
    ),
    Pair(
        "a status renamed with an alias",
        (
            ("  checking: {description: In review., stage: doing}", "  reviewing: {description: In review., stage: doing, aliases: [checking]}"),
            ("from: working, to: checking", "from: working, to: reviewing"),
            ("from: checking, to: closed", "from: reviewing, to: closed"),
            ("from: checking, to: working", "from: reviewing, to: working"),
            ("from: [working, checking]", "from: [working, reviewing]"),
        ),
        ("DATA renamed statuses.reviewing", "DATA added statuses.reviewing.aliases.checking"),
        "The alias keeps stored names readable, and the transitions are the same under the new name.",
    ),
    Pair(
        "a status renamed without an alias",
        (
            ("  working: {description: In progress., stage: doing, aliases: [active]}", "  active: {description: In progress., stage: doing}"),
            ("from: open, to: working", "from: open, to: active"),
            ("from: working, to: checking", "from: active, to: checking"),
            ("from: checking, to: working", "from: checking, to: active"),
            ("from: [working, checking]", "from: [active, checking]"),
            ("from: stuck, to: working", "from: stuck, to: active"),
        ),
        ("DATA renamed statuses.active!", "DATA removed statuses.active.aliases.active!"),
        "The former alias became the name; what is stored as 'working' cannot be read.",
    ),
    _edit(
        "a status deprecated in favor of another", "  dropped: {description: Not done., terminal: true}\n",
        "  dropped: {description: Not done., terminal: true, deprecated: {renamed_to: rejected}}\n"
        "  rejected: {description: Not done., terminal: true}\n",
        "DATA renamed statuses.rejected", "The old name is still defined and leads to the new one.",
    ),
    Pair(
        "a command renamed",
        (
            ("  begin:\n    arguments", "  start:\n    aliases: [begin]\n    arguments"),
            ("from: open, to: working, by: begin", "from: open, to: working, by: start"),
            ("to: checking, by: begin", "to: checking, by: start"),
            ("hands_to: {failed: begin}", "hands_to: {failed: start}"),
        ),
        ("DATA renamed commands.start", "DATA added commands.start.aliases.begin"),
        "References to the command moved with it.",
    ),
    Pair(
        "an agent renamed",
        (
            ("  one: {group: makers,", "  reader: {aliases: [one], group: makers,"),
            ("workers: [one, two]", "workers: [reader, two]"),
            ("spawns: {read: one}", "spawns: {read: reader}"),
        ),
        ("DATA renamed agents.reader", "DATA added agents.reader.aliases.one"),
        "The role, the worker set and the permissions are the same.",
    ),
    _edit(
        "an alias removed", ", aliases: [active]", "",
        "DATA removed statuses.working.aliases.active!", "Data with the former name cannot be read.",
    ),
    _edit(
        "a retired name forgotten", "reserved:\n  statuses: {draft: It had two meanings.}\n", "",
        "DATA removed reserved.statuses.draft!", "A ledger with the name is no longer excused.",
    ),
    _edit(
        "an error removed", "  WRONG: {description: Not valid., recovery: STOP}\n", "",
        "DATA removed errors.WRONG!", "Error logs contain the name, and calls report it.",
    ),
    _edit(
        "a stage removed", "  todo: {description: Not started.}\n", "",
        "CODE removed stages.todo!", "Only programs name a column of the board.",
    ),
    _edit(
        "a verdict removed", "values: [GOOD, FAIR, BAD], stays: [FAIR]", "values: [GOOD, BAD], stays: []",
        ("DATA removed verdicts.check.values.FAIR!", "BEHAVIOR removed verdicts.check.stays.FAIR!"),
        "Ledgers contain it, and a call that records it is refused.",
    ),
    _edit(
        "a verdict added", "values: [GOOD, FAIR, BAD]", "values: [GOOD, FINE, FAIR, BAD]",
        "DATA added verdicts.check.values.FINE", "Nobody returned it before.",
    ),
    _edit(
        "a log level removed", "log_levels: [info, error]", "log_levels: [error]",
        "DATA removed log_levels.info!", "Logs contain it.",
    ),
)  # fmt: skip

SCHEMAS = (
    _edit(
        "a required field", "name: string}}", "name: string, size: integer}}",
        "DATA added records.part.fields.size!", "A record without it was valid.",
    ),
    _edit(
        "an optional field", "name: string}}", "name: string, size: integer?}}",
        "DATA added records.part.fields.size", "A record without it stays valid.",
    ),
    _edit(
        "a field removed", "count: integer?, ", "",
        "DATA removed records.result.fields.count!", "A record with it is no longer valid.",
    ),
    _edit(
        "a wider choice", "status: PASS|FAIL", "status: PASS|FAIL|SKIP",
        "DATA changed records.result.fields.status", "Both former values are still allowed.",
    ),
    _edit(
        "a narrower choice", "size: small|large", "size: small|tiny",
        "DATA changed artifacts.story.front_matter.size!", "A story with `large` is no longer valid.",
    ),
    _edit(
        "an optional field becomes required", "count: integer?", "count: integer",
        "DATA changed records.result.fields.count!", "A record without it was valid.",
    ),
    _edit(
        "a required field becomes optional", "name: string}", "name: string?}",
        "DATA changed records.part.fields.name", "Each valid record stays valid.",
    ),
    _edit(
        "an integer becomes a number", "count: integer?", "count: number?",
        "DATA changed records.result.fields.count", "Each integer is a number.",
    ),
    _edit(
        "a file name", "file: PROOF.md", "file: proof.md",
        "DATA changed artifacts.proof.file!", "The files of stories have the old name.",
    ),
    _edit(
        "a required section", "sections: [Goal, Log]", "sections: [Goal, Plan, Log]",
        "DATA added artifacts.story.sections.Plan!", "Existing files lack it.",
    ),
    _edit(
        "a section that is no longer required", "sections: [Goal, Log]", "sections: [Log]",
        "DATA removed artifacts.story.sections.Goal", "A file may still have it.",
    ),
    _edit(
        "a trace event removed", "started: {fields: {by: command}}, ended: {}", "started: {fields: {by: command}}",
        "DATA removed trace.events.ended!", "Traces contain it, and calls emit it.",
    ),
    _edit(
        "the folder of stories", "tickets/{id}", "plans/{id}",
        "DATA changed project.stories!", "The stories are in the old folder.",
    ),
)  # fmt: skip

LIMITS = (
    _edit(
        "a lower budget", "hard: 600", "hard: 500",
        "BEHAVIOR lowered budgets.phases.make.hard!", "A phase with 550 tokens passed.",
    ),
    _edit(
        "a higher budget", "hard: 600", "hard: 700",
        "BEHAVIOR raised budgets.phases.make.hard", "Whatever passed still passes.",
    ),
    _edit(
        "a budget for another phase", "    make: {warning: 300, hard: 600}\n",
        "    make: {warning: 300, hard: 600}\n    test: {warning: 1, hard: 2}\n",
        "BEHAVIOR added budgets.phases.test!", "The phase had no limit.",
    ),
    _edit(
        "more tokens count", "counts: [input, output]", "counts: [input, output, cache_read]",
        "BEHAVIOR added budgets.counts.cache_read!", "The same work reaches its limit earlier.",
    ),
    _edit(
        "a smaller factor", "max: 3}\n  phases", "max: 2}\n  phases",
        "BEHAVIOR lowered budgets.multiplier.max!", "A story with the factor 3 is rejected.",
    ),
    _edit(
        "fewer retries", "{max: 3, delay: 5s", "{max: 2, delay: 5s",
        "BEHAVIOR lowered errors.LOST.retry.max!", "A third retry was allowed.",
    ),
    _edit(
        "no retries", ", retry: {max: 3, delay: 5s, cap: 30s}", "",
        "BEHAVIOR removed errors.LOST.retry!", "The error was retried.",
    ),
    _edit(
        "a longer delay", "delay: 5s, cap", "delay: 9s, cap",
        "BEHAVIOR raised errors.LOST.retry.delay", "A retry waits longer and is still allowed.",
    ),
    _edit(
        "a circuit breaker that opens later", "failures: 4", "failures: 5",
        "BEHAVIOR raised circuit.failures", "Work that continued still continues.",
    ),
    _edit(
        "a shorter timeout", "timeout: 5m}\ntrace", "timeout: 1m}\ntrace",
        "BEHAVIOR lowered checks.unit.timeout!", "A check of three minutes succeeded.",
    ),
    _edit(
        "a stricter level", "over_warning: continue, over_hard: warn", "over_warning: continue, over_hard: fail",
        "BEHAVIOR raised budgets.levels.loose.over_hard!", "What was a warning stops the work.",
    ),
    _edit(
        "a worker set with the default limit", "tolerated_timeouts: 1}", "tolerated_timeouts: 1, timeout: 5m}",
        (), "Five minutes is what applied without it.",
    ),
    _edit(
        "a worker set that tolerates nothing", ", tolerated_timeouts: 1", "",
        "BEHAVIOR lowered workers.sets.readers.tolerated_timeouts!", "The default is 0, and one timeout passed.",
    ),
)  # fmt: skip

RULES = (
    _edit(
        "a transition removed", "  - {from: checking, to: working, by: check, verdict: BAD}\n", "",
        "BEHAVIOR removed transition checking → working by check, BAD!", "A story took it.",
    ),
    _edit(
        "a transition added", "  - {from: stuck,", "  - {from: stuck, to: dropped, by: manual, event: given-up}\n  - {from: stuck,",
        "BEHAVIOR added transition stuck → dropped by manual, given-up", "Nothing that was allowed is forbidden.",
    ),
    _edit(
        "a transition to another status", "from: checking, to: working, by: check", "from: checking, to: open, by: check",
        "BEHAVIOR changed transition checking → open by check, BAD!", "A call that names the old target is refused.",
    ),
    _edit(
        "new evidence", "verdict: GOOD, force: true}", "verdict: GOOD, force: true, requires: {run: unit}}",
        "BEHAVIOR added transition checking → closed by check, GOOD.requires: run unit!", "A story without it could move.",
    ),
    _edit(
        "evidence that is no longer required", ", requires: {artifact: proof}, note", ", note",
        "BEHAVIOR removed transition working → checking by begin, finished.requires: artifact proof",
        "A story with it can still move.",
    ),
    _edit(
        "another artifact is enough, too", "requires: {GOOD: {new: review}}", "requires: {GOOD: {new: [review, proof]}}",
        "BEHAVIOR changed verdicts.check.requires.GOOD: new review or proof", "What was enough is still enough.",
    ),
    _edit(
        "fewer rounds", "rounds: {max: 5}", "rounds: {max: 4}",
        "BEHAVIOR lowered transition stuck → working by manual, resumed.requires: rounds max 4!",
        "The fifth round was allowed.",
    ),
    _edit(
        "no force", ", force: true", "",
        "BEHAVIOR lowered transition checking → closed by check, GOOD.force!", "A person could force it.",
    ),
    _edit(
        "a tool less", "[Read, Write]", "[Read]",
        "BEHAVIOR removed agents.one.tools.Write!", "The agent used it.",
    ),
    _edit(
        "a tool more", "model: haiku, tools: [Read]", "model: haiku, tools: [Read, Grep]",
        "BEHAVIOR added agents.two.tools.Grep", "The agent may do more than before.",
    ),
    _edit(
        "all tools", "model: haiku, tools: [Read]", "model: haiku",
        "BEHAVIOR raised agents.two.tools", "Without a list, all tools are allowed.",
    ),
    _edit(
        "another model", "model: haiku,", "model: sonnet,",
        "BEHAVIOR changed agents.two.model", "The agent behaves differently; nothing that it does is forbidden.",
    ),
    _edit(
        "an argument that is required", "arguments: [ABOUT]", "arguments: [ABOUT, WHY]",
        "BEHAVIOR added commands.tell.arguments.WHY!", "Callers give one argument.",
    ),
    _edit(
        "a flag removed", "    flags: {--fast: {}}\n", "",
        "BEHAVIOR removed commands.begin.flags.--fast!", "Callers pass it.",
    ),
    _edit(
        "a hook that fails closed", "fail: open", "fail: closed",
        "BEHAVIOR raised hooks.PreToolUse.fail!", "An error of the hook did not stop the action.",
    ),
    _edit(
        "more files may be edited", '["src/*", "!src/x"]', '["src/*", "!src/x", "docs/*"]',
        "BEHAVIOR added statuses.stuck.may_edit.docs/*", "Each edit that was allowed is allowed.",
    ),
    _edit(
        "an exclusion more", '["src/*", "!src/x"]', '["src/*", "!src/x", "!src/y"]',
        "BEHAVIOR added statuses.stuck.may_edit.!src/y!", "An edit of the file was allowed.",
    ),
    _edit(
        "any file may be edited", ', may_edit: ["src/*", "!src/x"]', "",
        "BEHAVIOR raised statuses.stuck.may_edit", "Without patterns, all files may be edited.",
    ),
    _edit(
        "no circuit breaker", "circuit: {failures: 4, window: 5m, states: [CLOSED, OPEN]}\n", "",
        "BEHAVIOR removed circuit", "Nothing is stopped that was not stopped before.",
    ),
    _edit(
        "an output removed", "  generated/contract.json: {template: contract.json.j2}", "  other.json: {template: contract.json.j2}",
        ("CODE removed outputs.generated/contract.json!", "CODE added outputs.other.json"), "Programs read the file.",
    ),
    _edit(
        "a prior result that counts", "rerun: {mode: once, done: {artifact: proof}", "rerun: {mode: again, done: {artifact: proof}",
        "BEHAVIOR changed commands.begin.rerun.mode!", "A second run was skipped.",
    ),
)  # fmt: skip

PAIRS = (*TEXTS, *ORDER, *NAMES, *SCHEMAS, *LIMITS, *RULES)

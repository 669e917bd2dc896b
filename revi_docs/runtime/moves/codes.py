"""Explanations of the codes for rejected moves, story files and events, for `explain` and the site."""

from __future__ import annotations

MOVE_CODES: dict[str, tuple[str, str, str, str]] = {
    "illegal-transition": (
        "The contract has no such transition, or none with that command, event or verdict.",
        "Statuses only mean something if every story follows the same paths.",
        "revi plumbing move REVI-001 completed --by dev-qa-story    # from pending",
        "Choose a target that the message lists; `revi plumbing can REVI-001 STATUS` checks a move without making it.",
    ),
    "ambiguous-transition": (
        "Several transitions lead from the story's status to the target.",
        "Each of them has its own command, event or verdict, and the ledger records which one it was.",
        "revi plumbing move REVI-001 in-progress",
        "Add one of the options that the message lists, such as `--by dev-fix-story`.",
    ),
    "system-transition": (
        "The transition belongs to the system; no caller can make it.",
        "revi makes it itself, for example when the circuit breaker of a story opens.",
        "revi plumbing move REVI-001 blocked --by system",
        "Record the failure with `revi error record`; revi moves the story when the circuit breaker opens.",
    ),
    "person-needed": (
        "The transition is manual, and the request names no person or no reason.",
        "A manual move overrides the workflow, so the ledger records who made it and why.",
        "revi plumbing move REVI-001 blocked --by manual",
        "Add `--actor NAME` and `--reason TEXT`.",
    ),
    "unmet-requirements": (
        "The contract requires evidence for the move, and some is missing.",
        "A status is a claim; the evidence is what makes it true.",
        "revi plumbing move REVI-001 ready-to-work --by elab-story --verdict PASS    # without an audit report",
        "Do what each reason says; `revi plumbing can` makes no change and shows them, too.",
    ),
    "force-not-allowed": (
        "The request forces a transition that cannot be forced.",
        "A forced move skips evidence, so the contract names the transitions for which a person may decide that.",
        "revi plumbing move REVI-001 completed --by qa-gate --verdict PASS --force --actor Ada --reason late",
        "Produce the evidence and omit `--force`, or set `force: true` on the transition.",
    ),
    "wrong-status": (
        "The command does not work on a story in this status.",
        "Work outside the workflow leaves results that no transition asks for.",
        "revi begin REVI-001 qa-gate    # the story is in-progress",
        "Run `revi next REVI-001`, which shows the command that is next.",
    ),
    "unclear-end": (
        "The call does not say how the command ended.",
        "The verdict or the event decides where the story goes.",
        "revi end REVI-001    # of a command that gives verdicts",
        "Add one of the options that the message lists, such as `--verdict PASS`.",
    ),
    "unknown-check": (
        "The contract has no check of that name.",
        "Only programs that the contract names can be evidence.",
        "revi evidence run REVI-001 lnt",
        "Use one of the checks that the message lists, or add it to `checks` in revi.yml.",
    ),
    "untrusted-check": (
        "The check differs from the one on the base branch, and no person trusts it as it is.",
        "A check is a program; a branch that changes it could run anything.",
        "checks: {lint: {command: [sh, -c, ...]}}    # changed on this branch",
        "Read the command, then run `revi trust CHECK --actor NAME`.",
    ),
    "no-ledger": (
        "The story has no ledger, so it has no status.",
        "The ledger is the source of truth for the status; a status in the front matter proves nothing.",
        "plans/stories/REVI-001/REVI-001.md exists, and plans/stories/REVI-001/ledger does not.",
        "Run `revi story new` for a new story, or `revi story adopt` for a story that exists.",
    ),
    "no-way-out": (
        "No transition leads from the status that the request names to an accepted one.",
        "The story would be stranded again.",
        'revi story reconcile REVI-001 --to blocked --actor Ada --reason "its status was removed"',
        "Choose a status that the message lists.",
    ),
    "nothing-to-reconcile": (
        "The entries of the ledger form one chain.",
        "There is only one side, so there is nothing to choose.",
        "revi story reconcile REVI-001 --keep 1f0c9a3be2d4 --actor Ada --reason WHY    # for the second time",
        "Continue; no action is needed.",
    ),
    "unknown-side": (
        "No side of the ledger ends with the entry that `--keep` names.",
        "A person chooses one of the sides that `revi story reconcile` shows.",
        "revi story reconcile REVI-001 --keep 1f0c",
        "Use one of the ids that the message lists.",
    ),
    "ledger-exists": (
        "The story already has a ledger.",
        "A ledger is created once and then only appended to.",
        "revi story adopt REVI-001 uat --actor Ada --evidence PROOF.md",
        "Change the status with `revi plumbing move`.",
    ),
    "ledger-start": (
        "A ledger entry that must be the first is not, or the first entry is of the wrong kind.",
        "The first entry creates or adopts the story; every later status depends on it.",
        '{"event": "moved", "from": "pending", "to": "in-progress"} on line 1',
        "Restore the ledger from git; only revi adds entries to it.",
    ),
    "ledger-story-differs": (
        "A ledger entry belongs to another story.",
        "The status of a story must follow from its own entries.",
        '{"storyId": "REVI-002"} in the ledger of REVI-001',
        "Restore the ledger from git.",
    ),
    "not-initial": (
        "A new story cannot start in that status.",
        "Only statuses with `initial: true` have no history before them.",
        "revi story new REVI-001 --title Board --status uat",
        "Choose one of the statuses that the message lists, or omit `--status`.",
    ),
    "no-evidence": (
        "A request to adopt a story contains no evidence for its status.",
        "An adopted status was not reached through the ledger, so something else must prove it.",
        "revi story adopt REVI-001 completed --actor Ada",
        "Add `--evidence` with a file, a commit or a URL.",
    ),
    "no-story-file": (
        "The story has no story file.",
        "From the second status on, the story file is what reviewers and agents read.",
        "revi plumbing move REVI-001 in-progress",
        "Write the file, or run `revi story new REVI-001 --title TITLE`.",
    ),
    "no-story-folder": (
        "The contract does not say in which folder a new story is created.",
        "`project.stories` has a `*`, and a folder of any name fits there.",
        "revi story new REVI-001 --title Board",
        "Create the folder of the story, such as `plans/now/REVI-001`, and repeat the command.",
    ),
    "no-title": (
        "A new story has no title.",
        "The plan of execution does not list the story, so its title is nowhere.",
        "revi story new REVI-020",
        "Add `--title`, or list the story in the plan.",
    ),
    "story-exists": (
        "The story file already exists.",
        "Creating the story again would overwrite it.",
        "revi story new REVI-001 --title Board",
        "Choose another id, or work on the existing story.",
    ),
    "unknown-story": (
        "The story id does not match the contract, or there is no such story.",
        "Commands change only stories that exist; `revi story new` is the one exception.",
        "revi plumbing move revi-1 uat",
        "Write an id as in `revi story list`, or create the story with `revi story new`.",
    ),
    "not-in-contract": (
        "A name or a number is not one that the contract accepts.",
        "revi acts on the contract only, so a misspelled name changes nothing.",
        "revi plumbing move REVI-001 uatt",
        "Use a name from revi.yml; the message suggests the closest one.",
    ),
    "unknown-event": (
        "The event is not in `trace.events`, or its fields do not match.",
        "Metrics and trace checks read events by their names and fields.",
        "revi plumbing trace emit REVI-001 tool_cal tool=Read",
        "Use an event and fields of `trace.events` in revi.yml.",
    ),
    "no-field": (
        "An argument is not of the form FIELD=VALUE.",
        "An event consists of named fields.",
        "revi plumbing trace emit REVI-001 tool_call Read",
        "Write it as `tool=Read`.",
    ),
    "no-trace": (
        "The contract has no `trace` section.",
        "Without one, revi does not know which file and which events belong to a trace.",
        "revi plumbing trace show REVI-001",
        "Add `trace` to revi.yml.",
    ),
}

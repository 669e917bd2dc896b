"""Explanations of the codes for locks, circuit breakers and unusable contracts, for `explain` and the site."""

from __future__ import annotations

from revi_docs.problems.code_text import ExecutionFailure

LOCK_CODES: dict[str, tuple[str, str, str, str]] = {
    "lock-held": (
        "Another owner holds the phase lock of the story.",
        "Two agents that work on one story at the same time overwrite each other's results.",
        "revi plumbing lock acquire REVI-001 --phase code_review",
        "Wait until the lock is released; `revi plumbing lock status REVI-001` shows its owner.",
    ),
    "lock-not-held": (
        "The caller does not hold the phase lock that the command needs.",
        "Without the lock, another agent may be changing the same story.",
        "revi plumbing lock release REVI-001    # never acquired",
        "Run `revi plumbing lock acquire` for the phase first.",
    ),
    "locked-for-other-phase": (
        "The caller holds the lock, but for another phase.",
        "A lock covers one phase, so that traces and budgets can be assigned to it.",
        "revi plumbing lock acquire REVI-001 --phase dev_review    # holds it for elaboration",
        "Run `revi plumbing lock release` first.",
    ),
    "not-locked": (
        "The story is not locked, so there is no lock to break.",
        "Its owner may have released the lock in the meantime.",
        'revi plumbing lock break REVI-001 --fence 7 --actor Ada --reason "machine is gone"',
        "Continue; no action is needed.",
    ),
    "fence-differs": (
        "The fencing token of the lock differs from the one in the request.",
        "The lock changed hands after it was looked up; breaking it would stop the new owner.",
        'revi plumbing lock break REVI-001 --fence 6 --actor Ada --reason "machine is gone"',
        "Run `revi plumbing lock status REVI-001`, then repeat the command with the current fencing token.",
    ),
    "unknown-fence": (
        "The fencing token of the request was never issued for the story.",
        "A token that is too high would count as current, and every later owner as a former one.",
        "revi plumbing move REVI-001 in-qa --fence 99, and the lock has token 7.",
        "Run `revi plumbing lock status STORY` and pass its token, or leave out `--fence`.",
    ),
    "outdated-fence": (
        "The fencing token of the request is older than the newest one.",
        "Another owner has taken over the story; changes by the previous one would overwrite its work.",
        "revi plumbing move REVI-001 uat --fence 6",
        "Stop working on the story; `revi plumbing lock status REVI-001` shows its owner.",
    ),
    "claims-unreachable": (
        ExecutionFailure("The store that records who works on a story cannot be reached."),
        "Without it, another machine may work on the same story, so nothing is locked and nothing is queued.",
        "revi begin REVI-001 dev-implement-story    # without a network",
        "Check the connection, then run the command again.",
    ),
    "claims-rejected": (
        ExecutionFailure("The git remote rejects the push that records who works on a story."),
        "A rule or hook of the remote forbids the refs of revi, or it has no atomic pushes.",
        "A hook of the remote accepts branches only.",
        "Allow pushes to `refs/revi/*` on the remote.",
    ),
    "claims-rewritten": (
        ExecutionFailure("The git remote lost fencing tokens that it had."),
        "Somebody deleted or replaced its refs; a token could be issued twice, and a claim may be lost.",
        "git push origin :refs/revi/fence/7",
        "Check that no agent works on a story, then push the ref that the message names.",
    ),
    "claims-store-differs": (
        ExecutionFailure("`REVI_CLAIMS_URL` is the address of another kind of store than the contract chooses."),
        "Two stores could grant one story to two agents.",
        "REVI_CLAIMS_URL=postgresql://db.example.org/revi, and claims.store is git.",
        "Unset the variable, or set it to an address of the store that the contract chooses.",
    ),
    "claims-unconfigured": (
        ExecutionFailure("The address of the store for claims, or the name of the project in it, is missing."),
        "Without an address nothing can be locked.",
        "claims: {store: postgres}    # and REVI_CLAIMS_URL is not set",
        "Set what the message names.",
    ),
    "claims-unprepared": (
        ExecutionFailure("The database has no tables for claims, or those of another version."),
        "The tables are created by a person, because the role of the agents may not create any.",
        'relation "revi.claims" does not exist',
        'Let a person run `revi plumbing lock tables | psql "$REVI_CLAIMS_URL"`.',
    ),
    "missing-extra": (
        ExecutionFailure("A library is not installed that only some contracts need."),
        "What only some users need is not installed by default.",
        "claims: {store: postgres}    # without psycopg",
        "Install the extra that the message names.",
    ),
    "lock-unreadable": (
        ExecutionFailure("The lock file cannot be read, or is not a lock record."),
        "It may belong to an agent that is working, so revi does not treat the story as unlocked.",
        "_implementation/.phase-lock is empty",
        "Check whether an agent works on the story; if none does, delete the file.",
    ),
    "guard-invalid": (
        ExecutionFailure("The guard file next to the lock does not contain a fencing token."),
        "Without the highest token issued so far, revi could issue one twice.",
        "_implementation/.phase-lock.guard: many",
        "Check that no agent works on the story, then write the highest fencing token of its ledger there.",
    ),
    "stale-lock": (
        "The owner of a lock is gone: its process exited, its machine restarted, or it stopped sending heartbeats.",
        "The phase it worked on did not end, and its result is missing.",
        "locked by session-1: the process exited",
        "Run `revi plumbing lock acquire` to take over the lock, or `revi plumbing lock break` to remove it.",
    ),
    "story-busy": (
        "Another process is changing the story and did not finish within the wait time.",
        "Changes to a story are made one at a time, so that none is lost.",
        "two `revi plumbing move REVI-001` at the same time",
        "Run the command again; if it fails again, look for a process that hangs.",
    ),
    "ambiguous-command": (
        "Several commands belong to the phase.",
        "The lock records which command works under it; moves and budgets refer to it.",
        "revi plumbing lock acquire REVI-001 --phase dev_implementation",
        "Add `--command` with one of the commands that the message lists.",
    ),
    "circuit-open": (
        "The circuit breaker of the story is open.",
        "Too many steps failed in a short time; another attempt would most likely fail, too.",
        'revi error record REVI-001 --type AGENT_TIMEOUT --phase code_review --node lint --message "5m"',
        "Have a person look at the cause, then run `revi error resolve REVI-001 --actor NAME --reason TEXT`.",
    ),
    "circuit-not-open": (
        "The circuit breaker of the story is not open.",
        "Closing it again would reset the count of failures.",
        'revi error resolve REVI-001 --actor Ada --reason "service is back"',
        "Continue; no action is needed.",
    ),
    "error-log-invalid": (
        ExecutionFailure("The error log of the story cannot be read, or does not match its record in the contract."),
        "It determines whether a step may be retried and whether the circuit breaker is open.",
        "_implementation/ERROR-LOG.yaml: errors: is missing",
        "Correct the file, or restore it from git.",
    ),
    "contract-missing": (
        ExecutionFailure("There is no revi.yml here or in any parent folder."),
        "revi cannot make any decision without a contract.",
        "revi story list in a folder that is in no repository",
        "Run `revi-docs init`, or pass the repository with `-C`.",
    ),
    "unknown-zone": (
        ExecutionFailure("This machine has no data for the time zone of the project."),
        "Every timestamp is written in that time zone.",
        "project: {time_zone: Europe/Berlinn}",
        "Install the time zone database (package tzdata), or correct `project.time_zone`.",
    ),
    "no-file-locks": (
        ExecutionFailure("The file system of the repository has no file locks (flock)."),
        "A file lock keeps two processes from changing a story at the same time.",
        "The repository is on a network share that is mounted without locks.",
        "Move the repository to a local file system, then run the command again.",
    ),
    "state-unknown": (
        ExecutionFailure("A change failed halfway, and undoing it failed, too."),
        "The file may be old or new, so neither answer of the command would be true.",
        "The disk reports an error when the ledger is written, and again when the new line is removed.",
        "Run `revi doctor` to see what is on disk, and repeat the command if the change is missing.",
    ),
    "no-git": (
        ExecutionFailure("Git could not be run, or the folder is not in a git repository."),
        "A lock for all worktrees and the check for merged branches need git.",
        "locks: {scope: repository} in a folder without .git",
        "Run the command in a git repository, or set `locks.scope` to `worktree`.",
    ),
}

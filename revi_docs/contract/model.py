"""The contract as values. One class for each kind of item, one declaration for each key.

Identity is kind + id; `id` is the key an item stands under. Everything is frozen; mappings keep
the order of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.shape import NAME, WORDS, Duration, says


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """Says that an item is no longer to be used."""

    renamed_to: str | None = says("The name that took its place.", None, pattern=NAME)
    reason: str = says("Why it went.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every named item accepts."""

    id: str = ""
    meaning: str = says("What it is, in one sentence.", "")
    aliases: tuple[str, ...] = says("Other names it is known by; accepted where data is read.", ())
    deprecated: Deprecated | None = says("Set when the item is on its way out.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Names of the project and how its stories are laid out."""

    name: str = says("What the site and the documents call it.", "Workflow")
    summary: str = says("One sentence about the workflow.", "")
    prefix: str = says("What story ids begin with.", "", pattern=NAME)
    story_id: str = says("Regular expression that a story id matches whole.", "")
    stories: str = says("Folder of one story, with `{id}` in it.", "")
    time_zone: str = says("IANA time zone of every written time.", "")
    timestamp: str = says("Form of a timestamp in file names.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Item):
    """A column of the board; a label, not a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Item):
    """A stretch of work with its own budget and lock."""

    label: str = says("How people call it.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Item):
    """Where a story stands."""

    stage: str = says("The board's column.", "", ref="stages")
    initial: bool = says("Whether a story may begin here; without any, the first status begins.", False)
    terminal: bool = says("Whether a story ends here.", False)
    counts_as_blocked: bool = says("Whether a summary counts stories here as held up.", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSet(Item):
    """The verdicts one kind of judgement may give."""

    values: tuple[str, ...] = says("The verdicts, best first.", keys=WORDS)
    stays: tuple[str, ...] = says("Verdicts after which the story stays where it is.", (), many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A way from one status to another, and who takes it."""

    sources: tuple[str, ...] = says("The statuses it leaves.", key="from", many=True, ref="statuses")
    target: str = says("The status it reaches.", key="to", ref="statuses")
    by: str = says("A command, `manual` (a person, with actor and reason) or `system`.", ref="movers")
    event: str | None = says("What happens in the command or system.", None, pattern=NAME)
    verdict: tuple[str, ...] = says("The verdicts that lead this way.", (), many=True)
    note: str = says("When this way is taken, where that is not plain.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Item):
    """What is done once an error cannot be retried any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """How often and how fast an error is tried again."""

    max: int = says("How many times.", least=0, most=100)
    backoff: Literal["fixed", "exponential"] = says("How the delay grows.", "fixed")
    delay: Duration = says("Delay before the first retry.")
    cap: Duration | None = says("The longest delay.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorType(Item):
    """A way an agent's work fails."""

    retry: Retry | None = says("How it is retried; absent where it is not.", None)
    recovery: str = says("What follows when it is not retried or no retry is left.", "", ref="recoveries")
    advice: str = says("What to do, in a sentence.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """When errors pile up: the story stops until a person steps in."""

    failures: int = says("How many failures open it.", least=1)
    window: Duration = says("Within how long.")
    states: tuple[str, ...] = says("The states it can be in.", ())
    on_open: tuple[str, ...] = says("What happens when it opens, in order.", ())
    closes: Literal["person"] = says("Who closes it.", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPreset(Item):
    """How one kind of outside call is tried."""

    attempts: int = says("How many attempts in all.", least=1)
    delay: Duration = says("Delay before the second attempt.")
    timeout: Duration | None = says("How long one attempt may take.", None)
    multiplier: float = says("What each delay is multiplied by for the next.", 1.0, least=1)
    jitter: float = says("The share of a delay that is random.", 0.0, least=0, most=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStatus(Item):
    """What a parallel worker reports."""

    final: bool = says("Whether the worker is done.", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSet(Item):
    """Workers that run side by side, and how long and how strictly."""

    workers: tuple[str, ...] = says("The agents.", ref="workers", many=True)
    timeout: Duration | None = says("How long a worker may take.", None)
    pass_threshold: float | None = says("The share that must pass.", None, least=0, most=1)
    tolerated_timeouts: int | None = says("How many time-outs still make a pass.", None, least=0)
    fail_fast: bool | None = says("Whether the first failure stops the others.", None)
    max_concurrency: int | None = says("How many run at once; 0 means all.", None, least=0)
    keep_partial_results: bool | None = says("Whether a timed-out worker's results are kept.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDefaults:
    """What a worker set does not say itself."""

    timeout: Duration = says("How long a worker may take.", Duration(300_000))
    pass_threshold: float = says("The share that must pass.", 1.0, least=0, most=1)
    tolerated_timeouts: int = says("How many time-outs still make a pass.", 0, least=0)
    fail_fast: bool = says("Whether the first failure stops the others.", False)
    max_concurrency: int = says("How many run at once; 0 means all.", 0, least=0)
    keep_partial_results: bool = says("Whether a timed-out worker's results are kept.", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregation:
    """One rule that makes many results into one; the first that holds decides."""

    when: Literal["any", "all", "none", "enough", "otherwise"] = says(
        "`any`: one worker has a status of `of`; `all`: every worker has; `none`: there is no worker; "
        "`enough`: the share of `of` reaches the threshold; `otherwise`: always."
    )
    of: tuple[str, ...] = says("Worker statuses.", (), many=True, ref="worker_statuses")
    forgiving: tuple[str, ...] = says(
        "Statuses that `enough` leaves out of the count, as many as are tolerated; each makes a warning.",
        (),
        many=True,
        ref="worker_statuses",
    )
    then: str = says("The result.", pattern=WORDS)
    reason: str = says("Why.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Parallel work and how its results become one."""

    defaults: WorkerDefaults = says("What a set does not say itself.", WorkerDefaults())
    statuses: Mapping[str, WorkerStatus] = says("What a worker may report.", {}, keys=WORDS)
    sets: Mapping[str, WorkerSet] = says("Named sets of workers.", {})
    aggregation: tuple[Aggregation, ...] = says("Rules in order; the first that holds decides.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Item):
    """How strictly a budget is kept."""

    over_warning: Literal["continue", "warn", "confirm", "fail"] = says("What happens over the warning.")
    over_hard: Literal["continue", "warn", "confirm", "fail"] = says("What happens over the hard limit.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplier:
    """How a story scales its limits."""

    key: str = says("The front-matter key that carries it.", pattern=NAME)
    min: float = says("The smallest that is accepted.", least=0)
    max: float = says("The largest that is accepted.", least=0)
    default: float = says("What holds where a story says nothing.", 1.0, least=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Token limits of one phase; reached means at or above."""

    warning: int = says("Tokens at which a warning is due.", least=1)
    hard: int = says("Tokens that must not be reached.", least=1)


Tokens = Literal["input", "output", "cache_creation", "cache_read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """How many tokens a phase may use, and what happens then."""

    level: str = says("The level that holds where nothing else is said.", "advisory", ref="levels")
    levels: Mapping[str, Level] = says("How strictly a budget may be kept.", {})
    counts: tuple[Tokens, ...] = says("The kinds of tokens that count against a limit.", ("input", "output"))
    shows: tuple[Tokens, ...] = says("The kinds that are shown but not counted.", ())
    multiplier: Multiplier | None = says("How a story scales its limits.", None)
    phases: Mapping[str, Limits] = says("The limits of each phase.", {}, ref="phases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Item):
    """A class of language model."""

    price_input: float | None = says("US dollars for a million input tokens.", None, least=0)
    price_output: float | None = says("US dollars for a million output tokens.", None, least=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Item):
    """Agents of one kind, and the model they get."""

    label: str = says("How people call it.", "")
    model: str | None = says("The model of its agents.", None, ref="models")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Item):
    """Somebody a command or another agent starts."""

    group: str | None = says("The group it belongs to.", None, ref="groups")
    model: str | None = says("Its model, where not the group's.", None, ref="models")
    tools: tuple[str, ...] = says("The tools it may use; all where nothing is said.", ())
    spawns: tuple[str, ...] = says("The agents it starts itself.", (), ref="agents", many=True)
    reads: tuple[str, ...] = says("The artifacts it reads.", (), ref="artifacts", many=True)
    writes: tuple[str, ...] = says("The artifacts it writes.", (), ref="artifacts", many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument(Item):
    """What a command is given."""

    optional: bool = says("Whether it may be left out.", False)
    form: str = says("What it looks like, where its name does not say.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Item):
    """A switch of a command."""

    value: str = says("The name of the value it takes.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """When a command counts as done; exactly one of these."""

    artifact: str | None = says("An artifact of this kind is there.", None, ref="artifacts")
    status: str | None = says("The story has this status.", None, ref="statuses")
    branch: Literal["merged"] | None = says("The story's branch is merged.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRerun:
    """What happens when a command is run again."""

    mode: str = says("How a second run is treated.", ref="modes")
    done: Done | None = says("When the command counts as done; without it, never.", None)
    force: str = says("The flag that runs it anew all the same.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Item):
    """A slash command."""

    version: str = says("Version of the command.", "")
    kind: str = says("What sort of command it is.", "", pattern=NAME)
    arguments: Mapping[str, Argument] = says("What it is given, in order.", {}, names=True)
    flags: Mapping[str, Flag] = says("Its switches.", {}, keys=r"--[a-z][a-z-]*")
    phase: str | None = says("The phase it works in.", None, ref="phases")
    verdicts: str | None = says("The set its verdict comes from.", None, ref="verdicts")
    spawns: Mapping[str, str] = says("The agents it starts: part → agent.", {}, names=True, ref="agents")
    workers: str | None = says("The worker set it runs.", None, ref="worker_sets")
    hands_to: Mapping[str, str] = says("The commands that go on: occasion → command.", {}, ref="commands")
    reads: tuple[str, ...] = says("The artifacts it reads.", (), ref="artifacts", many=True)
    writes: tuple[str, ...] = says("The artifacts it writes.", (), ref="artifacts", many=True)
    rerun: CommandRerun | None = says("What happens when it is run again.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode(Item):
    """How a second run of a command is treated."""

    action: Literal["proceed", "skip", "resume", "refuse"] = says("What follows when the command is done.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """What running a command twice means."""

    modes: Mapping[str, Mode] = says("The modes a command may have.", {})
    counts: Literal["newer-than-start"] | None = says(
        "Which artifact proves that a command is done: one newer than the last entry into the command's "
        "start status.",
        None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """The phase lock: one holder for each story."""

    file: str = says("Where it stands in a story's folder.")
    stale_after: Duration = says("After how long without a sign of life a lock is stale.")
    wait: Duration = says("How long taking it may wait.", Duration(0))
    scope: Literal["worktree", "repository"] = says("Within what a lock is the only one.", "worktree")
    record: str = says("The record that is written.", "", ref="records")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Item):
    """A record that is written or read: its fields, and its file where it has one."""

    file: str = says("Where it stands in a story's folder.", "")
    fields: Mapping[str, str] = says("Field → type; a type that ends in `?` may be absent.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Item):
    """One kind of line in a trace."""

    fields: Mapping[str, str] = says("Field → type, besides those of every event.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is recorded while agents work."""

    file: str = says("Where it stands in a story's folder.")
    buffer: int = says("How many events may wait before they are written.", 1, least=1)
    fields: Mapping[str, str] = says("Fields of every event.", {})
    events: Mapping[str, Event] = says("The kinds of events.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """What is computed from a trace."""

    story: str = says("The record for a story.", ref="records")
    phase: str = says("The record for a phase.", ref="records")
    status: Mapping[str, str] = says("Last phase's status, `open` or `otherwise` → the story's.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLevel(Item):
    """How loud a log line is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact(Item):
    """A file of a story or of the project."""

    file: str = says("Its name, with `{id}`, `{timestamp}` or `{prefix}`.")
    sections: tuple[str, ...] = says("The headings it must have.", ())
    append_only: tuple[str, ...] = says("The headings that only grow.", ())
    front_matter: Mapping[str, str] = says("Front-matter field → type.", {})
    doc_type: str = says("What its front matter says it is.", "", pattern=NAME)
    scope: Literal["story", "project"] = says("Whether it belongs to a story or to the project.", "story")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file, or one for each item, that is rendered from a template."""

    path: str = ""
    template: str = says("The template's path below `templates/`.")
    each: str | None = says("The section for whose items one file each is made.", None, ref="sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The whole of `revi.yml`. Every section is optional."""

    revi: Literal[1] = says("Version of the contract's form.")
    project: Project = says("Names of the project and how its stories are laid out.", Project())
    stages: Mapping[str, Stage] = says("Columns of the board, in order.", {}, names=True)
    phases: Mapping[str, Phase] = says("Stretches of work, in order.", {}, names=True)
    statuses: Mapping[str, Status] = says("Where a story can stand.", {}, names=True)
    verdicts: Mapping[str, VerdictSet] = says("What a judgement may say.", {})
    transitions: tuple[Transition, ...] = says("Ways from status to status.", ())
    recoveries: Mapping[str, Recovery] = says("What is done about an error.", {}, names=True)
    errors: Mapping[str, ErrorType] = says("Ways in which an agent's work fails.", {})
    circuit: Circuit | None = says("When errors pile up.", None)
    calls: Mapping[str, CallPreset] = says("How outside calls are tried.", {})
    workers: Workers | None = says("Parallel work.", None)
    budgets: Budgets | None = says("Token budgets.", None)
    models: Mapping[str, Model] = says("Classes of language models.", {}, names=True)
    groups: Mapping[str, Group] = says("Groups of agents.", {}, names=True)
    agents: Mapping[str, Agent] = says("The agents.", {}, names=True)
    rerun: Rerun | None = says("What running a command twice means.", None)
    locks: Locks | None = says("The phase lock.", None)
    commands: Mapping[str, Command] = says("The slash commands.", {}, names=True)
    artifacts: Mapping[str, Artifact] = says("Files that are written.", {})
    records: Mapping[str, Record] = says("Records that are written or read.", {})
    trace: Trace | None = says("What is recorded while agents work.", None)
    metrics: Metrics | None = says("What is computed from a trace.", None)
    log_levels: Mapping[str, LogLevel] = says("How loud a log line is.", {}, names=True)
    outputs: Mapping[str, Output] = says("Path → what is rendered there.", {}, keys=r".+")

"""The contract as a whole, and its outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.acceptance import Acceptance
from revi_docs.contract.model.agent import Agent, Group, Model
from revi_docs.contract.model.command import Command, Locks, Rerun
from revi_docs.contract.model.declarations import MODEL_PATTERN, contract_field
from revi_docs.contract.model.failure import CallPreset, Circuit, ErrorType, Recovery
from revi_docs.contract.model.hook import Hook
from revi_docs.contract.model.lifecycle import Phase, Project, Stage, Status, Transition, VerdictSet
from revi_docs.contract.model.parallel import Workers
from revi_docs.contract.model.record import Artifact, LogLevel, Metrics, Record, Trace
from revi_docs.contract.model.token_budgets import Budgets


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file, or one for each item, that is rendered from a template."""

    path: str = ""
    template: str = contract_field("The template's path below `templates/`.")
    each: str | None = contract_field(
        "The section for whose items one file each is made.", None, reference_kind="sources"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The whole of `revi.yml`. Every section is optional."""

    revi: Literal[1] = contract_field("Version of the contract's form.")
    project: Project = contract_field("Names of the project and how its stories are laid out.", Project())
    stages: Mapping[str, Stage] = contract_field(
        "Columns of the board, in order.", {}, accepts_names=True, ordered=True
    )
    phases: Mapping[str, Phase] = contract_field(
        "Stretches of work, in order.", {}, accepts_names=True, ordered=True
    )
    statuses: Mapping[str, Status] = contract_field(
        "Where a story can stand.", {}, accepts_names=True, ordered=True
    )
    verdicts: Mapping[str, VerdictSet] = contract_field("What a judgement may say.", {})
    transitions: tuple[Transition, ...] = contract_field("Ways from status to status.", ())
    recoveries: Mapping[str, Recovery] = contract_field(
        "What is done about an error.", {}, accepts_names=True
    )
    errors: Mapping[str, ErrorType] = contract_field("Ways in which an agent's work fails.", {})
    circuit: Circuit | None = contract_field("When errors pile up.", None)
    calls: Mapping[str, CallPreset] = contract_field("How outside calls are tried.", {})
    workers: Workers | None = contract_field("Parallel work.", None)
    budgets: Budgets | None = contract_field("Token budgets.", None)
    models: Mapping[str, Model] = contract_field(
        "Classes of language models.", {}, accepts_names=True, key_pattern=MODEL_PATTERN
    )
    groups: Mapping[str, Group] = contract_field("Groups of agents.", {}, accepts_names=True)
    agents: Mapping[str, Agent] = contract_field("The agents.", {}, accepts_names=True)
    rerun: Rerun | None = contract_field("What running a command twice means.", None)
    locks: Locks | None = contract_field("The phase lock.", None)
    commands: Mapping[str, Command] = contract_field("The slash commands.", {}, accepts_names=True)
    artifacts: Mapping[str, Artifact] = contract_field("Files that are written.", {})
    records: Mapping[str, Record] = contract_field("Records that are written or read.", {})
    acceptance: Acceptance | None = contract_field("When a story is done.", None)
    trace: Trace | None = contract_field("What is recorded while agents work.", None)
    metrics: Metrics | None = contract_field("What is computed from a trace.", None)
    log_levels: Mapping[str, LogLevel] = contract_field("How loud a log line is.", {}, accepts_names=True)
    hooks: Mapping[str, Hook] = contract_field("The events of Claude Code that `revi hook` answers.", {})
    reserved: Mapping[str, Mapping[str, str]] = contract_field(
        "Names that are not used, or no longer, and must not come back: section → name → why.",
        {},
        key_pattern=r".+",
    )
    outputs: Mapping[str, Output] | None = contract_field(
        "Path → what is rendered there. Without it: the usual outputs; where it is `{}`: none.",
        None,
        key_pattern=r".+",
        prose=True,
    )
    owns: Mapping[str, Mapping[str, str]] = contract_field(
        "Hand-written files → front-matter field → the value of the contract that must stand there, such as "
        "`agents.{name}.model`. A pattern that begins with `!`, with `{}` behind it, takes files away.",
        {},
        key_pattern=r".+",
        prose=True,
    )
    regions: tuple[str, ...] = contract_field(
        "The files in which regions may stand, by patterns; `!` before one takes files away again. "
        "Without it: all Markdown, YAML, TypeScript, Python and shell files.",
        (),
        accepts_single=True,
        ordered=True,
        prose=True,
    )
    prose: tuple[str, ...] = contract_field(
        "The hand-written pages whose facts must agree with the contract, by patterns. "
        "Without it: the Markdown files of `docs_src/`.",
        (),
        accepts_single=True,
        ordered=True,
        prose=True,
    )

"""The contract as a whole, and its outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.agent import Agent, Group, Model
from revi_docs.contract.model.command import Claims, Command, Locks, Rerun
from revi_docs.contract.model.condition import Check
from revi_docs.contract.model.declarations import (
    MODEL_PATTERN,
    OWNED_FIELD_PATTERN,
    TYPED_NAME_PATTERN,
    contract_field,
)
from revi_docs.contract.model.failure import CallPreset, Circuit, ErrorType, Recovery
from revi_docs.contract.model.hook import Hook
from revi_docs.contract.model.lifecycle import Phase, Project, Stage, Status, Transition, VerdictSet
from revi_docs.contract.model.links import Links
from revi_docs.contract.model.parallel import Workers
from revi_docs.contract.model.platform import TargetPlatform
from revi_docs.contract.model.record import Artifact, LogLevel, Metrics, Record, Trace
from revi_docs.contract.model.token_budgets import Budgets


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A generated file, or one file for each item of a section, and its template.

    `is_default` if `revi.yml` does not name it. `target` is the platform that a default output is rendered for, ""
    for none.
    """

    path: str = ""
    is_default: bool = False
    target: str = ""
    template: str = contract_field("The path of the template in `templates/`.", pattern=r".+")
    each: str | None = contract_field(
        "The section for whose items one file each is generated.", None, reference_kind="sources"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The contract: all of `revi.yml`. Every section is optional."""

    revi: Literal[1] = contract_field("The format version of the contract.")
    required_version: str = contract_field(
        "The version of revi-docs that generates the outputs, such as `0.1`: another one reports the difference "
        "once, and `revi-docs upgrade` moves to it.",
        "",
        pattern=r"[0-9]+\.[0-9]+",
        prose=True,
    )
    extends: str = contract_field(
        "The contract whose values this one adds to: an edition such as `revi/1`, or the path of a file. Sections "
        "merge by key; a value replaces the other contract's, and `null` removes it.",
        "",
        prose=True,
    )
    project: Project = contract_field("The name of the project and the layout of its stories.", Project())
    stages: Mapping[str, Stage] = contract_field(
        "The columns of the board, in order.", {}, accepts_names=True, ordered=True
    )
    phases: Mapping[str, Phase] = contract_field(
        "The phases of the work, in order.", {}, accepts_names=True, ordered=True
    )
    statuses: Mapping[str, Status] = contract_field(
        "The statuses that a story can have, in the order of the workflow.", {}, accepts_names=True, ordered=True
    )
    verdicts: Mapping[str, VerdictSet] = contract_field("The verdict sets.", {})
    transitions: tuple[Transition, ...] = contract_field("The transitions between statuses.", ())
    recoveries: Mapping[str, Recovery] = contract_field(
        "The actions that recover from an error.", {}, accepts_names=True
    )
    errors: Mapping[str, ErrorType] = contract_field("The types of errors in the work of agents.", {})
    circuit: Circuit | None = contract_field("The circuit breaker for repeated errors.", None)
    calls: Mapping[str, CallPreset] = contract_field("The retry settings of external calls.", {})
    workers: Workers | None = contract_field("Parallel workers and how their results are combined.", None)
    budgets: Budgets | None = contract_field("Token budgets.", None)
    models: Mapping[str, Model] = contract_field(
        "The classes of language models.", {}, accepts_names=True, key_pattern=MODEL_PATTERN
    )
    groups: Mapping[str, Group] = contract_field("The groups of agents.", {}, accepts_names=True)
    agents: Mapping[str, Agent] = contract_field("The agents.", {}, accepts_names=True, key_pattern=TYPED_NAME_PATTERN)
    rerun: Rerun | None = contract_field("What happens when a command runs a second time.", None)
    locks: Locks | None = contract_field("The phase lock.", None)
    claims: Claims | None = contract_field("Where it is recorded who works on a story.", None)
    commands: Mapping[str, Command] = contract_field(
        "The slash commands.", {}, accepts_names=True, key_pattern=TYPED_NAME_PATTERN
    )
    artifacts: Mapping[str, Artifact] = contract_field("The files that commands and agents write.", {})
    records: Mapping[str, Record] = contract_field("The records that are written or read, with their fields.", {})
    checks: Mapping[str, Check] = contract_field("The programs whose success can be required of a story.", {})
    trace: Trace | None = contract_field("The events that are recorded while agents work.", None)
    metrics: Metrics | None = contract_field("The metrics that are calculated from a trace.", None)
    log_levels: Mapping[str, LogLevel] = contract_field("The severities of log lines.", {}, accepts_names=True)
    hooks: Mapping[str, Hook] = contract_field("The events of Claude Code that `revi hook` handles.", {})
    reserved: Mapping[str, Mapping[str, str]] = contract_field(
        "Names that must not be used, for example because they had another meaning: section → name → reason.",
        {},
        key_pattern=r".+",
    )
    targets: Mapping[str, TargetPlatform] = contract_field(
        "The agent platforms that the contract is rendered for; lint names what each cannot express. The default is "
        "`claude`.",
        {},
        accepts_names=True,
        ordered=True,
        prose=True,
    )
    outputs: Mapping[str, Output] = contract_field(
        "Generated files besides the default outputs: path → template. `false` switches a default output off.",
        {},
        key_pattern=r".+",
        false_means={"template": ""},
        empty_fix="remove 'outputs'; to generate none of the default outputs, write 'default_outputs: false'",
        prose=True,
    )
    default_outputs: bool = contract_field(
        "Whether the files for Claude Code and the pages of the reference are generated.", True, prose=True
    )
    owns: Mapping[str, Mapping[str, str]] = contract_field(
        "Hand-written files with values from the contract: file pattern → front-matter field → path of the "
        "value, such as `agents.{name}.model`. `Team | Agent | Model` instead of a field is a table cell: heading, "
        "key column and column. In a YAML file, `agents.{key}` or `agents[name={key}].model` is a value by the keys "
        "that lead to it. A pattern that starts with `!` and has `{}` excludes files.",
        {},
        key_pattern=r".+",
        item_key_pattern=OWNED_FIELD_PATTERN,
        key_path_form="pattern",
        prose=True,
    )
    regions: tuple[str, ...] = contract_field(
        "Patterns of the files that can contain regions; a pattern that starts with `!` excludes files. "
        "The default is all Markdown, YAML, TypeScript, Python and shell files.",
        (),
        accepts_single=True,
        ordered=True,
        path_form="pattern",
        prose=True,
    )
    prose: tuple[str, ...] = contract_field(
        "Patterns of the hand-written pages whose facts must agree with the contract. "
        "The default is the Markdown files in `docs_src/`.",
        (),
        accepts_single=True,
        ordered=True,
        path_form="pattern",
        prose=True,
    )
    links: Links | None = contract_field("What the link check of the site leaves out.", None, prose=True)

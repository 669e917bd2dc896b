"""The contract as values: one class for each kind of item, one declaration for each key.

An item is identified by its kind and its id, which is its key in `revi.yml`. All values are immutable;
mappings keep the order of the file.
"""

from __future__ import annotations

from revi_docs.contract.model.agent import Agent, Group, Model
from revi_docs.contract.model.command import Argument, Claims, Command, CommandRerun, Flag, Locks, Mode, Rerun
from revi_docs.contract.model.condition import Check, Condition, Counter
from revi_docs.contract.model.contract_model import Contract, Output
from revi_docs.contract.model.failure import CallPreset, Circuit, ErrorType, Recovery, Retry
from revi_docs.contract.model.hook import Hook
from revi_docs.contract.model.item import Deprecated, Item
from revi_docs.contract.model.lifecycle import Phase, Project, Stage, Status, Transition, VerdictSet
from revi_docs.contract.model.parallel import Aggregation, WorkerDefaults, Workers, WorkerSet, WorkerStatus
from revi_docs.contract.model.record import Artifact, Event, LogLevel, Metrics, Record, Trace
from revi_docs.contract.model.token_budgets import Budgets, Level, Limits, Multiplier

__all__ = [
    "Agent",
    "Aggregation",
    "Argument",
    "Artifact",
    "Budgets",
    "CallPreset",
    "Check",
    "Circuit",
    "Claims",
    "Command",
    "CommandRerun",
    "Condition",
    "Contract",
    "Counter",
    "Deprecated",
    "ErrorType",
    "Event",
    "Flag",
    "Group",
    "Hook",
    "Item",
    "Level",
    "Limits",
    "Locks",
    "LogLevel",
    "Metrics",
    "Mode",
    "Model",
    "Multiplier",
    "Output",
    "Phase",
    "Project",
    "Record",
    "Recovery",
    "Rerun",
    "Retry",
    "Stage",
    "Status",
    "Trace",
    "Transition",
    "VerdictSet",
    "WorkerDefaults",
    "WorkerSet",
    "WorkerStatus",
    "Workers",
]

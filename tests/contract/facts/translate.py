"""The facts of the workflow as a contract, without any decision, addition or correction.

Facts that are prose but data in the contract (aggregation rules, conditions of done) are looked up in a table
each; a sentence that is not in the table raises a KeyError.
"""

from __future__ import annotations

from typing import Any

import yaml

from tests.contract.facts.commands import artifacts, command_id, commands, models_and_agents

Tree = dict[str, Any]

ACTIONS = {"error": "refuse", "skip": "skip", "resume": "resume", "rerun": "proceed", "force": "proceed"}

AGGREGATION = {
    "any worker ERROR": {"when": "any", "of": "ERROR"},
    "no workers": {"when": "none"},
    "pass rate >= threshold": {"when": "enough", "of": "PASS"},
    "all workers TIMEOUT": {"when": "all", "of": "TIMEOUT"},
    "otherwise": {"when": "otherwise"},
}

TYPES = {"int>=0": "integer", "bool": "boolean", "literal": "string", "array": "list"}


class _Dumper(yaml.SafeDumper):
    """A dumper that repeats equal values instead of writing an anchor."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature of the base class
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        """Quote the letters that YAML 1.1 reads as booleans."""
        style = '"' if data in ("N", "Y") else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _Dumper.represent_str)


def translate(facts: Tree) -> str:
    """Return the text of a contract with the facts as they are. Raises KeyError for facts of another form."""
    artifacts_by_id = artifacts(facts["artifacts"])
    contract = {
        "revi": 1,
        "project": {
            "prefix": "STORY",
            "story_id": "STORY-[0-9]+",
            "stories": facts["artifacts"]["seed_convention"]["folder"].lower().rstrip("/"),
            "time_zone": facts["artifacts"]["seed_convention"]["time_zone"],
            "timestamp": "YYYYMMDD-HHMM",
        },
        "stages": {status["directory"]: {} for status in facts["statuses"]},
        "phases": {key: {"label": label} for key, label in facts["token_budget"]["doc_labels"].items()},
        "statuses": {status["name"]: _status(status) for status in facts["statuses"]},
        "verdicts": {name: {"values": values} for name, values in facts["verdicts"].items()},
        "transitions": [_transition(transition) for transition in facts["transitions"]],
        "recoveries": {name: {} for name in facts["errors"]["recovery_actions"]},
        "errors": {name: _error(error) for name, error in facts["errors"]["types"].items()},
        "circuit": _circuit(facts["circuit_breaker"]),
        "calls": {"default": _call(facts["runner_retry_defaults"])}
        | {name: _call(call) for name, call in facts["runner_retry_defaults"]["presets"].items()},
        "workers": _workers(facts["parallel"]),
        "budgets": _budgets(facts["token_budget"]),
        **models_and_agents(facts),
        "rerun": {
            "modes": {
                name: {"description": description, "action": ACTIONS[name]}
                for name, description in facts["idempotency"]["modes"].items()
            }
        },
        "locks": _locks(facts["idempotency"]),
        "commands": commands(facts, artifacts_by_id),
        "artifacts": artifacts_by_id,
        "records": _records(facts),
        "trace": _trace(facts["trace"]),
        "metrics": {"story": "metrics_story", "phase": "metrics_phase"},
        "log_levels": {name: {"description": description} for name, description in facts["log_levels"].items()},
    }
    return yaml.dump(contract, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _status(status: Tree) -> Tree:
    return {
        "description": status["meaning"],
        "stage": status["directory"],
        "terminal": status["terminal"],
        "counts_as_blocked": status["counts_as_blocked"],
    }


def _transition(transition: Tree) -> Tree:
    """A transition without a command is a person's; of several commands or words, the first counts."""
    command, verdict, event = transition["command"], transition["verdict"], transition["event"]
    by = command_id(command) if command else "manual"
    trigger: Tree = {}
    if verdict:
        trigger = {"verdict": verdict.split(" | ")}
    elif event:
        trigger = {"event": event.replace(" ", "-")}
    return {"from": transition["from"], "to": transition["to"], "by": by, **trigger}


def _error(error: Tree) -> Tree:
    retry = {
        "max": error["max_retries"],
        "backoff": error["backoff"],
        "delay": _duration(error["base_delay_ms"]),
        "cap": _duration(error["max_delay_ms"]),
    }
    data = {"description": error["meaning"], "recovery": error["recovery"], "advice": error["doc_recovery"]}
    return {**data, "retry": retry} if error["retryable"] else data


def _duration(milliseconds: int) -> str:
    return f"{milliseconds}ms"


def _circuit(circuit: Tree) -> Tree:
    return {
        "failures": circuit["failure_threshold"],
        "window": _duration(circuit["failure_window_ms"]),
        "states": circuit["states"],
        "on_open": circuit["on_open"],
    }


def _call(call: Tree) -> Tree:
    data = {"attempts": call["max_attempts"], "delay": _duration(call["backoff_ms"])}
    if "timeout_ms" in call:
        data["timeout"] = _duration(call["timeout_ms"])
    return data | {name: call[name] for name in ("multiplier", "jitter") if name in call}


def _workers(parallel: Tree) -> Tree:
    return {
        "defaults": _settings(parallel["defaults"]),
        "statuses": {name: {} for name in parallel["worker_statuses"]},
        "sets": {"code_review": _settings(parallel["code_review"]) | {"workers": parallel["code_review"]["workers"]}},
        "aggregation": [
            {**AGGREGATION[rule["when"]], "then": rule["then"]} for rule in parallel["aggregation_in_order"]
        ],
    }


def _settings(settings: Tree) -> Tree:
    return {
        "timeout": _duration(settings["timeout_ms"]),
        "pass_threshold": settings["partial_pass_threshold"],
        "fail_fast": settings["fail_fast"],
        "max_concurrency": settings["max_concurrency"],
        "keep_partial_results": settings["collect_partial_on_timeout"],
    }


def _budgets(budget: Tree) -> Tree:
    return {
        "level": budget["default_level"]["ts"],
        "levels": {
            level["name"]: {
                "description": level["effect"],
                "over_warning": level["action_over_warning"],
                "over_hard": level["action_over_hard"],
            }
            for level in budget["levels"]
        },
        "multiplier": {"key": budget["front_matter"]["seed"], **budget["multiplier"]},
        "phases": {phase["key"]: {"warning": phase["warning"], "hard": phase["hard"]} for phase in budget["phases"]},
    }


def _locks(idempotency: Tree) -> Tree:
    return {
        "file": idempotency["phase_lock"]["file"],
        "stale_after": _duration(idempotency["config_defaults"]["stale_lock_age_ms"]),
        "record": "phase_lock",
        "wait": _duration(idempotency["config_defaults"]["lock_timeout_ms"]),
    }


def _records(facts: Tree) -> Tree:
    """Return the records; a field without a type in the facts is a text."""
    errors, lock = facts["errors"], facts["idempotency"]["phase_lock"]
    return {
        "error_record": {"fields": _untyped(errors["record_fields"])},
        "error_log": {"fields": _untyped(errors["log_fields_ERROR-LOG.yaml"])},
        "phase_lock": {"fields": _untyped([*lock["required"], *(f"{name}?" for name in lock["optional"])])},
        "metrics_story": {"file": facts["metrics"]["file"], "fields": _fields(facts["metrics"]["story"])},
        "metrics_phase": {"fields": _fields(facts["metrics"]["phase"])},
    }


def _untyped(names: list[str]) -> Tree:
    fields = {}
    for name in names:
        single = "list" if name.endswith("[]") else "string"
        fields[name.rstrip("?[]")] = single + ("?" if name.endswith("?") else "")
    return fields


def _trace(trace: Tree) -> Tree:
    return {
        "file": trace["file"],
        "buffer": trace["buffer_default"],
        "fields": _fields(trace["base_fields"]),
        "events": {name: {"fields": _fields(fields)} for name, fields in trace["events"].items()},
    }


def _fields(fields: Tree) -> Tree:
    return {name: _type(type_text) for name, type_text in fields.items()}


def _type(type_text: str) -> str:
    optional = "?" if type_text.endswith(" ?") else ""
    single = type_text.removesuffix(" ?").removeprefix("enum ")
    return TYPES.get(single, single) + optional

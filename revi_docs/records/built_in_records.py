"""The records that commands of `revi` write, if the contract does not declare them. A contract can override each."""

from __future__ import annotations

from collections.abc import Mapping

from revi_docs.decide.compiled_contract import FieldTypes

BUILT_IN_RECORDS: Mapping[str, FieldTypes] = {
    "error_record": {
        "type": "error",
        "phase": "phase",
        "node": "string",
        "message": "string",
        "retryable": "boolean",
        "retryCount": "integer",
        "maxRetries": "integer",
        "timestamp": "datetime",
        "recovery": "recovery?",
    },
    "error_log": {
        "storyId": "story",
        "phase": "phase",
        "createdAt": "datetime",
        "updatedAt": "datetime",
        "errors": "list of error_record",
        "circuitState": "string?",
        "requiresIntervention": "boolean",
        "resolutionNotes": "string?",
    },
    "worker_result": {
        "worker": "agent",
        "status": "worker-status",
        "durationMs": "integer?",
        "findings": "list of object?",
        "message": "string?",
    },
}

"""What templates may show besides the contract: revi-docs itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.cli.catalogue import explanations
from revi_docs.cli.describe import commands
from revi_docs.contract.schema import json_schema, reference
from revi_docs.report.schema import findings_schema


def extras() -> Mapping[str, Any]:
    """`rules`: code → explanation; `cli`: the commands; `contract_keys` and `contract_schema`: its form;
    `findings_schema`: what `--format json` prints.
    """
    return {
        "rules": {one.code: one for one in explanations()},
        "cli": commands(),
        "contract_keys": reference(),
        "contract_schema": json_schema(),
        "findings_schema": findings_schema(),
    }

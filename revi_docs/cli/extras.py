"""What templates may show besides the contract: revi-docs itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.cli.catalogue import explanations
from revi_docs.cli.describe import commands
from revi_docs.contract.schema import json_schema, reference


def extras() -> Mapping[str, Any]:
    """`rules`: code → explanation; `cli`: the commands; `contract_keys` and `contract_schema`: its form."""
    return {
        "rules": {one.code: one for one in explanations()},
        "cli": commands(),
        "contract_keys": reference(),
        "contract_schema": json_schema(),
    }

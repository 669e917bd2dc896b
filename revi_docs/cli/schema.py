"""`revi-docs schema`: the contract's form for editors."""

from __future__ import annotations

import json
import sys

import click

from revi_docs.cli.printing import example
from revi_docs.contract.schema import json_schema


@click.command(epilog=example("revi-docs schema > revi.schema.json"))
def schema() -> int:
    """Print the JSON Schema (draft 7) of revi.yml."""
    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
    return 0

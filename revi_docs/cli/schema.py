"""`revi-docs schema`: print the JSON Schema of the contract (for editors), of findings or of changes (for programs)."""

from __future__ import annotations

import json
import sys

import click

from revi_docs.cli.program.command_classes import program_command
from revi_docs.contract.contract_schema import json_schema
from revi_docs.report.findings_schema import changes_schema, findings_schema

SCHEMAS = {"contract": json_schema, "findings": findings_schema, "changes": changes_schema}


@program_command("revi-docs schema > revi.schema.json", "revi-docs schema findings")
@click.argument("document", type=click.Choice(list(SCHEMAS)), default="contract", help="Default: contract.")
def schema(document: str) -> int:
    """Print the JSON Schema of revi.yml (draft 7), or of the output of --format json (draft 2020-12).

    `changes` is the output of 'revi-docs diff', `findings` that of all other commands.
    """
    sys.stdout.write(json.dumps(SCHEMAS[document](), indent=2, ensure_ascii=False) + "\n")
    return 0

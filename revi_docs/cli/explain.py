"""`revi-docs explain` and `revi explain`: print the explanation of a code."""

from __future__ import annotations

from dataclasses import asdict

import click

from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.output.unlisted_name import UnlistedNameError
from revi_docs.cli.program import completion_values
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import RESULT_FORMATS, format_option


@program_command("revi-docs explain stale", "revi explain lock-held", "revi-docs explain")
@click.argument("code", required=False, help="The code.", shell_complete=completion_values.codes)
@format_option(RESULT_FORMATS)
def explain(code: str | None) -> CommandResult:
    """Explain a code: what is wrong, why it matters, how to fix it. Without CODE, list all codes.

    Covers the codes of both programs, revi-docs and revi.
    """
    # Imported late: the catalog imports every rule of both programs.
    from revi_docs.app.code_catalog import explanations, format_explanation

    try:
        text = format_explanation(code)
    except KeyError:
        codes = [entry.code for entry in explanations()]
        raise UnlistedNameError("no code", code or "", codes, "codes") from None
    entries = [asdict(entry) for entry in explanations() if code in (None, entry.code)]
    return CommandResult("explained", text.rstrip("\n"), data={"of": code, "codes": entries})

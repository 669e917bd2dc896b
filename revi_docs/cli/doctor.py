"""`revi-docs doctor`: report what the setup lacks."""

from __future__ import annotations

import sys

from revi_docs.app.process import CLEAN, PROBLEMS_FOUND
from revi_docs.app.setup.missing_parts import missing_parts
from revi_docs.app.workspace import Workspace
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.workspace_factory import pass_workspace


@program_command("revi-docs doctor")
@pass_workspace
def doctor(workspace: Workspace) -> int:
    """Report what the setup of revi-docs lacks, with the command that adds it.

    Exits with 1 if a part does not work. A part that was never set up is listed, but is not an error.
    """
    code = CLEAN
    for part in missing_parts(workspace):
        sys.stdout.write(f"{part.name}: {part.missing}\n  fix: {part.fix}\n" if part.missing else f"{part.name}: ok\n")
        code = PROBLEMS_FOUND if part.missing and part.needed else code
    return code

"""`revi-docs lint`: is the contract sound?"""

from __future__ import annotations

import click

from revi_docs.cli.printing import counted, example, format_option, show
from revi_docs.cli.workspace import Workspace
from revi_docs.contract.relations import pairs


@click.command(epilog=example("revi-docs lint", "revi-docs lint --format json"))
@format_option
@click.pass_obj
def lint(workspace: Workspace, form: str) -> int:
    """Print all problems of revi.yml and of the templates at once."""
    return show(workspace.lint(), form, f"sound: {size(workspace)}")


def size(workspace: Workspace) -> str:
    """How much the contract holds: `17 statuses, 40 transitions, …`; what it lacks is not mentioned."""
    contract = workspace.loaded.contract
    numbers = {
        "status": len(contract.statuses),
        "transition": len(pairs(contract)),
        "command": len(contract.commands),
        "agent": len(contract.agents),
    }
    return (
        ", ".join(counted(number, noun) for noun, number in numbers.items() if number) or "an empty contract"
    )

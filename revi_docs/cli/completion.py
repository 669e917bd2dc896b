"""`revi-docs completion` and `revi completion`: print a shell completion script."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.runner import completion_variable

_ZSH_START = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u; }\n"
"""Loads zsh's completion, if the shell has not. -u: do not stop to ask about insecure folders, as CI images have."""


@program_command('eval "$(revi-docs completion bash)"', "revi completion fish | source")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), help="The shell.")
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print a shell completion script.

    It completes commands and options, and the codes, statuses, phases and stories of the repository.
    """
    completion_class = get_completion_class(shell)
    assert completion_class is not None
    program = context.find_root()
    name = program.info_name or ""
    script = completion_class(program.command, {}, name, completion_variable(name)).source()
    sys.stdout.write(_ZSH_START + script.lstrip("\n") if shell == "zsh" else script)
    return 0

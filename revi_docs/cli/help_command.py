"""`revi-docs help` and `revi help`: show the help of the program or of a command."""

from __future__ import annotations

import click

from revi_docs.cli.program.command_classes import program_command


@program_command("revi-docs help", "revi-docs help check", "revi help story list")
@click.argument("command", nargs=-1, metavar="[COMMAND]...", help="The words of the command.")
@click.pass_context
def help_command(context: click.Context, command: tuple[str, ...]) -> int:
    """Show the help of a command; without COMMAND, of the program."""
    target = context.find_root()
    for name in command:
        if not isinstance(target.command, click.Group):
            raise click.UsageError(f"'{target.command_path}' has no commands", ctx=target)
        _, subcommand, _ = target.command.resolve_command(target, [name])
        assert subcommand is not None
        target = click.Context(subcommand, info_name=name, parent=target)
    click.echo(target.get_help())
    return 0

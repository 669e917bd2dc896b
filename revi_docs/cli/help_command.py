"""`revi-docs help` and `revi help`: show the help of the program or of a command, or a guide."""

from __future__ import annotations

import click

from revi_docs.cli.output.unlisted_name import UnlistedNameError
from revi_docs.cli.program.command_classes import program_command

_GUIDE = "guide"


@program_command("revi-docs help", "revi-docs help check", "revi help story list", "revi-docs help guide quick-start")
@click.argument("topic", nargs=-1, metavar="[TOPIC]...", help="A command, such as 'story list', or 'guide' and a name.")
@click.pass_context
def help_command(context: click.Context, topic: tuple[str, ...]) -> int:
    """Show the help of a command, or a guide; without TOPIC, the help of the program.

    'help guide' lists all guides.
    """
    if topic[:1] == (_GUIDE,) and len(topic) > 2:
        raise click.UsageError(f"the name of a guide is one word, and '{' '.join(topic[1:])}' has more")
    if topic[:1] == (_GUIDE,):
        _print_guide(*topic[1:2])
        return 0
    target = context.find_root()
    for name in topic:
        if not isinstance(target.command, click.Group):
            raise click.UsageError(f"'{target.command_path}' has no commands", ctx=target)
        _, subcommand, _ = target.command.resolve_command(target, [name])
        assert subcommand is not None
        target = click.Context(subcommand, info_name=name, parent=target)
    click.echo(target.get_help())
    return 0


def _print_guide(name: str = "") -> None:
    """Print a guide; without a name, the names and titles of all."""
    from revi_docs.app.guides import guide_text, guide_title, guides  # slow: imports the reader of front matter

    pages = guides()
    if not name:
        width = max(map(len, pages))
        for guide, page in pages.items():
            click.echo(f"{guide:{width}}  {guide_title(page)}")
    elif name in pages:
        click.echo(guide_text(pages[name]))
    else:
        raise UnlistedNameError("there is no guide", name, pages, "guides", _GUIDE)

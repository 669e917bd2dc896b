"""The click classes of both programs: one help layout, global options everywhere, commands loaded when called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from revi_docs.cli.program.invocation import invocation_of
from revi_docs.cli.program.options import GLOBAL_OPTIONS, GROUP_FORMAT_OPTION, example

SECTIONS = ("Start", "Every day", "CI", "Inspect")
"""The tasks by which the help of a program groups its commands, in this order."""


@dataclass(frozen=True, slots=True)
class CommandEntry:
    """A command before it is loaded.

    `module` has a click command of its own last name: `revi_docs.cli.check` has `check`. `summary` is the
    line of the command in the help of its group. The help lists a command under `section`; without one, it
    only names it. `guide` is the name of the guide that explains the command.
    """

    module: str
    summary: str
    section: str = ""
    guide: str = ""

    def load(self) -> click.Command:
        """Import the command."""
        command = getattr(import_module(self.module), self.module.rpartition(".")[2])
        assert isinstance(command, click.Command)
        return command


class _HelpLayout(click.Command):
    """What commands and groups share."""

    guide = ""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Add the global options."""
        return [*super().get_params(ctx), *GLOBAL_OPTIONS]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; an error names this command, also if the parser does not."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            # Click leaves out the context of some errors; without it, the message could not say how to get help.
            error.ctx = error.ctx or ctx
            raise

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Add the page that explains the command, or the group that it is in."""
        super().format_epilog(ctx, formatter)
        guides = (getattr(context.command, "guide", "") for context in _path(ctx))
        guide = next(filter(None, guides), "")
        if guide:
            formatter.write_paragraph()
            formatter.write_text(f"Guide: {ctx.find_root().info_name} help guide {guide}")


def _path(context: click.Context | None) -> list[click.Context]:
    """Return the context of a command and those of the groups around it, from the inside."""
    return [context, *_path(context.parent)] if context else []


class ProgramCommand(_HelpLayout):
    """A command. It prints the result that its function returns, or returns the exit code."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reject a format before the command if the command has none."""
        remaining = super().parse_args(ctx, args)
        if invocation_of(ctx).output_format and all(parameter.name != "output_format" for parameter in self.params):
            raise click.NoSuchOption("--format", ctx=ctx)
        return remaining

    def invoke(self, ctx: click.Context) -> int:
        """Run the command and return its exit code."""
        result = super().invoke(ctx)
        if result is None or isinstance(result, int):
            return result or 0
        # Imported late: a command that prints by itself returns an exit code and does not get here.
        from revi_docs.cli.output.command_result import print_result

        return print_result(result, invocation_of(ctx).output_format)


def program_command(*examples: str, name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command; its docstring is its help, `examples` are the lines at the end of it."""
    return click.command(name, cls=ProgramCommand, epilog=example(*examples))


class CommandGroup(_HelpLayout, click.Group):
    """A group of commands. Those of `entries` are loaded when they are called.

    `aliases` are further commands, which the help does not name.
    """

    command_class = ProgramCommand

    def __init__(
        self,
        *arguments: Any,
        entries: Mapping[str, CommandEntry] | None = None,
        aliases: Mapping[str, CommandEntry] | None = None,
        **settings: Any,
    ) -> None:
        super().__init__(*arguments, **settings)
        self.entries = dict(entries or {})
        self.aliases = dict(aliases or {})

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Add `--format`, so that it is accepted before the command, too."""
        return [*super().get_params(ctx), GROUP_FORMAT_OPTION]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """Return the names of all commands but the aliases, in the order of their declaration."""
        return [*self.entries, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, loaded; None if there is none of this name."""
        entry = self.entries.get(cmd_name) or self.aliases.get(cmd_name)
        if entry is None:
            return super().get_command(ctx, cmd_name)
        command = entry.load()
        command.name = cmd_name
        if entry.guide and isinstance(command, _HelpLayout):
            command.guide = entry.guide
        return command

    def summaries(self, section: str | None = None) -> list[tuple[str, str]]:
        """Return the commands, or those of a section, each with its summary."""
        rows = [(name, entry.summary) for name, entry in self.entries.items() if section in (None, entry.section)]
        if section is None:
            rows += [(name, _first_line(command)) for name, command in self.commands.items() if not command.hidden]
        return rows

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; suggest one if there is none of this name."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-") and not ctx.resilient_parsing:
            names = [*self.list_commands(ctx), *self.aliases]
            raise click.NoSuchCommand(name, possibilities=names, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write the commands by task, each in one line, and name those without a task."""
        sections = {name: self.summaries(name) for name in SECTIONS}
        if not any(sections.values()):
            sections = {"Commands": self.summaries()}
        width = max((len(name) for rows in sections.values() for name, _ in rows), default=0)
        for title, rows in sections.items():
            if rows:
                with formatter.section(title):
                    formatter.write_dl([(name.ljust(width), summary) for name, summary in rows])
        others = [name for name, _ in self.summaries("")] if len(sections) > 1 else []
        if others:
            formatter.write_paragraph()
            formatter.write_text(f"More commands: {', '.join(others)}")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[click.shell_completion.CompletionItem]:
        """Offer the commands without loading them, and the options."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name, help=text) for name, text in self.summaries() if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


def _first_line(command: click.Command) -> str:
    return " ".join((command.help or "").split("\n\n")[0].split())

"""How a command of `revi` is declared: a click command that gets the repository and returns its result."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import update_wrapper
from typing import Any, TypeVar

import click

from revi_docs.cli.program import completion_values
from revi_docs.cli.program.command_classes import CommandGroup, ProgramCommand, program_command
from revi_docs.cli.program.invocation import invocation_of
from revi_docs.cli.program.options import RESULT_FORMATS, example, format_option
from revi_docs.decide.contract_json import SECTION_BY_KIND
from revi_docs.decide.errors import DecisionError, UnknownNameError
from revi_docs.problems.suggestions import closest_name
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository, open_repository

Function = TypeVar("Function", bound=Callable[..., Any])


def agent_command(*examples: str, name: str | None = None) -> Callable[[Function], click.Command]:
    """Declare a command whose function returns a CommandResult; `examples` are lines of its help."""

    def declare(function: Function) -> click.Command:
        return format_option(RESULT_FORMATS)(program_command(*examples, name=name)(function))

    return declare


class CheckingCommand(ProgramCommand):
    """A command that returns a ProblemReport. Formats for programs get an error as a finding, too."""

    def invoke(self, ctx: click.Context) -> int:
        """Run the command and return its exit code."""
        from revi_docs.cli.output.contract_folder import set_contract_root

        set_contract_root(invocation_of(ctx).repository_root)
        try:
            return super().invoke(ctx)
        except CommandError as error:
            # In text, the runner prints the error; in other formats, it is a result like any other.
            if invocation_of(ctx).output_format == "text":
                raise
            from revi_docs.cli.output.printing import print_problems

            print_problems(error.problems, invocation_of(ctx).output_format)
            return error.exit_code


def checking_command(*examples: str, name: str | None = None) -> Callable[[Function], click.Command]:
    """Declare a command whose function returns a ProblemReport; it has every format of `revi-docs check`."""

    # Imported late: only commands that report findings need all formats.
    from revi_docs.report.formats import FORMATS

    def declare(function: Function) -> click.Command:
        command = click.command(name, cls=CheckingCommand, epilog=example(*examples))(function)
        return format_option(tuple(FORMATS))(command)

    return declare


def agent_group(commands: Sequence[click.Command], *examples: str) -> Callable[[Callable[[], None]], CommandGroup]:
    """Declare a command that consists of several, such as `revi plumbing lock acquire`."""

    def declare(function: Callable[[], None]) -> CommandGroup:
        by_name = {command.name or "": command for command in commands}
        return click.group(cls=CommandGroup, commands=by_name, epilog=example(*examples))(function)

    return declare


def pass_repository(function: Callable[..., Any]) -> Callable[..., Any]:
    """Open the repository and pass it as the first argument of a command."""

    def call(*arguments: Any, **options: Any) -> Any:
        repository = open_repository(invocation_of(click.get_current_context()).repository_root)
        try:
            return function(repository, *arguments, **options)
        except DecisionError as error:
            raise _rejection(error, repository) from None

    return update_wrapper(call, function)


def _rejection(error: DecisionError, repository: Repository) -> CommandError:
    """Return the error for a value that the contract does not define, with a similar one that it does define."""
    names = repository.contract.names.get(error.kind) if isinstance(error, UnknownNameError) else None
    if names is None or not isinstance(error, UnknownNameError) or error.name in names.reserved:
        return CommandError("not-in-contract", str(error), "use a value that revi.yml defines")
    suggestion = closest_name(error.name, [*names.ids, *names.aliases])
    if suggestion:
        return CommandError("not-in-contract", f"{error}; did you mean '{suggestion}'?", f"use '{suggestion}'")
    if not names.ids and error.kind in SECTION_BY_KIND:
        section = SECTION_BY_KIND[error.kind]
        return CommandError("not-in-contract", str(error), f"add '{error.name}' to the section '{section}' of revi.yml")
    return CommandError("not-in-contract", str(error), f"use one of: {', '.join(names.ids)}")


story_argument = click.argument("story", help="The id of the story.", shell_complete=completion_values.stories)
dry_run_option = click.option("--dry-run", is_flag=True, help="Print the result without writing.")


class FencingToken(click.ParamType[int]):
    """A fencing token: digits as `revi` prints them, from 1."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number. Raises click.BadParameter; 0, for example, would look like no token."""
        text = str(value)
        if not re.fullmatch("[1-9][0-9]{0,18}", text):
            self.fail(f"'{text}' is not a fencing token; it is a number from 1", param, ctx)
        return int(text)


fence_option = click.option(
    "--fence",
    type=FencingToken(),
    callback=lambda _context, _option, fence: fence or 0,
    metavar="N",
    help="The fencing token of your lock, if you know it.",
)

owner_option = click.option("--owner", default="", metavar="ID", help="The owner of the lock. [default: this session]")


def phase_option(*, required: bool, text: str = "The phase.") -> Callable[[Function], Function]:
    """Add `--phase`; `text` is its help."""
    default: dict[str, Any] = {} if required else {"default": ""}
    return click.option("--phase", required=required, help=text, shell_complete=completion_values.phases, **default)


def optional_story(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the story or `--all`; the command gets `story`, which is None for all stories."""

    def call(*, story: str | None, all_stories: bool, **others: Any) -> Any:
        context = click.get_current_context()
        if all_stories == (story is not None):
            both = "cannot be combined" if all_stories else "are missing: one of them is needed"
            raise click.UsageError(f"STORY and --all {both}", ctx=context)
        return function(story=story, **others)

    wrapped = click.option("--all", "all_stories", is_flag=True, help="Every story.")(update_wrapper(call, function))
    return click.argument(
        "story", required=False, help="The id of the story.", shell_complete=completion_values.stories
    )(wrapped)

"""What is wrong with a command line, and what to type instead."""

from __future__ import annotations

import re

import click

from revi_docs.cli.output.unlisted_name import UnlistedNameError
from revi_docs.problems.suggestions import suggestion_hint

# Click's text for a number with a lower bound, as of version 8.
_RANGE = re.compile(r"is not in the range x>=(\d+)")


def describe_usage_error(error: click.ClickException, program: str) -> tuple[str, str]:
    """Return the message and the fix."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else program
    message = _message(error, command, context)
    if isinstance(error, UnlistedNameError):
        return message, error.fix(command)
    return message, f"run '{command} --help' to see {_help_subject(context)}"


def _message(error: click.ClickException, command: str, context: click.Context | None) -> str:
    message = _sentence(error.message)
    match error:
        case click.exceptions.NoSuchCommand():
            message = f"'{command}' has no command '{error.command_name}'"
            message += suggestion_hint(error.command_name, error.possibilities or ())
        case click.NoSuchOption():
            message = f"'{command}' has no option '{error.option_name}'"
            message += suggestion_hint(error.option_name, _option_names(context))
        case click.MissingParameter():
            message = f"'{command}' needs {_parameter_name(error, context)}"
        case click.BadOptionUsage():
            message = f"the option {error.option_name} of '{command}' needs a value"
        case click.BadParameter():
            message = f"{_parameter_name(error, context)}: {_describe_value(error)}"
        case _ if error.message.startswith("Got unexpected extra"):
            extra = error.message.partition("(")[2].rpartition(")")[0]
            message = f"'{command}' does not accept the argument '{extra}'"
        case _ if error.message == "Missing command.":
            message = f"'{command}' needs a command"
    return message


def _help_subject(context: click.Context | None) -> str:
    """Return what the help of the command shows that the user needs now."""
    if context is None or isinstance(context.command, click.Group):
        return "its commands"
    arguments = [part for part in context.command.params if isinstance(part, click.Argument)]
    return "its arguments and options" if arguments else "its options"


def _describe_value(error: click.BadParameter) -> str:
    """Return what is wrong with the value of an option or argument."""
    if error.param is None or not isinstance(error.param.type, click.Choice):
        return _sentence(error.message)
    choices = [str(choice) for choice in error.param.type.choices]
    value = error.message.partition("'")[2].partition("'")[0]
    return f"'{value}' is not valid{suggestion_hint(value, choices) or '; use one of: ' + ', '.join(choices)}"


def _option_names(context: click.Context | None) -> list[str]:
    parameters = context.command.get_params(context) if context else ()
    return [name for parameter in parameters if isinstance(parameter, click.Option) for name in parameter.opts]


def _parameter_name(error: click.BadParameter, context: click.Context | None) -> str:
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    if isinstance(error.param, click.Argument) and context:
        return error.param.human_readable_name.strip("[].")
    return str(error.param_hint or "the value")


def _sentence(message: str) -> str:
    """Return a message in our form: it starts in lower case and has no period."""
    text = _RANGE.sub(r"is less than \1", message.strip().removesuffix("."))
    return text[:1].lower() + text[1:] if text[1:2].islower() else text

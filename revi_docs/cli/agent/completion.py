"""`revi completion SHELL`: the script that makes a shell complete revi, made from its own parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from revi_docs.cli.agent.command_parser import COMMANDS, parser_for
from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository

EXAMPLE = ('eval "$(revi completion bash)"', "revi completion fish | source")

Completions = Mapping[str, tuple[str, ...]]
"""The words so far, as `lock acquire`, or with an option that wants a value → the words that may follow."""

_BASH = """_revi_path() {  # the commands among the words, each with a space behind it
  local path="" before="" word
  for word in "$@"; do
    case "$before" in -C | --root) before="$word"; continue ;; esac
    before="$word"
    case "$word" in -*) continue ;; esac
    case "$(_revi_words "$path$word ")" in ?*) path="$path$word " ;; esac
  done
  printf %s "$path"
}
_revi_offered() {  # what may follow the words: the values of an option, else what the command knows
  local path last="" values=""
  path="$(_revi_path "$@")"
  for last in "$@"; do :; done
  case "$last" in -*) values="$(_revi_words "$path$last ")" ;; esac
  printf %s "${values:-$(_revi_words "$path")}"
}
_revi() {
  local offered; offered="$(_revi_offered "${COMP_WORDS[@]:1:COMP_CWORD-1}")"
  COMPREPLY=($(compgen -W "$offered" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _revi revi
"""

_ZSH = """autoload -Uz compinit bashcompinit && compinit -u && bashcompinit
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command is given."""
    parser.add_argument("shell", choices=tuple(SHELLS), metavar="SHELL", help=", ".join(SHELLS))
    parser.set_defaults(alone=True)


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:  # noqa: ARG001 - every command has it
    """The script as it is, to be evaluated."""
    script = SHELLS[args.shell](dict(_all_completions()))
    return CommandResult("completion", script.rstrip("\n"), data={"shell": args.shell})


def _all_completions() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What may follow where, for every command."""
    yield from ((path, words) for path, words in _completions(parser_for(""), "") if not path)
    for name in COMMANDS:
        yield from ((path, words) for path, words in _completions(parser_for(name), "") if path)


def _completions(parser: argparse.ArgumentParser, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What may follow after each path of commands, and after each option that has choices."""
    words: list[str] = []
    for action in parser._actions:
        choices = tuple(map(str, action.choices or ()))
        if isinstance(action, argparse._SubParsersAction):
            for name, subparser in action.choices.items():
                words.append(name)
                yield from _completions(subparser, f"{path}{name} ")
        elif action.option_strings:
            words += action.option_strings
            yield from ((f"{path}{option} ", choices) for option in action.option_strings if choices)
        else:
            words += choices
    yield path, tuple(words)


def _case_function(completions: Completions) -> str:
    """The shell function that prints the words behind those that were given."""
    lines = [f'    "{path}") echo "{" ".join(words)}" ;;\n' for path, words in sorted(completions.items())]
    return f'_revi_words() {{\n  case "$1" in\n{"".join(lines)}  esac\n}}\n'


def _bash(completions: Completions) -> str:
    return _case_function(completions) + _BASH


def _zsh(completions: Completions) -> str:
    """Zsh reads the completion of bash."""
    return _ZSH + _bash(completions)


def _fish(completions: Completions) -> str:
    """One line for each word, with what must stand before it."""
    lines = ["complete -c revi -f\n"]
    for path, words in sorted(completions.items()):
        previous_words = path.split()
        if previous_words and previous_words[-1].startswith("-"):
            subcommand_condition = (
                "; and ".join(f"__fish_seen_subcommand_from {name}" for name in previous_words[:-1]) or "true"
            )
            option = previous_words[-1].lstrip("-")
            flag = "-l" if previous_words[-1].startswith("--") else "-s"
            lines.append(
                f"complete -c revi -n '{subcommand_condition}' {flag} {option} -x -a '{' '.join(words)}'\n"
            )
            continue
        names = [word for word in words if not word.startswith("-")]
        subcommand_condition = "; and ".join(f"__fish_seen_subcommand_from {name}" for name in previous_words)
        exclusion = f"not __fish_seen_subcommand_from {' '.join(names)}" if names else ""
        condition = "; and ".join(part for part in (subcommand_condition, exclusion) if part)
        if names:
            lines.append(f"complete -c revi -n '{condition}' -a '{' '.join(names)}'\n")
        long_options = (word.removeprefix("--") for word in words if word.startswith("--"))
        lines += [
            f"complete -c revi -n '{subcommand_condition or 'true'}' -l {word}\n" for word in long_options
        ]
    return "".join(lines)


SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""Shell → its script."""

"""`revi completion SHELL`: print a shell completion script, generated from the parsers of `revi`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from revi_docs.cli.agent.command_parser import COMMANDS, parser_for
from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository

EXAMPLE = ('eval "$(revi completion bash)"', "revi completion fish | source")

Completions = Mapping[str, tuple[str, ...]]
"""The words so far, such as `lock acquire `, or those with an option that takes a value → the possible next words."""

_BASH = """_revi_path() {  # the commands among the words, each followed by a space
  local path="" before="" word
  for word in "$@"; do
    case "$before" in -C | --root) before="$word"; continue ;; esac
    before="$word"
    case "$word" in -*) continue ;; esac
    case "$(_revi_words "$path$word ")" in ?*) path="$path$word " ;; esac
  done
  printf %s "$path"
}
_revi_candidates() {  # possible next words: values of an option, else what the command accepts
  local path last="" values=""
  path="$(_revi_path "$@")"
  for last in "$@"; do :; done
  case "$last" in -*) values="$(_revi_words "$path$last ")" ;; esac
  printf %s "${values:-$(_revi_words "$path")}"
}
_revi() {
  local candidates; candidates="$(_revi_candidates "${COMP_WORDS[@]:1:COMP_CWORD-1}")"
  COMPREPLY=($(compgen -W "$candidates" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _revi revi
"""

# -u: completion must not stop to ask about insecure folders, which CI images often have.
_ZSH = """autoload -Uz compinit bashcompinit && compinit -u && bashcompinit
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("shell", choices=tuple(SHELLS), metavar="SHELL", help=", ".join(SHELLS))
    parser.set_defaults(standalone=True)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:  # noqa: ARG001 - part of the command protocol
    """Return the script, to be evaluated by the shell. Needs no repository."""
    script = SHELLS[args.shell](dict(_all_completions()))
    return CommandResult("completion", script.rstrip("\n"), data={"shell": args.shell})


def _all_completions() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words so far with the possible next words, for every command."""
    yield from ((path, words) for path, words in _completions(parser_for(""), "") if not path)
    for name in COMMANDS:
        yield from ((path, words) for path, words in _completions(parser_for(name), "") if path)


def _completions(parser: argparse.ArgumentParser, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the possible next words after each path of commands and each option with choices."""
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
    """Return the shell function that prints the possible next words."""
    lines = [f'    "{path}") echo "{" ".join(words)}" ;;\n' for path, words in sorted(completions.items())]
    return f'_revi_words() {{\n  case "$1" in\n{"".join(lines)}  esac\n}}\n'


def _bash(completions: Completions) -> str:
    return _case_function(completions) + _BASH


def _zsh(completions: Completions) -> str:
    """Return the bash script with what zsh needs to run it."""
    return _ZSH + _bash(completions)


def _fish(completions: Completions) -> str:
    """Return one `complete` line for each word, with the condition under which it is offered."""
    lines = ["complete -c revi -f\n"]
    for path, words in sorted(completions.items()):
        previous_words = path.split()
        if previous_words and previous_words[-1].startswith("-"):
            subcommand_condition = (
                "; and ".join(f"__fish_seen_subcommand_from {name}" for name in previous_words[:-1]) or "true"
            )
            option = previous_words[-1].lstrip("-")
            flag = "-l" if previous_words[-1].startswith("--") else "-s"
            lines.append(f"complete -c revi -n '{subcommand_condition}' {flag} {option} -x -a '{' '.join(words)}'\n")
            continue
        names = [word for word in words if not word.startswith("-")]
        subcommand_condition = "; and ".join(f"__fish_seen_subcommand_from {name}" for name in previous_words)
        exclusion = f"not __fish_seen_subcommand_from {' '.join(names)}" if names else ""
        condition = "; and ".join(part for part in (subcommand_condition, exclusion) if part)
        if names:
            lines.append(f"complete -c revi -n '{condition}' -a '{' '.join(names)}'\n")
        long_options = (word.removeprefix("--") for word in words if word.startswith("--"))
        lines += [f"complete -c revi -n '{subcommand_condition or 'true'}' -l {word}\n" for word in long_options]
    return "".join(lines)


SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""Shell → the function that generates its script."""

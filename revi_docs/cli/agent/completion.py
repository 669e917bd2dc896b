"""`revi completion SHELL`: the script that makes a shell complete revi, made from its own parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from revi_docs.cli.agent.answer import Answer
from revi_docs.cli.agent.words import COMMANDS, parser_for
from revi_docs.runtime.workflow import Workflow

EXAMPLE = ('eval "$(revi completion bash)"', "revi completion fish | source")

Offered = Mapping[str, tuple[str, ...]]
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


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:  # noqa: ARG001 - every command has it
    """The script as it is, to be evaluated."""
    script = SHELLS[given.shell](dict(_all()))
    return Answer("completion", script.rstrip("\n"), facts={"shell": given.shell})


def _all() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What may follow where, for every command."""
    yield from ((path, words) for path, words in _offered(parser_for(""), "") if not path)
    for name in COMMANDS:
        yield from ((path, words) for path, words in _offered(parser_for(name), "") if path)


def _offered(parser: argparse.ArgumentParser, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What may follow after each path of commands, and after each option that has choices."""
    words: list[str] = []
    for action in parser._actions:
        choices = tuple(map(str, action.choices or ()))
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                words.append(name)
                yield from _offered(inner, f"{path}{name} ")
        elif action.option_strings:
            words += action.option_strings
            yield from ((f"{path}{option} ", choices) for option in action.option_strings if choices)
        else:
            words += choices
    yield path, tuple(words)


def _cases(offered: Offered) -> str:
    """The shell function that prints the words behind those that were given."""
    lines = [f'    "{path}") echo "{" ".join(words)}" ;;\n' for path, words in sorted(offered.items())]
    return f'_revi_words() {{\n  case "$1" in\n{"".join(lines)}  esac\n}}\n'


def _bash(offered: Offered) -> str:
    return _cases(offered) + _BASH


def _zsh(offered: Offered) -> str:
    """Zsh reads the completion of bash."""
    return _ZSH + _bash(offered)


def _fish(offered: Offered) -> str:
    """One line for each word, with what must stand before it."""
    lines = ["complete -c revi -f\n"]
    for path, words in sorted(offered.items()):
        given = path.split()
        if given and given[-1].startswith("-"):
            seen = "; and ".join(f"__fish_seen_subcommand_from {name}" for name in given[:-1]) or "true"
            option = given[-1].lstrip("-")
            kind = "-l" if given[-1].startswith("--") else "-s"
            lines.append(f"complete -c revi -n '{seen}' {kind} {option} -x -a '{' '.join(words)}'\n")
            continue
        names = [word for word in words if not word.startswith("-")]
        seen = "; and ".join(f"__fish_seen_subcommand_from {name}" for name in given)
        none = f"not __fish_seen_subcommand_from {' '.join(names)}" if names else ""
        condition = "; and ".join(part for part in (seen, none) if part)
        if names:
            lines.append(f"complete -c revi -n '{condition}' -a '{' '.join(names)}'\n")
        longs = (word.removeprefix("--") for word in words if word.startswith("--"))
        lines += [f"complete -c revi -n '{seen or 'true'}' -l {word}\n" for word in longs]
    return "".join(lines)


SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""Shell → its script."""

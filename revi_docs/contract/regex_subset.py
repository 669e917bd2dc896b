"""Read a regular expression of the contract: a subset that Python, TypeScript and JSON Schema understand alike.

    (?P<team>[A-Z]{2,5})-\\d{3,}(-[a-z]+)?

Characters, sets and classes of characters, groups, alternatives and greedy repetitions. The portable form of a pattern
writes out what the languages read differently: classes become sets, and groups have no names. Everything else is
refused with a rewrite: above all what needs backtracking.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from revi_docs.contract.pattern_problem import PatternError
from revi_docs.contract.regex_characters import (
    ESCAPE,
    Characters,
    character,
    portable_class,
    portable_set,
    set_characters,
)

MAX_PATTERN_LENGTH = 200
"""Characters. Arbitrary: a story id needs a fraction of this."""

MAX_COUNT = 1_000
"""The largest number of a repetition. Arbitrary: far above the length of a file name."""

# TypeScript counts each character after this one as two, by the definition of UTF-16.
_LAST_BASIC_CODE = 0xFFFF
_SPECIAL = r"\^$.|?*+()[]{}"
# What Python and JavaScript read in the same way. A character that matches no group is refused.
_TOKEN = re.compile(
    rf"(?P<count>[*+?]|\{{[0-9]+(?:,[0-9]*)?\}})|(?P<set>\[\^?(?:[^\\\[\]^]|\\[\\^\]\[dws-]|{ESCAPE})+\])"
    r"|(?P<open>\((?:\?:|\?P?<[A-Za-z_][A-Za-z0-9_]*>)?(?!\?))|(?P<close>\))|(?P<or>\|)|(?P<class>\.|\\[dDwWsS])"
    rf"|(?P<escaped>\\[\\^$.|?*+()\[\]{{}}/]|{ESCAPE})|(?P<plain>[^\\^$.|?*+()\[\]{{}}])"
)
_REWRITES = (
    (r"\\[1-9]|\(\?P=|\\k<", "write the repeated text out: a reference to a group needs backtracking"),
    (r"\(\?<?[=!]", "list the allowed characters instead of looking ahead or behind"),
    (r"\(\?", "write (, and both cases as in [Aa] instead of a flag"),
    (r"\^|\$|\\[bBAZz]", "remove it: the pattern always matches the whole id"),
    (
        r"[*+?}][+?]|[*+?{]",
        "put it after a character, set or group, and only once; write \\ before the character itself",
    ),
    (r"\[[^\]]*\\[DWS]", "write the characters themselves in the set"),
    (r"\[", "close the set with ], and put a backslash before [, ], ^ and \\ in it"),
    (r"[()\]}|]", "write a ( for each ), and \\ before the character itself"),
    (r"\\", "remove the backslash, or put it before one of " + _SPECIAL),
)


class PatternItem(NamedTuple):
    """A character, set or group, and how often it is repeated; `most` is None without a limit.

    `characters` are those of a character or set; `branches` the alternatives of a group; `offset` is its place.
    """

    offset: int
    text: str
    characters: Characters
    branches: tuple[tuple[PatternItem, ...], ...]
    least: int = 1
    most: int | None = 1

    @property
    def has_fixed_count(self) -> bool:
        """Whether it is always repeated the same number of times."""
        return self.least == self.most


Sequence = tuple[PatternItem, ...]


def parse_pattern(pattern: str) -> tuple[Sequence, ...]:
    """The alternatives of a pattern. Raises PatternError."""
    return _parsed(pattern)[0]


def portable_pattern(pattern: str) -> str:
    """The pattern as all languages read it alike. Raises PatternError."""
    return _parsed(pattern)[1]


def _parsed(pattern: str) -> tuple[tuple[Sequence, ...], str]:
    if len(pattern) > MAX_PATTERN_LENGTH:
        raise PatternError(f"is longer than {MAX_PATTERN_LENGTH} characters", "write a shorter pattern")
    if any(ord(letter) > _LAST_BASIC_CODE for letter in pattern):
        raise PatternError(
            "contains an emoji or another character of two units in TypeScript", "use letters and digits"
        )
    parser = _Parser(pattern)
    return parser.parse(), parser.portable


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        # The alternatives of each open group, from the outermost, and the offset of its bracket.
        self.groups: list[tuple[int, list[list[PatternItem]]]] = [(0, [[]])]
        # The portable form of what has been read.
        self.portable = ""

    def parse(self) -> tuple[Sequence, ...]:
        position = 0
        while position < len(self.pattern):
            token = _TOKEN.match(self.pattern, position)
            if token is not None:
                self._add(token)
                self.portable += _portable_token(token)
            elif not self._is_anchor(position):
                raise self._unsupported(position)
            position = token.end() if token else position + 1
        if len(self.groups) > 1:
            raise self._unsupported(self.groups[-1][0])
        return tuple(map(tuple, self.groups[0][1]))

    def _is_anchor(self, position: int) -> bool:
        """Whether `^` or `$` says that the pattern matches the whole id, which it always does."""
        return {"^": 0, "$": len(self.pattern) - 1}.get(self.pattern[position]) == position

    def _add(self, token: re.Match[str]) -> None:
        start, branches = self.groups[-1]
        kind, text = token.lastgroup, token[0]
        if kind == "open":
            self.groups.append((token.start(), [[]]))
        elif kind == "or":
            branches.append([])
        elif kind == "close":
            if len(self.groups) == 1:
                raise self._unsupported(token.start())
            self.groups.pop()
            group = PatternItem(start, self.pattern[start : token.end()], frozenset(), tuple(map(tuple, branches)))
            self.groups[-1][1][-1].append(group)
        elif kind == "count":
            self._repeat(token)
        else:
            branches[-1].append(PatternItem(token.start(), text, _token_characters(token), ()))

    def _repeat(self, token: re.Match[str]) -> None:
        sequence = self.groups[-1][1][-1]
        if not sequence:
            raise self._unsupported(token.start())
        previous = self.pattern[token.start() - 1]
        is_repeated = sequence[-1].least != 1 or sequence[-1].most != 1
        if is_repeated or (previous == "}" and self.pattern[token.start() - 2] != "\\"):
            raise self._unsupported(token.start() - 1)
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(token[0]) or _limits(token[0])
        if least > MAX_COUNT or (most or 0) > MAX_COUNT or (most is not None and most < least):
            reason = f"has the count '{token[0]}' at position {token.start() + 1}"
            raise PatternError(reason, f"write counts up to {MAX_COUNT}, the smaller one first")
        item = sequence.pop()
        sequence.append(item._replace(text=item.text + token[0], least=least, most=most))

    def _unsupported(self, position: int) -> PatternError:
        rest = self.pattern[position:]
        part, fix = next(
            (match[0], fix)
            for regex, fix in (*_REWRITES, (r".", "remove it"))
            if (match := re.match(regex, rest, re.DOTALL))
        )
        return PatternError(f"contains '{part}' at position {position + 1}, which is not supported", fix)


def _limits(count: str) -> tuple[int, int | None]:
    least, comma, most = count[1:-1].partition(",")
    # More digits than any count has are too many for `int`, too.
    numbers = [int(number[:6]) if number else None for number in (least, most)]
    return numbers[0] or 0, numbers[1] if comma else numbers[0]


def _token_characters(token: re.Match[str]) -> Characters:
    if token.lastgroup in ("set", "class"):
        return set_characters(portable_class(token[0]) if token.lastgroup == "class" else token[0])
    return character(token[0])


def _portable_token(token: re.Match[str]) -> str:
    if token.lastgroup == "open":
        return "(?:" if token[0] == "(?:" else "("
    if token.lastgroup == "class":
        return portable_class(token[0])
    return portable_set(token[0]) if token.lastgroup == "set" else token[0]

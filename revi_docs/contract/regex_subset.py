"""Read a regular expression of the contract: a subset that Python, TypeScript and JSON Schema understand alike.

    [A-Z]{2,5}-[0-9]{3,}(-[a-z]+)?

Characters, sets of characters, groups, alternatives and greedy repetitions. Everything else is refused with a rewrite:
what the languages read differently, and what needs backtracking.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_PATTERN_LENGTH = 200
"""Characters. Arbitrary: a story id needs a fraction of this."""

MAX_COUNT = 1_000
"""The largest number of a repetition. Arbitrary: far above the length of a file name."""

_LAST_CODE = 0x24F
"""The last letter of the Latin alphabets; all characters after it count as one, `_OTHER`."""
# A code that no character has.
_OTHER = -1
_ALL = frozenset((*range(_LAST_CODE + 1), _OTHER))
# TypeScript counts each character after this one as two, by the definition of UTF-16.
_LAST_BASIC_CODE = 0xFFFF
_SPECIAL = r"\^$.|?*+()[]{}"
_TOKEN = re.compile(
    r"(?P<count>[*+?]|\{[0-9]+(?:,[0-9]*)?\})|(?P<set>\[\^?(?:[^\\\[\]^]|\\[\\^\]\[-])+\])"
    r"|(?P<open>\((?:\?:)?(?!\?))|(?P<close>\))|(?P<or>\|)|\\(?P<escaped>[\\^$.|?*+()\[\]{}/])|(?P<plain>[^\\^$.|?*+()\[\]{}])"
)
_SET_PART = re.compile(r"(\\.|[^\\])-(\\.|[^\\])|(\\.|[^\\])", re.DOTALL)
_SET_OPERATOR = re.compile(r"--|&&|\|\||~~")
_REWRITES = (
    (r"\\d", "write [0-9]: other digits count as '\\d' in Python only"),
    (r"\\[wW]", "write [A-Za-z0-9_]: other letters count as '\\w' in Python only"),
    (r"\\[sSDnrt]", "write the characters themselves, such as [ ]"),
    (r"\\[1-9]|\(\?P=", "write the repeated text out: a reference to a group needs backtracking"),
    (r"\(\?P?<[A-Za-z_]", "write ( without a name"),
    (r"\(\?<?[=!]", "list the allowed characters instead of looking ahead or behind"),
    (r"\(\?", "write (, and both cases as in [Aa] instead of a flag"),
    (r"\^|\$|\\[bBAZ]", "remove it: the pattern always matches the whole id"),
    (r"\.", "list the allowed characters, such as [A-Za-z0-9]; write \\. for a dot"),
    (
        r"[*+?}][+?]|[*+?{]",
        "put it after a character, set or group, and only once; write \\ before the character itself",
    ),
    (r"\[[^\]]*\\[dDwWsSnrt]", "write the characters themselves in the set, such as 0-9 for \\d"),
    (r"\[", "close the set with ], and put a backslash before [, ], ^ and \\ in it"),
    (r"[()\]}|]", "write a ( for each ), and \\ before the character itself"),
    (r"\\", "remove the backslash, or put it before one of " + _SPECIAL),
)

Characters = frozenset[int]


class PatternProblem(NamedTuple):
    """Why a pattern is refused: the predicate of a sentence that starts with the pattern, and what to write instead."""

    reason: str
    fix: str


class PatternError(Exception):
    """A pattern that is refused, with its problem."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.problem = PatternProblem(reason, fix)


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
    if len(pattern) > MAX_PATTERN_LENGTH:
        raise PatternError(f"is longer than {MAX_PATTERN_LENGTH} characters", "write a shorter pattern")
    if any(ord(character) > _LAST_BASIC_CODE for character in pattern):
        raise PatternError(
            "contains an emoji or another character of two units in TypeScript", "use letters and digits"
        )
    return _Parser(pattern).parse()


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        # The alternatives of each open group, from the outermost, and the offset of its bracket.
        self.groups: list[tuple[int, list[list[PatternItem]]]] = [(0, [[]])]

    def parse(self) -> tuple[Sequence, ...]:
        position = 0
        while position < len(self.pattern):
            token = _TOKEN.match(self.pattern, position)
            if token is None:
                raise self._unsupported(position)
            self._add(token)
            position = token.end()
        if len(self.groups) > 1:
            raise self._unsupported(self.groups[-1][0])
        return tuple(map(tuple, self.groups[0][1]))

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
            characters = self._set(token) if kind == "set" else frozenset((_code(token[kind or 0]),))
            branches[-1].append(PatternItem(token.start(), text, characters, ()))

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

    def _set(self, token: re.Match[str]) -> Characters:
        content = token[0][1:-1]
        operator = _SET_OPERATOR.search(content)
        if operator:
            reason = f"contains '{operator[0]}' in the set '{token[0]}', which some languages read as an operator"
            raise PatternError(reason, "write each character once, and a hyphen last")
        is_negated = content.startswith("^")
        codes: set[int] = set()
        # A backslash is only before a character that has a meaning in a set.
        for part in _SET_PART.finditer(content[is_negated:]):
            if part[3] is not None:
                codes.add(_code(part[3][-1]))
                continue
            first, last = part[1][-1], part[2][-1]
            if first > last:
                raise PatternError(f"has the empty range '{part[0]}'", f"write {last}-{first}")
            codes.update(map(_code, map(chr, range(ord(first), min(ord(last), _LAST_CODE + 1) + 1))))
        # Of the characters that count as one, some are always outside of the set.
        return _ALL - (codes - {_OTHER}) if is_negated else frozenset(codes)

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


def _code(character: str) -> int:
    return ord(character) if ord(character) <= _LAST_CODE else _OTHER

"""Which items a stretch of text speaks of, and which of their facts its words can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.drift.prose.facts import Fact, Facts, Unit
from revi_docs.drift.prose.quantities import Quantity
from revi_docs.files.markdown import code_spans


@dataclass(frozen=True, slots=True)
class Mention:
    """An item whose numbers the contract states, named at a place of a text."""

    start: int
    name: str
    is_plain: bool = False
    """Whether it stands there as an ordinary word."""


_STRONG = re.compile(r"(\*\*|__|\*|_)(?P<name>[^*\n]{1,60}?)\1")
_TOKEN = re.compile(r"[A-Za-z][\w-]*")
_PHASE = re.compile(
    r"\b(?P<name>[A-Za-z][\w-]*)[ -]phase\b|\bphase[ :]+(?P<behind>[A-Za-z][\w-]*)", re.IGNORECASE
)
_SINGLE = ("circuit", "lock", "multiplier")
_RETRIED = re.compile(r"\bre-?tr", re.IGNORECASE)
_CALLS = re.compile(r"\bcalls?\b|\bpresets?\b", re.IGNORECASE)


def mentions(text: str, facts: Facts) -> Iterator[Mention]:
    """The items that a text names: in code, in bold, before a colon, as a phase, or by a distinct name."""
    for span in code_spans(text):
        yield from _named(span["code"].strip().strip("/"), span.start(), facts)
    for strong in _STRONG.finditer(text):
        yield from _named(strong["name"].strip(), strong.start(), facts)
    for phase in _PHASE.finditer(text):
        yield from _named(phase["name"] or phase["behind"], phase.start(), facts)
    for word in _TOKEN.finditer(text):
        yield from _named_plainly(word, facts)


def _named_plainly(word: re.Match[str], facts: Facts) -> Iterator[Mention]:
    """A name that begins with a word of running text and can be nothing else."""
    plain = word[0].casefold()
    if "_" in plain or "-" in plain or word.string.startswith(":", word.end()):
        yield from _named(word[0], word.start(), facts)
    elif plain in _SINGLE and plain in facts:
        yield Mention(word.start(), plain)
    elif plain in facts and all(fact.unit is Unit.TOKENS for fact in facts[plain]):
        yield Mention(word.start(), plain, is_plain=True)
    for phrase in facts.phrases.get(plain, ()):
        behind = word.string[word.start() : word.start() + len(phrase) + 1].casefold()
        if behind.startswith(phrase) and not re.match(r"\w", behind[len(phrase) :]):
            yield Mention(word.start(), phrase)


def _named(name: str, start: int, facts: Facts) -> Iterator[Mention]:
    for one in (name, name.casefold()):
        if one in facts:
            yield Mention(start, one)
            return


_ABOUT_OTHERS = re.compile(
    r"\b(?:used|spent|consumed|costs?|took|takes|measured|averages?|typical(?:ly)?|usual(?:ly)?|left|remain\w*"
    r"|sav(?:ed?|ing)|rais\w+|lower\w*|increas\w+|reduc\w+|chang\w+|former\w*|previous\w*|once was|used to"
    r"|no longer|instead of|suppose|older|old)\b",
    re.IGNORECASE,
)
_SCALED = re.compile(r"\b(?:multiplier|doubl\w+|half|halv\w+|twice)\b", re.IGNORECASE)
"""Words beside limits that were made larger or smaller for one story."""

_NEEDS: dict[str, re.Pattern[str]] = {
    what: re.compile(words, re.IGNORECASE)
    for what, words in {
        "retries": r"\bre-?tr|again|repeat",
        "attempts": r"attempt|\btries\b|\btried\b|\btry\b",
        "delay": r"\bre-?tr|again|delay|wait|paus|back-?off|\bcap|longest|later|tried|attempt",
        "longest delay": r"\bre-?tr|again|delay|wait|paus|back-?off|\bcap|longest|later|tried|attempt",
        "timeout": r"time-?out|timed out|times out|at most|up to|limit|longer than|may take|within|deadline",
        "failures": r"circuit",
        "window": r"failures?|errors?|window",
        "stale after": r"stale|sign of life|heartbeat|abandon|expire",
        "wait": r"\bwait",
        "tolerated time-outs": r"tolerat|allow|accept",
    }.items()
}
_SPEAKS_OF_LIMITS = re.compile(
    r"limit|warn|\bhard\b|budget|\bcap\b|at most|up to|may use|\bstops?\b|exceed|allow|\bmax", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a number: its sentence, its clause, and whether it stands right behind a name.

    `is_plain` where the name is an ordinary word: then only words about limits show that it means a phase.
    """

    sentence: str
    clause: str
    is_close: bool
    is_plain: bool = False


def meant(facts: tuple[Fact, ...], quantity: Quantity, words: Words) -> tuple[Fact, ...]:
    """The facts that a number in a sentence can be a statement of; none where that is not clear."""
    sentence, clause = words.sentence, words.clause
    if quantity.unit is not Unit.FACTOR and _ABOUT_OTHERS.search(sentence):
        return ()
    if quantity.unit is Unit.TOKENS and _SCALED.search(sentence):
        return ()
    is_vague = (quantity.bare and not words.is_close) or words.is_plain
    if is_vague and not _SPEAKS_OF_LIMITS.search(clause):
        return ()
    fitting = [fact for fact in facts if fact.unit is quantity.unit]
    fitting = [fact for fact in fitting if fact.what not in _NEEDS or _NEEDS[fact.what].search(sentence)]
    fitting = [fact for fact in fitting if fact.value or fact.what != "retries" or _RETRIED.search(sentence)]
    if any(fact.path[0] == "calls" for fact in fitting) and not _CALLS.search(sentence):
        fitting = [fact for fact in fitting if fact.path[0] != "calls"]
    return tuple(_singled_out(fitting, quantity, clause))


def _singled_out(facts: list[Fact], quantity: Quantity, clause: str) -> list[Fact]:
    """Of the warning and the hard limit the one that the clause names, where it names one of them."""
    if quantity.ends:
        return [fact for fact in facts if fact.what == quantity.ends]
    warns, is_hard = (
        re.search(r"\bwarn", clause, re.IGNORECASE),
        re.search(r"\bhard\b", clause, re.IGNORECASE),
    )
    if bool(warns) == bool(is_hard):
        return facts
    return [fact for fact in facts if fact.what not in {"hard limit" if warns else "warning"}]


_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bwarn", ("warning",)),
    (r"\bhard\b", ("hard limit",)),
    (r"\bcap\b|longest|max\w* (?:delay|wait)", ("longest delay",)),
    (r"time-?out", ("timeout",)),
    (r"stale", ("stale after",)),
    (r"window", ("window",)),
    (r"delay|\bwait|pause|back-?off", ("delay", "wait")),
    (r"failures?", ("failures",)),
    (r"attempts?|\btries\b", ("attempts",)),
    (r"\bre-?tr(?:y|ies)\b", ("retries",)),
    (r"\btokens?\b|\blimits?\b|\bbudgets?\b", ("warning", "hard limit")),
)


def headed(head: str) -> tuple[str, ...]:
    """The facts that the head of a column can mean."""
    if _ABOUT_OTHERS.search(head):
        return ()
    return next((whats for words, whats in _HEADS if re.search(words, head, re.IGNORECASE)), ())

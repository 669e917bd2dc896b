"""Find the items that a text mentions, and the facts about them that a number may state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown.markdown_blocks import code_spans
from revi_docs.prose.numeric_facts import NumericFact, NumericFacts, Unit
from revi_docs.prose.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Mention:
    """An item with numeric facts, mentioned at an offset of a text."""

    start: int
    name: str
    is_plain: bool = False
    """Whether it is written as an ordinary word, without markup."""


# At most 60 characters: emphasis of a whole sentence is not a name.
_STRONG = re.compile(r"(\*\*|__|\*|_)(?P<name>[^*\n]{1,60}?)\1")
_WORD = re.compile(r"[A-Za-z][\w-]*")
_PHASE = re.compile(r"\b(?P<name>[A-Za-z][\w-]*)[ -]phase\b|\bphase[ :]+(?P<following>[A-Za-z][\w-]*)", re.IGNORECASE)
# Sections that exist at most once, so that the word alone names the item.
_SINGLETONS = ("circuit", "lock", "multiplier")
_RETRIED = re.compile(r"\bre-?tr", re.IGNORECASE)
_CALLS = re.compile(r"\bcalls?\b|\bpresets?\b", re.IGNORECASE)


def find_mentions(text: str, facts: NumericFacts) -> Iterator[Mention]:
    """Yield items named in code, in bold, before a colon, as a phase, or by a distinctive name."""
    for span in code_spans(text):
        yield from _exact_mention(span.code.strip().strip("/"), span.start, facts)
    for strong in _STRONG.finditer(text):
        yield from _exact_mention(strong["name"].strip(), strong.start(), facts)
    for phase in _PHASE.finditer(text):
        yield from _exact_mention(phase["name"] or phase["following"], phase.start(), facts)
    for word in _WORD.finditer(text):
        yield from _plain_mentions(word, facts)


def _plain_mentions(word: re.Match[str], facts: NumericFacts) -> Iterator[Mention]:
    """Yield names that start with this word and are distinctive enough without markup."""
    plain = word[0].casefold()
    # A separator or a colon shows that the word is a name.
    if "_" in plain or "-" in plain or word.string.startswith(":", word.end()):
        yield from _exact_mention(word[0], word.start(), facts)
    elif plain in _SINGLETONS and plain in facts:
        yield Mention(word.start(), plain)
    # Only phases have nothing but token limits. Their names are ordinary words, so more evidence is needed.
    elif plain in facts and all(fact.unit is Unit.TOKENS for fact in facts[plain]):
        yield Mention(word.start(), plain, is_plain=True)
    for phrase in facts.phrases.get(plain, ()):
        following_text = word.string[word.start() : word.start() + len(phrase) + 1].casefold()
        if following_text.startswith(phrase) and not re.match(r"\w", following_text[len(phrase) :]):
            yield Mention(word.start(), phrase)


def _exact_mention(name: str, start: int, facts: NumericFacts) -> Iterator[Mention]:
    for candidate in (name, name.casefold()):
        if candidate in facts:
            yield Mention(start, candidate)
            return


# The sentence is about another number than the limit itself: what was used, or a limit of the past.
_OTHER_SUBJECT = re.compile(
    r"\b(?:used|spent|consumed|costs?|took|takes|measured|averages?|typical(?:ly)?|usual(?:ly)?|left|remain\w*"
    r"|sav(?:ed?|ing)|rais\w+|lower\w*|increas\w+|reduc\w+|chang\w+|former\w*|previous\w*|once was|used to"
    r"|no longer|instead of|suppose|older|old)\b",
    re.IGNORECASE,
)
_SCALED = re.compile(r"\b(?:multiplier|doubl\w+|half|halv\w+|twice)\b", re.IGNORECASE)
"""Words near limits that were scaled for one story."""

# A number is compared with a fact only if its sentence has one of the words for it.
_REQUIRED_WORDS: dict[str, re.Pattern[str]] = {
    label: re.compile(words, re.IGNORECASE)
    for label, words in {
        "retries": r"\bre-?tr|again|repeat",
        "attempts": r"attempt|\btries\b|\btried\b|\btry\b",
        "delay": r"\bre-?tr|again|delay|wait|paus|back-?off|\bcap|longest|later|tried|attempt",
        "longest delay": r"\bre-?tr|again|delay|wait|paus|back-?off|\bcap|longest|later|tried|attempt",
        "timeout": r"time-?out|timed out|times out|at most|up to|limit|longer than|may take|within|deadline",
        "failures": r"circuit",
        "window": r"failures?|errors?|window",
        "stale after": r"stale|sign of life|heartbeat|abandon|expire",
        "wait": r"\bwait",
        "tolerated timeouts": r"tolerat|allow|accept",
    }.items()
}
# A number of tokens without one of these words may be anything.
_LIMIT_WORDS = re.compile(
    r"limit|warn|\bhard\b|budget|\bcap\b|at most|up to|may use|\bstops?\b|exceed|allow|\bmax", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NumberContext:
    """The words around a number: its sentence, its clause, and whether it directly follows a name.

    If `is_plain`, the name is an ordinary word, and only words about limits show that it is a phase.
    """

    sentence: str
    clause: str
    is_close: bool
    is_plain: bool = False


def candidate_facts(
    facts: tuple[NumericFact, ...], quantity: Quantity, context: NumberContext
) -> tuple[NumericFact, ...]:
    """Return the facts that a number may state; none if that is ambiguous."""
    sentence, clause = context.sentence, context.clause
    if quantity.unit is not Unit.FACTOR and _OTHER_SUBJECT.search(sentence):
        return ()
    if quantity.unit is Unit.TOKENS and _SCALED.search(sentence):
        return ()
    is_vague = (quantity.is_unitless and not context.is_close) or context.is_plain
    if is_vague and not _LIMIT_WORDS.search(clause):
        return ()
    candidates = [
        fact
        for fact in facts
        if fact.unit is quantity.unit
        and (fact.label not in _REQUIRED_WORDS or _REQUIRED_WORDS[fact.label].search(sentence))
        # Zero is too common to be about retries, unless the sentence says so.
        and (fact.value or fact.label != "retries" or _RETRIED.search(sentence))
        and (fact.path[0] != "calls" or _CALLS.search(sentence))
    ]
    return tuple(_select_limit(candidates, quantity, clause))


def _select_limit(facts: list[NumericFact], quantity: Quantity, clause: str) -> list[NumericFact]:
    """Keep only the warning or the hard limit if the clause names one of them."""
    if quantity.range_end:
        return [fact for fact in facts if fact.label == quantity.range_end]
    names_warning = re.search(r"\bwarn", clause, re.IGNORECASE) is not None
    names_hard_limit = re.search(r"\bhard\b", clause, re.IGNORECASE) is not None
    # With both words or neither, the clause does not decide.
    if names_warning == names_hard_limit:
        return facts
    other_label = "hard limit" if names_warning else "warning"
    return [fact for fact in facts if fact.label != other_label]


# The first match decides, so narrower words come before wider ones.
_HEADING_LABELS: tuple[tuple[str, tuple[str, ...]], ...] = (
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


def labels_of_heading(heading: str) -> tuple[str, ...]:
    """Return the labels of the facts that a column heading may mean."""
    if _OTHER_SUBJECT.search(heading):
        return ()
    return next((labels for words, labels in _HEADING_LABELS if re.search(words, heading, re.IGNORECASE)), ())

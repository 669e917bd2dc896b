"""Judges the numbers in a part of a page: does the contract state another one of the item beside them?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from revi_docs.drift.prose.facts import Fact, Facts, Unit
from revi_docs.drift.prose.passages import Passage
from revi_docs.drift.prose.quantities import Quantity, may_count, quantities
from revi_docs.drift.prose.statements import Mention, Words, meant, mentions
from revi_docs.drift.prose.wrong import Wrong

_SENTENCE = re.compile(r"[.!?][)\"'*_]*\s+(?=[A-Z`*\[(])|\Z")
_CLAUSE = re.compile(r"[,;:]\s|\s(?:and|but|while|whereas)\s|[()]|\Z")
_CLOSE = 6
_STOP = re.compile(r"\s*(?:[.,;:)/|]|\Z)")
_LISTED = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")


def judge_passage(passage: Passage, facts: Facts) -> Iterator[Wrong]:
    """The numbers in a passage, sentence by sentence; what opens a list item is meant in all of it."""
    if not facts or not may_count(passage.text):
        return
    opening: tuple[Mention, ...] = ()
    listed = _LISTED.match(passage.text) is not None
    for number, sentence in enumerate(_pieces(passage, _SENTENCE)):
        counted = list(quantities(sentence.text))
        opens = listed and number == 0
        named = tuple(mentions(sentence.text, facts)) if counted or opens else ()
        if opens and len({one.name for one in named}) == 1:
            opening = named
        yield from judge_sentence(sentence, counted, named or opening, facts)


def judge_sentence(
    sentence: Passage, counted: Iterable[Quantity], named: tuple[Mention, ...], facts: Facts, head: str = ""
) -> Iterator[Wrong]:
    """The numbers of one sentence, beside the items that it names; `head` stands above it in a table."""
    clauses = list(_pieces(Passage(0, sentence.text), _CLAUSE))
    for quantity in counted if named else ():
        clause = next(one for one in clauses if quantity.start < one.end or one is clauses[-1])
        close = any(_is_close(one, quantity, sentence.text) for one in named)
        fitting: dict[str, tuple[Fact, ...]] = {}
        for one in named:
            words = Words(f"{head} {sentence.text}", f"{head} {clause.text}", close, one.is_plain)
            if found := meant(facts[one.name], quantity, words):
                fitting[one.name] = found
        inside = {
            one.name: fitting[one.name]
            for one in named
            if one.name in fitting and clause.start <= one.start < clause.end
        }
        yield from compared(quantity, sentence, inside if len(inside) == 1 else fitting, named)


def _is_close(named: Mention, quantity: Quantity, sentence: str) -> bool:
    """Whether nothing but a few letters stands between the two, and nothing that is counted behind them."""
    between = quantity.start - named.start - len(named.name)
    return 0 <= between <= _CLOSE and _STOP.match(sentence, quantity.end) is not None


def compared(
    quantity: Quantity, passage: Passage, facts: Mapping[str, tuple[Fact, ...]], named: tuple[Mention, ...]
) -> Iterator[Wrong]:
    """A finding where a number is none of those that the facts allow."""
    if not facts or any(_agrees(quantity, fact) for several in facts.values() for fact in several):
        return
    name = min(
        (one for one in named if one.name in facts), key=lambda one: abs(one.start - quantity.start)
    ).name
    said = " or ".join(f"{fact.said} ({fact.what})" for fact in facts[name])
    yield Wrong(
        code="other-number",
        start=passage.start + quantity.start,
        text=" ".join(quantity.text.split()),
        message=f"'{' '.join(quantity.text.split())}' beside '{name}', and the contract says {said}",
        mend="correct the page, or the contract where the page is right, or let a region show the number",
        because=tuple(fact.path for fact in facts[name]),
    )


def _agrees(quantity: Quantity, fact: Fact) -> bool:
    values = (fact.value, *fact.also)
    in_thousands = quantity.bare and quantity.unit is Unit.TOKENS and quantity.value * 1000 in values
    return quantity.value in values or in_thousands


def _pieces(passage: Passage, end: re.Pattern[str]) -> Iterator[Passage]:
    """The pieces that the ends divide a passage into; together they are all of it."""
    start = 0
    for found in end.finditer(passage.text):
        if found.end() > start:
            yield Passage(passage.start + start, passage.text[start : found.end()])
        start = found.end()

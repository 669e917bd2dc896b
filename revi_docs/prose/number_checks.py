"""Compare the numbers in a part of a page with the facts of the items next to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from revi_docs.prose.mentions import Mention, NumberContext, candidate_facts, find_mentions
from revi_docs.prose.numeric_facts import NumericFact, NumericFacts, Unit
from revi_docs.prose.page_structure import TextPassage
from revi_docs.prose.prose_finding import ProseFinding
from revi_docs.prose.quantities import Quantity, find_quantities, may_contain_quantity

# A dot ends a sentence only before a capital letter or markup: not in `e.g.` and not in `3.5`.
_SENTENCE = re.compile(r"[.!?][)\"'*_]*\s+(?=[A-Z`*\[(])|\Z")
# Two limits in one sentence are usually in different clauses.
_CLAUSE = re.compile(r"[,;:]\s|\s(?:and|but|while|whereas)\s|[()]|\Z")
_MAX_GAP = 6
"""Characters between a name and its number, as in `x` at 5; arbitrary."""
_PUNCTUATION = re.compile(r"\s*(?:[.,;:)/|]|\Z)")
_LIST_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")


def check_passage(passage: TextPassage, facts: NumericFacts) -> Iterator[ProseFinding]:
    """Check a passage sentence by sentence; the name that opens a list item applies to all of it."""
    if not facts or not may_contain_quantity(passage.text):
        return
    opening_mentions: tuple[Mention, ...] = ()
    is_list_item = _LIST_ITEM.match(passage.text) is not None
    for index, sentence in enumerate(_split(passage, _SENTENCE)):
        sentence_quantities = list(find_quantities(sentence.text))
        is_opening = is_list_item and index == 0
        sentence_mentions = tuple(find_mentions(sentence.text, facts)) if sentence_quantities or is_opening else ()
        # If the opening names several items, it is unclear which of them the rest is about.
        if is_opening and len({mention.name for mention in sentence_mentions}) == 1:
            opening_mentions = sentence_mentions
        yield from check_sentence(sentence, sentence_quantities, sentence_mentions or opening_mentions, facts)


def check_sentence(
    sentence: TextPassage,
    sentence_quantities: Iterable[Quantity],
    sentence_mentions: tuple[Mention, ...],
    facts: NumericFacts,
    heading: str = "",
) -> Iterator[ProseFinding]:
    """Check the numbers of one sentence; `heading` is the column heading of a table cell."""
    clauses = list(_split(TextPassage(0, sentence.text), _CLAUSE))
    for quantity in sentence_quantities if sentence_mentions else ():
        clause = next(part for part in clauses if quantity.start < part.end or part is clauses[-1])
        is_close = any(_is_close(mention, quantity, sentence.text) for mention in sentence_mentions)
        texts = (f"{heading} {sentence.text}", f"{heading} {clause.text}")
        facts_by_name: dict[str, tuple[NumericFact, ...]] = {}
        for mention in sentence_mentions:
            context = NumberContext(*texts, is_close, mention.is_plain)
            if matching_facts := candidate_facts(facts[mention.name], quantity, context):
                facts_by_name[mention.name] = matching_facts
        facts_in_clause = {
            mention.name: facts_by_name[mention.name]
            for mention in sentence_mentions
            if mention.name in facts_by_name and clause.start <= mention.start < clause.end
        }
        # The clause decides if it names exactly one item; otherwise any item of the sentence may be meant.
        relevant_facts = facts_in_clause if len(facts_in_clause) == 1 else facts_by_name
        yield from compare_quantity(quantity, sentence, relevant_facts, sentence_mentions)


def _is_close(mention: Mention, quantity: Quantity, sentence: str) -> bool:
    """Whether a number directly follows a name and no counted noun follows the number."""
    gap = quantity.start - mention.start - len(mention.name)
    return 0 <= gap <= _MAX_GAP and _PUNCTUATION.match(sentence, quantity.end) is not None


def compare_quantity(
    quantity: Quantity,
    passage: TextPassage,
    facts: Mapping[str, tuple[NumericFact, ...]],
    sentence_mentions: tuple[Mention, ...],
) -> Iterator[ProseFinding]:
    """Yield a finding if a number agrees with none of the facts."""
    if not facts or any(_agrees(quantity, fact) for item_facts in facts.values() for fact in item_facts):
        return
    mentions = [mention for mention in sentence_mentions if mention.name in facts]
    name = min(mentions, key=lambda mention: abs(mention.start - quantity.start)).name
    text = " ".join(quantity.text.split())
    expected = " or ".join(f"{fact.formatted_value} ({fact.label})" for fact in facts[name])
    yield ProseFinding(
        code="outdated-number",
        start=passage.start + quantity.start,
        text=text,
        message=f"says '{text}' for '{name}'; the contract says {expected}",
        fix="correct the page (or revi.yml, if the page is right), or show the number with a region",
        causes=tuple(fact.path for fact in facts[name]),
    )


def _agrees(quantity: Quantity, fact: NumericFact) -> bool:
    values = (fact.value, *fact.derived_values)
    # People leave out the unit in columns of limits, which are then in thousands.
    in_thousands = quantity.is_unitless and quantity.unit is Unit.TOKENS and quantity.value * 1000 in values
    return quantity.value in values or in_thousands


def _split(passage: TextPassage, delimiter: re.Pattern[str]) -> Iterator[TextPassage]:
    """Split a passage after each delimiter; the parts together are the whole passage."""
    start = 0
    for match in delimiter.finditer(passage.text):
        if match.end() > start:
            yield TextPassage(passage.start + start, passage.text[start : match.end()])
        start = match.end()

"""Facts with their places."""

from __future__ import annotations

from revi_docs.adopt.extracted_facts import ExtractedFact, FactCollector
from revi_docs.problems.problem import Place


def test_a_collector() -> None:
    collector, place = FactCollector(), Place("a.md", 3, 2)
    collector.add(["agents", "reader"], None, place)
    collector.add_warning("is odd", "correct it", place)
    assert collector.facts == [ExtractedFact(("agents", "reader"), None, place)]
    (problem,) = collector.problems
    assert (problem.code, problem.severity, problem.subject) == ("left-alone", "warning", "a.md: is odd")

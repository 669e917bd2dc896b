"""How many questions are asked."""

from __future__ import annotations

from revi_docs.adopt.contradictions import contradictions, quote_value
from revi_docs.adopt.extracted_facts import ExtractedFact
from revi_docs.contract.key_paths import KeyPath
from revi_docs.problems.problem import Place


def conflict(agent: str, *files: str) -> tuple[KeyPath, tuple[ExtractedFact, ...]]:
    """A conflict about the model of an agent, each file with its own name as the value."""
    path: KeyPath = ("agents", agent, "model")
    return path, tuple(ExtractedFact(path, file, Place(file, 1)) for file in files)


def test_one_question_for_each_pair_of_sources() -> None:
    conflicts = dict(
        [conflict("a", "x/a.md", "m.yml"), conflict("b", "x/b.md", "m.yml"), conflict("c", "y/c.md", "m.yml")]
    )
    messages = [problem.message for problem in contradictions(conflicts)]
    assert messages == [
        "m.yml and x/*.md disagree about 2 values, such as agents.a.model: x/a.md:1 says 'x/a.md', m.yml:1 says 'm.yml'",
        "conflicting values of agents.c.model: y/c.md:1 says 'y/c.md', m.yml:1 says 'm.yml'",
    ]


def test_values_in_a_message() -> None:
    assert [quote_value(""), quote_value(("a", "b")), quote_value(3), quote_value("x" * 70)] == [
        "nothing",
        "'a, b'",
        "'3'",
        f"'{'x' * 60}…'",
    ]

"""Comments that exempt a text, and those that exempt nothing."""

from __future__ import annotations

from revi_docs.prose.exemptions import apply_exemptions
from revi_docs.prose.prose_finding import ProseFinding
from revi_docs.prose.prose_page import parse_page


def finding(page: str, text: str) -> ProseFinding:
    return ProseFinding("former-name", page.index(text), text, "m", "f", ())


def test_a_comment_exempts_its_line_or_only_some_texts() -> None:
    content = "one two <!-- revi:other-meaning one -->\n\nthree <!-- revi:other-meaning -->\nfour\n"
    findings = [finding(content, text) for text in ("two", "three", "four")]
    remaining, problems = apply_exemptions(parse_page("a.md", content), [finding(content, "one"), *findings])
    assert [item.text for item in remaining] == ["two", "four"]
    assert problems == []


def test_an_unused_comment_is_a_problem() -> None:
    content = "one <!-- revi:other-meaning one, two -->\n\nthree <!-- revi:other-meaning -->\n"
    remaining, problems = apply_exemptions(parse_page("a.md", content), [finding(content, "one")])
    assert remaining == []
    assert [(problem.code, problem.message, problem.fix) for problem in problems] == [
        (
            "unused-exemption",
            "exempts 'two', but no finding on this line needs it",
            "remove 'two' from the comment",
        ),
        (
            "unused-exemption",
            "exempts this line, but no finding on this line needs it",
            "delete the comment, or move it to the line it is meant for",
        ),
    ]

"""What holds for any page: judging never fails, places point at what is meant, shown text is not judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from revi_docs.contract.loader import parse
from revi_docs.prose.page_linter import PageLinter

CONTRACT = (Path(__file__).parent / "cases/contract.yml").read_bytes()
LINTER = PageLinter(parse(CONTRACT))

MARKUP = "` `` ``` ~~~ | |---| # - 1. > <!-- --> * ** [x](y#done) : , . ; --- é 𝒳".split()
WORDS = "done `done` in_qa `in_qa` `/make-plan` `planning` 70K tokens `SERVICE_DOWN` retried 3 times".split()
MORE = "7 seconds circuit 4 failures lock stale 2h token_budget_multiplier 0.1 to 9 | a |".split()
LINES = ["\n", "\n\n", "\r\n", "\t", "    ", "\n|---|---|\n"]
MARKS = ["<!-- revi:begin x -->", "<!-- revi:end -->", "<!-- revi:other-meaning -->"]
PIECES = st.sampled_from([*MARKUP, *WORDS, *MORE, *LINES, *MARKS])
PAGES = st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=200)
LITERAL_TEXT = st.lists(
    PIECES.filter(lambda piece: "```" not in piece and "<!--" not in piece and "-->" not in piece), max_size=20
)


@settings(max_examples=300)
@given(PAGES)
@example("|---|\n|---|\n| `")
@example("`" * 50)
def test_judging_never_fails_and_places_are_in_the_page(page: str) -> None:
    lines = page.replace("\r\n", " \n").split("\n")
    for problem in LINTER.lint("page.md", page):
        for place in problem.places:
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column < place.end <= len(lines[place.line - 1]) + 1
        if problem.code in {"former-name", "near-miss"}:
            (text,) = re.findall(r"\A(?:no \w+ )?'([^']+)'", problem.message)
            (place,) = problem.places
            assert text.split()[0].startswith(lines[place.line - 1][place.column - 1 : place.end - 1].split()[0])


@pytest.mark.parametrize(
    "around",
    ["```text\n{}\n```", "~~~\n{}\n~~~", "<!-- revi:begin x -->\n{}\n<!-- revi:end -->", "<!--\n{}\n-->"],
    ids=["fence", "fence of waves", "region", "comment"],
)
@settings(max_examples=100)
@given(pieces=LITERAL_TEXT)
def test_what_is_shown_or_generated_is_not_judged(around: str, pieces: list[str]) -> None:
    content = " ".join(pieces)
    page = f"# A page\n\n{around.format(content)}\n\nThe end.\n"
    assert list(LINTER.lint("page.md", page)) == []


@given(PAGES)
def test_what_stands_below_does_not_change_what_is_found_above(page: str) -> None:
    above = "It is `in_qa`.\n\n"
    first = next(iter(LINTER.lint("page.md", above)))
    assert first in list(LINTER.lint("page.md", above + page.replace("<!-- revi:other-meaning -->", "")))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It is `in_qa`.", (1, 8, 13)),
        ("It is `` in_qa ``.", (1, 10, 15)),
        ("é𝒳 `in_qa`", (1, 5, 10)),
        ("> - `in_qa`", (1, 6, 11)),
        ("| a | `in_qa` |\n|---|---|\n|  | `in_qa` |".replace("| a | `in_qa`", "| a | b"), (3, 7, 12)),
        ("`planning` may use\n70K\ntokens.", (2, 1, 4)),
        ("Run `/make-plan\nFEATURE_DIR`.", (1, 6, 16)),
        ("[x](y.md#waiting-for-review)", (1, 10, 28)),
        ("## waiting-for-review {#x} ##", (1, 4, 22)),
    ],
)
def test_a_place_is_the_stretch_that_is_meant(text: str, place: tuple[int, int, int]) -> None:
    (problem,) = LINTER.lint("page.md", text)
    (problem_place,) = problem.places
    assert (problem_place.line, problem_place.column, problem_place.end) == place

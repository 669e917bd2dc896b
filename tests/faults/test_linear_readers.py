"""Every reader takes linear time: ten times the text costs at most twelve times, whatever is repeated in a file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import takewhile

import pytest
import yaml

from revi_docs.adopt.argument_hints import parse_hint
from revi_docs.contract.loader import parse as parse_contract
from revi_docs.files.hidden_unicode import hidden_runs
from revi_docs.files.json_nodes import parse_with_offsets
from revi_docs.files.markdown.front_matter import parse_front_matter
from revi_docs.files.markdown.front_matter_block import FrontMatterError
from revi_docs.files.markdown.markdown_blocks import code_spans, inline_spans, parse_blocks, without_code
from revi_docs.files.markdown.markdown_headings import without_closing_marks
from revi_docs.files.markdown.regions import find_regions
from revi_docs.files.markdown.table_cells import parse_tables
from revi_docs.files.merge_conflicts import conflict_line
from revi_docs.files.yaml.yaml_records import read_record
from revi_docs.outputs import escape
from revi_docs.problems.revi_error import ReviError
from revi_docs.prose.page_structure import split_page
from revi_docs.prose.prose_page import parse_page as parse_prose
from revi_docs.prose.quantities import find_quantities
from revi_docs.records.jsonl import parse_line
from revi_docs.records.log_tables import find_log_tables
from revi_docs.records.markdown_sections import find_sections
from revi_docs.site.code_links import link_code_spans
from revi_docs.site.definitions import replace_placeholders
from revi_docs.site.fences import split_blocks
from revi_docs.site.links.formulas import without_formulas
from revi_docs.site.links.markdown_references import undefined_references
from revi_docs.site.links.page_parser import parse_page
from revi_docs.site.links.site_check import css_urls
from revi_docs.site.markdown_copies import MarkdownCopies
from revi_docs.stories.document import parse_document
from tests.support.regular_expressions import cpu_seconds
from tests.support.soak import SOAK, rounds

COPIES = MarkdownCopies(lambda path: path, {"defined": lambda name, _page: name})

READERS: dict[str, Callable[[str], object]] = {
    "blocks": parse_blocks,
    "code spans": lambda text: list(code_spans(text)),
    "inline spans": inline_spans,
    "without code": without_code,
    "regions in Markdown": lambda text: find_regions("a.md", text),
    "regions in YAML": lambda text: find_regions("a.yml", text),
    "a region marker": lambda text: find_regions("a.md", f"<!-- revi:begin a {text.replace(chr(10), ' ')} -->\n"),
    "front matter": parse_front_matter,
    "fields": lambda text: parse_front_matter(f"---\na: {text}\n---\n"),
    "a key": lambda text: parse_front_matter(f"---\n{text}\n---\n"),
    "fences": lambda text: list(split_blocks(text)),
    "a tilde fence": lambda text: list(split_blocks(f"~~~{text}`\n")),
    "HTML": lambda text: parse_page("a.html", text.encode()),
    "srcset": lambda text: parse_page("a.html", f'<img srcset="{text}">'.encode()),
    "refresh": lambda text: parse_page("a.html", f'<meta http-equiv="refresh" content="{text}">'.encode()),
    "style sheet": lambda text: list(css_urls(text)),
    "URL": lambda text: list(css_urls(f"a {{ background: url({text}")),
    "escaped text": escape.markdown,
    "escaped code": escape.code,
    "heading": without_closing_marks,
    "argument hint": parse_hint,
    "table cells": lambda text: list(parse_tables(f"| a |\n|---|\n| {text} |\n")),
    "tables": lambda text: list(parse_tables(text)),
    "prose": lambda text: parse_prose("a.md", text),
    "page": lambda text: list(split_page(text)),
    "quantities": lambda text: list(find_quantities(text)),
    "merge conflict": conflict_line,
    "log tables": lambda text: list(find_log_tables(text.splitlines())),
    "sections": lambda text: find_sections(text.splitlines()),
    "story document": lambda text: parse_document(text, "a.md"),
    "JSON line": lambda text: parse_line(1, text.encode()),
    "JSON": parse_with_offsets,
    "YAML record": lambda text: read_record(f"a: {text}\n".encode(), "a.yaml"),
    "contract": lambda text: parse_contract(f"revi: 1\nproject: {{prefix: {text}\n".encode()),
    "hidden Unicode": lambda text: list(hidden_runs(text)),
    "copies of pages": lambda text: COPIES.render(text, "a.md"),
    "code links": lambda text: link_code_spans(text, "a.md", {}, lambda *_: ""),
    "placeholders": lambda text: replace_placeholders(text, lambda *_: ""),
    "formulas": without_formulas,
    "references": lambda text: list(undefined_references(text)),
}

REPETITIONS = (
    " ", "\t", "\n", " \n", "~", "~~~\n", "`", "` ", "`` ` ", "```\n", "<!--", "-->", "<!-- ",
    "<!-- revi:begin a -->", "`<!-- revi:begin a -->`", "<!-- revi:end -->", "[", "]", "[a]", "[a][", "](", "(",
    ")", "*", "* ", "**a", "_", "|", "| ", "|-", "|\n", "\"", "'", ",", ", ", "url(", "url('", "/*", "@import '",
    "0", "0 ", "000 ", "1,", "-", "- ", "---\n", "> ", ">", "#", "# ", "## a #", "\\", "\\`", "$", "$$", "\\(",
    "<", "<a ", "<b>", "<h1 id=", "<p><code>", "&", "&amp;", "{", "}", "{{", "{a: ", "a: ", "a:\n", "? ", "&a ",
    "*a ", "!", "!!! a\n", "    ", "\u200b", "\u202e", "e", "aB ", "<<<<<<< a\n", "=======\n", "1. ", "+", "=",
    "a=b ", "--a ", "A ", "\r", "\r\n",
)  # fmt: skip

SCREEN_SIZE, ALWAYS_FAST = rounds(20_000, 200_000), 0.03 if not SOAK else 0.08
"""Characters and processor time in seconds: a reader that needs less for so many is not measured again.

In full, even a quadratic reader that passes needs only 25 times as long for 1 MB: `MAX_LARGE_SECONDS`.
"""

STEP = rounds(8, 1)
"""Each reader meets every eighth of the repetitions in `make test`, another eighth than its neighbors."""

SMALL, LARGE = rounds(20_000, 100_000), rounds(80_000, 1_000_000)
MAX_RATIO = rounds(8, 12)
"""Four times the text costs a linear reader four times as much and a quadratic one 16 times; in full, 10 and 100."""

MAX_LARGE_SECONDS = 2.0
"""What 1 MB may cost, measured in full only."""

TRIES = 5
MAX_SECONDS = 20.0
"""A reader that takes longer is stopped."""


def seconds(reader: Callable[[str], object], repetition: str, size: int) -> float:
    """The processor time of a reader."""
    text = repetition * (size // len(repetition))

    def read() -> None:
        # A reader that is nested too deeply is stopped by its caller.
        with suppress(ReviError, FrontMatterError, yaml.YAMLError, ValueError, RecursionError):
            reader(text)

    return cpu_seconds(read, MAX_SECONDS)


def fault(reader: Callable[[str], object], repetition: str) -> str:
    """What is wrong with the time that the reader takes; "" for nothing."""
    small, large = (seconds(reader, repetition, size) for size in (SMALL, LARGE))
    if large > MAX_RATIO * max(small, ALWAYS_FAST):
        return f"{LARGE:,} characters cost {large / max(small, ALWAYS_FAST):.1f} times as much as {SMALL:,}"
    return f"1 MB takes {large:.1f} s" if SOAK and large > MAX_LARGE_SECONDS else ""


@pytest.mark.parametrize("name", READERS)
def test_time_is_linear(name: str) -> None:
    reader, slow = READERS[name], {}
    for repetition in REPETITIONS[list(READERS).index(name) % STEP :: STEP]:
        if seconds(reader, repetition, SCREEN_SIZE) > ALWAYS_FAST:
            # The machine may be busy while one of the two is read; a slow reader is slow each time.
            faults = list(takewhile(bool, (fault(reader, repetition) for _ in range(TRIES))))
            if len(faults) == TRIES:
                slow[repetition] = faults[-1]
    assert slow == {}

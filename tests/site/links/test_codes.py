"""Every code of the link check has a text, and every text has a code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revi_docs.site import links
from revi_docs.site.links.codes import LINK_CODES
from revi_docs.site.links.issue_messages import FIXES, MESSAGES

SKELETON = re.compile(
    r"[A-Z][^\n]+\.\n\nWhy: [A-Z][^\n]+\.\n\nExample:\n\n(?:(?:    [^\n]+)?\n)+\nFix: [A-Z`][^\n]+\.", re.DOTALL
)
CODE = r"(?:code=|(?=\"(?:external|deployed|linkchecker|bad)-))\"([a-z-]+)\""
"""A code of a problem, or a code of a table that starts as only codes do."""


def test_codes_and_texts_are_the_same_set():
    sources = [path for path in Path(links.__path__[0]).glob("*.py") if path.name != "codes.py"]
    used = {code for path in sources for code in re.findall(CODE, path.read_text(encoding="utf-8"))}
    assert used | set(MESSAGES) == set(LINK_CODES)
    assert set(FIXES) == set(MESSAGES)


@pytest.mark.parametrize("code", sorted(LINK_CODES))
def test_each_text_has_the_same_structure(code):
    assert SKELETON.fullmatch(LINK_CODES[code]), LINK_CODES[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)

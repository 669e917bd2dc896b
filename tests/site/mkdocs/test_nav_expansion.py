"""Expansion of a navigation."""

from __future__ import annotations

from typing import Any

import pytest

from revi_docs.site.mkdocs.nav_expansion import NavExpander

PAGES = frozenset(
    (
        "index.md",
        "about.md",
        "ref/index.md",
        "ref/b.md",
        "ref/a.md",
        "ref/sub/index.md",
        "ref/sub/x.md",
        "ref/bare/y.md",
    )
)


def expand(nav: list[Any]) -> list[Any]:
    return NavExpander(PAGES, lambda path: path.upper(), lambda path: path).expand(nav)


@pytest.mark.parametrize(
    "nav",
    [
        pytest.param(["index.md", "about.md"], id="the index of the root folder"),
        pytest.param([{"Home": "index.md"}], id="with a title"),
        pytest.param([{"Out": "https://example.org/index.md"}], id="an external address"),
        pytest.param(["gone/index.md"], id="a folder that does not exist"),
    ],
)
def test_is_unchanged(nav: list[Any]) -> None:
    assert expand(nav) == nav


def test_a_titled_index_becomes_a_section() -> None:
    assert expand([{"Reference": "ref/index.md"}]) == [
        {
            "Reference": [
                "ref/index.md",
                "ref/a.md",
                "ref/b.md",
                {"REF/BARE/": ["ref/bare/y.md"]},
                {"REF/SUB/INDEX.MD": ["ref/sub/index.md", "ref/sub/x.md"]},
            ]
        }
    ]


def test_an_index_in_a_section_adds_its_pages_there() -> None:
    nav = [{"Reference": ["ref/sub/index.md"]}]
    assert expand(nav) == [{"Reference": ["ref/sub/index.md", "ref/sub/x.md"]}]


def test_another_index_of_a_section_gets_a_section_with_its_title() -> None:
    nav = [{"Reference": ["about.md", "ref/sub/index.md"]}]
    assert expand(nav) == [{"Reference": ["about.md", {"REF/SUB/INDEX.MD": ["ref/sub/index.md", "ref/sub/x.md"]}]}]


def test_pages_that_are_listed_elsewhere_are_not_repeated() -> None:
    nav = [{"Reference": ["ref/index.md", {"Below": "ref/sub/index.md"}, "ref/b.md", "ref/bare/y.md"]}]
    assert expand(nav) == [
        {
            "Reference": [
                "ref/index.md",
                "ref/a.md",
                {"Below": ["ref/sub/index.md", "ref/sub/x.md"]},
                "ref/b.md",
                "ref/bare/y.md",
            ]
        }
    ]

"""How a navigation unfolds."""

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


def unfold(nav: list[Any]) -> list[Any]:
    return NavExpander(PAGES, lambda path: path.upper(), lambda path: path).expand(nav)


@pytest.mark.parametrize(
    "nav",
    [
        pytest.param(["index.md", "about.md"], id="the index of all folders is none"),
        pytest.param([{"Home": "index.md"}], id="with a title"),
        pytest.param([{"Out": "https://example.org/index.md"}], id="an outside address"),
        pytest.param(["gone/index.md"], id="a folder that is not there"),
    ],
)
def test_stays_as_it_is(nav: list[Any]) -> None:
    assert unfold(nav) == nav


def test_a_titled_index_becomes_a_section() -> None:
    assert unfold([{"Reference": "ref/index.md"}]) == [
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


def test_an_index_in_a_section_brings_its_pages_into_it() -> None:
    nav = [{"Reference": ["ref/sub/index.md"]}]
    assert unfold(nav) == [{"Reference": ["ref/sub/index.md", "ref/sub/x.md"]}]


def test_what_is_listed_elsewhere_is_not_repeated() -> None:
    nav = [{"Reference": ["ref/index.md", {"Below": "ref/sub/index.md"}, "ref/b.md", "ref/bare/y.md"]}]
    assert unfold(nav) == [
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

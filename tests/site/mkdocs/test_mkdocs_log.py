"""Problems of a site, and errors that stop a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources
from revi_docs.site.mkdocs.builder import build_site, without_duplicate_links
from tests.site.small_site import CONFIG, NAV, Repository


def build_problems(root: Path) -> list[str]:
    return [f"{problem.first_place}: {problem.code}: {problem.message}" for problem in build_site(root).problems]


def build_errors(root: Path) -> list[str]:
    with pytest.raises(ReviError) as caught:
        build_site(root)
    return [f"{problem.first_place}: {problem.code}: {problem.message}" for problem in caught.value.problems]


def test_a_page_outside_the_navigation_is_a_warning(repository: Repository) -> None:
    root = repository({"lost.md": "# Lost\n"}, config=CONFIG + NAV)
    (warning,) = build_problems(root)
    assert warning == (
        "docs/lost.md: site-warning: The following pages exist in the docs directory, "
        'but are not included in the "nav" configuration: lost.md'
    )


@pytest.mark.parametrize(
    ("validation", "reported"),
    [
        ("", ["3:5: gone.md", "3:18: #none", "4:5: /x", "4:13: folder"]),
        ("validation: {links: {anchors: ignore, absolute_links: info}}\n", ["3:5: gone.md", "4:13: folder"]),
        ("validation: {unrecognized_links: ignore, anchors: info}\n", ["3:5: gone.md", "4:5: /x"]),
        ("validation: {links: {not_found: ignore}}\n", ["3:18: #none", "4:5: /x", "4:13: folder"]),
        ("INHERIT: base.yml\n", ["3:5: gone.md", "3:18: #none", "4:5: /x"]),
    ],
    ids=["nothing stated", "by group", "for all groups", "off", "inherited"],
)
def test_levels_of_validation_that_nobody_states_are_warnings(
    repository: Repository, validation: str, reported: list[str]
) -> None:
    root = repository({"bad.md": "# Bad\n\n[a](gone.md) [b](#none)\n[c](/x) [d](folder)\n"}, config=CONFIG + validation)
    (root / "base.yml").write_text("validation: {links: {unrecognized_links: ignore}}\n", encoding="utf-8")
    problems = build_site(root).problems
    assert [f"{problem.first_place}: {problem.subject}" for problem in problems] == [
        f"docs/bad.md:{place}" for place in reported
    ]


def test_a_link_that_the_link_check_reports_too_is_reported_once(repository: Repository) -> None:
    root = repository({"bad.md": "# Bad\n\n[a](gone.md)\n"})
    built = build_site(root)
    links = check_site(built.site, PageSources(root, built.sources)).problems
    assert [problem.code for problem in (*built.problems, *links)] == ["site-link", "missing-page"]
    assert without_duplicate_links(built.problems, links) == ()


def test_problems_in_a_page_have_their_line(repository: Repository) -> None:
    text = (
        "---\ntitle: Bad\n---\n\n# Bad\n\n```dot\ndigraph {\n  a -> -> b\n}\n```\n\n"
        '```dot\ndigraph { a [URL="gone.md"] }\n```\n\n## x\n<!-- revi:defined statuses.opne -->\n'
        "## y\n<!-- revi:defined statuses.open -->\n"
    )
    assert (
        "\n".join(build_problems(repository({"bad.md": text})))
        == """\
docs/bad.md:9:1: bad-diagram: the diagram cannot be drawn as written: syntax error near '->'
docs/bad.md:14:1: diagram-link: a diagram links to 'gone.md': the page does not exist
docs/bad.md:18:1: unknown-item: the page defines 'statuses.opne', which is not in the contract
docs/statuses/open.md:5:1: duplicate-definition: 'statuses.open' is already defined in bad.md#y"""
    )


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        pytest.param(
            "site_name: x\ndocs_dir: gone\n",
            "mkdocs.yml:2:1: site-config: docs_dir: The path 'gone' isn't an existing directory.",
            id="unknown folder",
        ),
        pytest.param(
            "site_name: x\ndocs_dir: docs\nplugins: [revy]\n",
            'mkdocs.yml:3:1: site-config: plugins: The "revy" plugin is not installed',
            id="unknown plugin",
        ),
        pytest.param(
            "site_name: x\nnav: [\n",
            "mkdocs.yml:3:1: site-config: the file cannot be read: "
            "while parsing a flow node expected the node content, but found '<stream end>'",
            id="invalid YAML",
        ),
    ],
)
def test_an_invalid_configuration_is_a_problem(repository: Repository, config: str, problem: str) -> None:
    assert build_errors(repository(config=config)) == [problem]


def test_a_missing_configuration_is_a_problem(repository: Repository) -> None:
    root = repository()
    (root / "mkdocs.yml").unlink()
    assert build_errors(root) == ["mkdocs.yml: site-config: the file does not exist"]


def test_a_missing_contract_is_a_problem(repository: Repository) -> None:
    root = repository()
    (root / "revi.yml").unlink()
    assert build_errors(root) == [
        "revi.yml: site-config: the site needs a valid contract: no revi.yml here or in any parent folder"
    ]


def test_an_invalid_contract_is_a_problem(repository: Repository) -> None:
    contract = "revi: 1\nstatuses: {open: {descripton: x}}\n"
    assert build_errors(repository(contract=contract)) == [
        "revi.yml:2:19: site-config: the site needs a valid contract: statuses.open has no key 'descripton'"
    ]


def test_an_unreadable_page_is_a_problem(repository: Repository) -> None:
    root = repository()
    (root / "docs/index.md").write_bytes(b"\xff\xfe#")
    assert build_errors(root) == ["docs/index.md: site-failed: Encoding error reading file: index.md"]

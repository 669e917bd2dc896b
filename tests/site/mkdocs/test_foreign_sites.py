"""Sites of other projects keep their settings: the same pages and the same verdict as `mkdocs build --strict`."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from revi_docs.app.gates import BuildState, run_gates
from revi_docs.app.workspace import Workspace
from revi_docs.problems.problem import Problem, errors
from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources
from revi_docs.site.mkdocs.build_runner import silence_output
from revi_docs.site.mkdocs.builder import build_site
from revi_docs.site.mkdocs.theme_cache import COMPILED_TEMPLATES
from tests.site.mkdocs.foreign_site_shapes import BASE, MATERIAL, MORE_SITES, PLAIN, write
from tests.site.small_site import CONTRACT

TABS = (
    "markdown_extensions: [pymdownx.superfences, {pymdownx.tabbed: {alternate_style: true,"
    " slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}}]\n"
)
POST = "---\ndate: 2026-01-0{n}\ncategories: [c]\n---\n# Post {n}\n\n## Setup\n\nText.[^1] [self](#setup)\n\n"
POST += "<!-- more -->\n\nMore.\n\n[^1]: A note.\n"
BLOG = {"docs/index.md": "# Home\n", "docs/blog/index.md": "# Blog\n"}
BLOG |= {f"docs/blog/posts/p{n}.md": POST.format(n=n) for n in (1, 2)}

SITES: dict[str, dict[str, str]] = {
    "theme mkdocs": PLAIN | {"mkdocs.yml": BASE + "theme: mkdocs\n"},
    "theme readthedocs": PLAIN | {"mkdocs.yml": BASE + "theme: readthedocs\n"},
    "theme material": PLAIN | {"mkdocs.yml": MATERIAL},
    "mkdocs.yaml": PLAIN | {"mkdocs.yaml": BASE},
    "INHERIT": PLAIN
    | {
        "mkdocs.yml": "INHERIT: base.yml\nnav: [index.md]\n",
        "base.yml": BASE + "validation: {nav: {omitted_files: ignore}}\n",
    },
    "absolute links relative to docs": PLAIN
    | {
        "docs/sub/h.md": "# H\n\n[to g](/g.md#a)\n",
        "mkdocs.yml": BASE + "validation: {links: {absolute_links: relative_to_docs}}\n",
    },
    "content tabs": {
        "docs/index.md": '# T\n\n=== "Linux"\n\n    One.\n\n=== "Other"\n\n    See [Linux](#linux).\n',
        "mkdocs.yml": MATERIAL + TABS,
    },
    "blog": BLOG | {"mkdocs.yml": MATERIAL.replace("search,", "search, blog,") + "markdown_extensions: [footnotes]\n"},
    "tags": PLAIN
    | {
        "docs/index.md": "---\ntags: [x]\n---\n# Home\n\n[G](g.md)\n",
        "mkdocs.yml": MATERIAL.replace("search,", "search, tags,"),
    },
    "offline": PLAIN | {"mkdocs.yml": MATERIAL.replace("search,", "search, offline,")},
    "files without folders": PLAIN | {"mkdocs.yml": BASE + "use_directory_urls: false\n"},
    "template overrides": PLAIN
    | {
        "over/main.html": '{% extends "base.html" %}{% block extrahead %}<meta name="x" content="y">{% endblock %}',
        "mkdocs.yml": MATERIAL.replace("font: false}", "font: false, custom_dir: over}"),
    },
    **MORE_SITES,
    "a dead link": PLAIN | {"docs/g.md": "# G\n\n[x](gone.md)\n", "mkdocs.yml": BASE},
    "a missing page in the navigation": PLAIN | {"mkdocs.yml": BASE + "nav: [index.md, g.md, gone.md]\n"},
}


@pytest.mark.parametrize("name", SITES)
def test_pages_and_verdict_are_those_of_mkdocs(name: str, tmp_path: Path) -> None:
    root = write(tmp_path / "ours", SITES[name])
    plain = write(tmp_path / "plain", SITES[name])
    config_file = next(str(path) for path in plain.glob("mkdocs.*"))
    succeeded = False
    # MkDocs is called in the folder of the site, and extensions read files there.
    with contextlib.chdir(plain), silence_output(), contextlib.suppress(Abort):
        build(_with_compiled_templates(load_config(config_file, strict=True)))
        succeeded = True

    problems, _ = _problems(root)

    assert (not problems) == succeeded, problems
    if succeeded:
        assert _pages(root / "site") == _pages(plain / "site")
    assert [place for problem in problems for place in problem.places if place.file.startswith("site/")] == []


def _with_compiled_templates(config: MkDocsConfig) -> MkDocsConfig:
    """Let MkDocs compile each template of a theme once in this process, which took two thirds of a build."""
    create_environment = config.theme.get_env

    def get_env() -> Environment:
        environment = create_environment()
        environment.bytecode_cache = COMPILED_TEMPLATES
        return environment

    setattr(config.theme, "get_env", get_env)  # noqa: B010 - a type checker rejects the assignment to a method
    return config


def _problems(root: Path) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The errors and the warnings of the gates that build the site and check its links."""
    state = BuildState(Workspace(root, dict))
    assert [result.skip_reason for result in run_gates(state, ("site", "links"))] == ["", ""]
    warnings = tuple(problem for problem in state.problems if problem.severity == "warning")
    return errors(state.problems), warnings


def _pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_an_absolute_link_becomes_relative_where_the_user_asks_for_it(tmp_path: Path) -> None:
    root = write(tmp_path, SITES["absolute links relative to docs"])
    assert build_site(root).problems == ()
    assert 'href="../../g/#a">to g' in (root / "site/sub/h/index.html").read_text(encoding="utf-8")


def test_hooks_hear_of_start_and_end(tmp_path: Path) -> None:
    hook = (
        "events = []\n"
        "def on_startup(*, command, dirty): events.append((command, dirty))\n"
        "def on_page_markdown(markdown, **_): return markdown + f'\\n\\nstarted {events[0]}\\n'\n"
        "def on_shutdown(): open(__file__ + '.end', 'w').close()\n"
    )
    root = write(tmp_path, PLAIN | {"mkdocs.yml": BASE + "hooks: [hook.py]\n", "hook.py": hook})
    assert build_site(root).problems == ()
    assert "started ('build', False)" in (root / "site/index.html").read_text(encoding="utf-8")
    assert (root / "hook.py.end").is_file()


@pytest.mark.parametrize(
    ("config", "links", "expected"),
    [
        ("validation: {anchors: ignore}\n", "[a](#none)", "missing-anchor"),
        ("validation: {links: {not_found: info}}\n", "[a](gone.md) ![b](gone.png)", "missing-image missing-page"),
        ("validation: {links: {unrecognized_links: ignore}}\n", "[a](gone/)", "missing-page"),
        ("validation: {links: {absolute_links: ignore}}\n", "[a](/api/)", "missing-page"),
    ],
    ids=["anchors", "not_found", "unrecognized_links", "absolute_links"],
)
def test_links_that_the_user_does_not_want_to_fail_for_are_warnings(
    config: str, links: str, expected: str, tmp_path: Path
) -> None:
    files = PLAIN | {"docs/bad.md": f"# Bad\n\n{links}\n", "mkdocs.yml": BASE + config}
    problems, warnings = _problems(write(tmp_path, files))
    assert (problems, " ".join(sorted(problem.code for problem in warnings))) == ((), expected)
    (tmp_path / "mkdocs.yml").write_text(BASE, encoding="utf-8")
    assert len(_problems(tmp_path)[0]) > 0


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "{name: material, font: false}"])
@pytest.mark.parametrize("target", ["g.md#a", "/api/", "api/x.html"])
def test_an_entry_of_nav_is_reported_once_with_its_line(theme: str, target: str, tmp_path: Path) -> None:
    config = f"{BASE}theme: {theme}\nnav:\n- index.md\n- g.md\n- X: {target}\n"
    problems, _ = _problems(write(tmp_path, PLAIN | {"mkdocs.yml": config}))
    assert [f"{problem.first_place}: {problem.code}" for problem in problems] == ["mkdocs.yml:7:6: site-warning"]
    assert "resolve the warning" not in problems[0].fix


@pytest.mark.parametrize(
    "text",
    [
        "The cell $A[i][j]$ holds it.",
        "$$\nB[i][j] = A[j][i]\n$$",
        r"Inline \(A[i][j]\) and \[B[i][k]\].",
        "At https://example.org/a[0][1]?b[c][d]=2 it is.",
    ],
    ids=["dollar", "block", "brackets", "web address"],
)
@pytest.mark.parametrize("extension", ["[]", "[{pymdownx.arithmatex: {generic: true}}]"], ids=["no extension", "math"])
def test_brackets_of_formulas_are_no_references(extension: str, text: str, tmp_path: Path) -> None:
    files = {"docs/index.md": f"# M\n\n{text}\n", "mkdocs.yml": BASE + f"markdown_extensions: {extension}\n"}
    if extension == "[]" and "\\" in text:
        pytest.skip("without the extension Markdown removes the backslashes, so that this is no formula")
    assert _link_codes(write(tmp_path, files)) == []


def test_a_reference_beside_a_formula_is_reported(tmp_path: Path) -> None:
    files = {"docs/index.md": "# M\n\nIt costs $5, $A[i][j]$, and [x][j] costs $6.\n", "mkdocs.yml": BASE}
    assert _link_codes(write(tmp_path, files)) == ["docs/index.md:3:29: undefined-reference"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('![P](x.png){ #the-picture }\n\n<a id="here" href="#the-picture">a</a>', []),
        ('<p id="twice">a</p>\n\n<p id="twice">b</p>', ["docs/index.md:3:8: duplicate-id"]),
    ],
)
def test_an_element_is_counted_once(text: str, codes: list[str], tmp_path: Path) -> None:
    files = {"docs/index.md": f"# P\n\n{text}\n", "mkdocs.yml": BASE + "markdown_extensions: [attr_list]\n"}
    root = write(tmp_path, files | {"docs/x.png": "x"})
    assert _link_codes(root) == codes


def _link_codes(root: Path) -> list[str]:
    built = build_site(root)
    report = check_site(built.site, PageSources(root, built.sources, built.settings), built.url)
    return [f"{problem.first_place}: {problem.code}" for problem in (*built.problems, *report.problems)]


@pytest.mark.parametrize(
    ("pattern", "remaining_links"),
    [
        ("gone.md", ["#none"]),
        ("*none", ["gone.md"]),
        ("docs/bad.md", []),
        ("nothing/*", ["gone.md", "#none", "nothing/*"]),
    ],
    ids=["the address", "an anchor", "the source of the page", "no link"],
)
def test_links_that_the_contract_ignores(pattern: str, remaining_links: list[str], tmp_path: Path) -> None:
    contract = CONTRACT + f'links: {{ignore: {{"{pattern}": made elsewhere}}}}\n'
    files = PLAIN | {"docs/bad.md": "# Bad\n\n[a](gone.md) [b](#none)\n", "mkdocs.yml": BASE}
    root = write(tmp_path, files)
    (root / "revi.yml").write_text(contract, encoding="utf-8")
    state = BuildState(Workspace(root, dict))
    assert [result.skip_reason for result in run_gates(state, ("site", "links"))] == ["", ""]
    assert sorted(problem.subject.removeprefix("docs/") for problem in state.problems) == sorted(remaining_links)
    assert {problem.code for problem in state.problems if problem.severity == "warning"} == (
        {"unused-link-pattern"} if pattern in remaining_links else set()
    )

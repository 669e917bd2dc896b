"""Random sites: valid links have no problem, and one broken link is exactly one problem."""

from __future__ import annotations

import posixpath
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.site.links.site_check import check_site

NAMES = st.sampled_from(["a", "b b", "ü", "c-1", "d.e", "A%"])
FOLDERS = st.lists(NAMES, max_size=3).map("/".join)
PAGES = st.builds(posixpath.join, FOLDERS, NAMES.map("{}.html".format) | st.just("index.html"))
ANCHORS = st.sampled_from(["", "x", "part-1", "größe", "a:b"])


@st.composite
def trees(draw):
    """Page → its links as written, all valid."""
    pages = draw(st.lists(PAGES, min_size=1, max_size=6, unique_by=str.casefold))
    return {page: [_link(draw, page, pages) for _ in range(draw(st.integers(0, 4)))] for page in pages}


def _link(draw, page, pages):
    target, anchor = draw(st.sampled_from(pages)), draw(ANCHORS)
    if draw(st.booleans()):
        path = "/" + quote(target)
    else:
        path = quote(posixpath.relpath(target, posixpath.dirname(page) or "."))
    if posixpath.basename(target) == "index.html" and draw(st.booleans()):
        path = path[: -len("index.html")] or "./"
    query = draw(st.sampled_from(["", "?q=1", "?a/../b"]))
    return path + query + ("#" + draw(st.sampled_from([anchor, quote(anchor)])) if anchor else "")


def _write(site: Path, tree: dict[str, list[str]]) -> None:
    for page, links in tree.items():
        file = site / page
        file.parent.mkdir(parents=True, exist_ok=True)
        anchors = "".join(f'<p id="{anchor}"></p>' for anchor in ("x", "part-1", "größe", "a:b"))
        file.write_text(anchors + "".join(f'<a href="{link}">x</a>\n' for link in links), encoding="utf-8")


@given(trees())
def test_valid_links_have_no_problem(tree):
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), tree)
        report = check_site(Path(folder))
    assert report.problems == ()
    assert (report.pages, report.links) == (len(tree), sum(map(len, tree.values())))


@given(trees(), st.data())
def test_one_broken_link_is_one_problem(tree, data):
    page = data.draw(st.sampled_from(sorted(tree)))
    url, code = data.draw(
        st.sampled_from([("zz.html", "missing-page"), ("#zz", "missing-anchor"), ("zz.pdf", "missing-file")])
    )
    tree[page].append(url)
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), tree)
        (problem,) = check_site(Path(folder)).problems
    assert problem.code == code
    assert [(place.file, place.line) for place in problem.places] == [(page, len(tree[page]))]


@given(trees(), st.integers(0, 5))
def test_a_removed_page_is_reported_at_each_link_to_it(tree, index):
    removed = sorted(tree)[index % len(tree)]
    remaining = {page: links for page, links in tree.items() if page != removed}
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), tree)
        (Path(folder) / removed).unlink()
        problems = check_site(Path(folder)).problems if remaining else ()
    pages_with_links = {
        page for page, links in remaining.items() for link in links if _target(page, link) == _page_path(removed)
    }
    assert {place.file for problem in problems for place in problem.places} == pages_with_links


def _target(page: str, link: str) -> str:
    path = unquote(link.partition("#")[0].partition("?")[0])
    return _page_path(posixpath.normpath(posixpath.join("/" + posixpath.dirname(page), path)).lstrip("/"))


def _page_path(path: str) -> str:
    return path.removesuffix("index.html").rstrip("/")

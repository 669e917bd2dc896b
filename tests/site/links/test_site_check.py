"""Every kind of seeded issue is reported at its source line, and valid sites have no problem."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revi_docs.problems.problem import Place
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.quiet_links import QuietLinks
from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources

FOLDER = Path(__file__).parent
START = "docs/guide/start.md"
NO_STRAT = "link to 'docs/guide/strat.md': the page does not exist (on 2 pages)"
NO_OTHER = "link to 'docs/guide/Other.md' differs from 'docs/guide/other.md' only in case"
NO_STYLE = "style sheet 'gone.css' does not exist (on 4 pages)"
NO_SCRIPT = "script 'gone.js' does not exist (on 4 pages)"
NO_NOWHERE_PAGE = "link to 'nowhere.html': the page does not exist (on 4 pages)"
NO_PAGE = "link to 'sub/page.html': the page does not exist (on 3 pages)"


def test_every_seeded_issue_of_a_built_site_is_reported_at_its_source_line(built, lines):
    broken = built("broken")
    report = check_site(broken.site, broken.sources, "https://example.org/docs/")
    assert [line for line in lines(report.problems) if not line.startswith("mkdocs.yml")] == [
        f"docs/guide/other.md:5:22 + {START}:3:18: missing-page: {NO_STRAT}",
        f"{START}:5:16: wrong-case: {NO_OTHER}",
        f"{START}:7:20: missing-anchor: link to 'guide/other/#a-prat': the page has no such anchor",
        f"{START}:7:54: missing-anchor: link to 'guide/start/#nowhere': the page has no such anchor",
        f"{START}:9:26: missing-image: image 'img/lgoo.svg' does not exist",
        f"{START}:11:23: link-leaves-site: link to '../LICENSE' points outside the site",
        f"{START}:13:36: directory-without-index: link to 'img/': the folder has no index.html",
        f"{START}:15:20: missing-page: link to 'guide/otter/': the page does not exist",
        f"{START}:15:54: missing-image: image 'guide/img/logo.svg' does not exist",
        f"{START}:15:89: missing-page: link to 'docs/guide/other.md': the page does not exist",
        f"{START}:17:8 + {START}:19:8: duplicate-id: id 'same' is used by more than one element of the page",
        f"{START}:21:13: bad-mailto: 'mailto:team@@example.org' is not a valid mailto address",
        f"{START}:23:14: undefined-reference: reference 'nope' is not defined; its link is rendered as text",
        f"{START}:27:10: empty-link: link without a URL",
        f"{START}:29:20: bad-link: URL '..\\guide\\other.md' contains a backslash",
        f"{START}:29:49: bad-link: URL 'a b.md' contains a space",
        f"{START}:29:69: bad-link: URL '100%.md' contains an invalid '%' escape",
        f"{START}:29:86: bad-link: URL 'https://' has no host",
        f"{START}:31:28: link-leaves-site: link to '/elsewhere/' points outside the site",
        f"{START}:33:18: missing-file: link to 'guide/manual.pdf': the file does not exist",
    ]


def test_an_issue_of_theme_or_navigation_is_one_problem_with_all_pages(built, lines):
    broken = built("broken")
    report = check_site(broken.site, broken.sources, "https://example.org/docs/")
    config_lines = [line for line in lines(report.problems) if line.startswith("mkdocs.yml")]
    assert config_lines == [
        f"mkdocs.yml:7:13: missing-style: {NO_STYLE}",
        f"mkdocs.yml:8:20: missing-script: {NO_SCRIPT}",
        f"mkdocs.yml:13:14: missing-page: {NO_NOWHERE_PAGE}",
    ]


def test_each_issue_has_a_fix(built):
    broken = built("broken")
    problems = check_site(broken.site, broken.sources, "https://example.org/docs/").problems
    assert {(problem.code, problem.subject): problem.fix for problem in problems} == {
        ("missing-style", "gone.css"): "correct the URL or add the file",
        ("missing-script", "gone.js"): "correct the URL or add the file",
        ("missing-page", "nowhere.html"): "write 'index.html', or add the page",
        ("missing-page", "docs/guide/strat.md"): "write 'start.md', or add the page",
        ("missing-page", "guide/otter/"): "write '../other/', or add the page",
        ("missing-page", "docs/guide/other.md"): "link to 'guide/other/', the built page; "
        "MkDocs does not rewrite raw HTML",
        ("wrong-case", "docs/guide/Other.md"): "write 'other.md'; paths on web servers are case-sensitive",
        ("missing-anchor", "#a-prat"): "write '#a-part', or give the heading this id",
        ("missing-anchor", "#nowhere"): "correct the anchor, or give the heading this id",
        ("missing-image", "img/lgoo.svg"): "write '../img/logo.svg', or add the file",
        ("missing-image", "guide/img/logo.svg"): "add one '../' at the start: "
        "the built page is one folder deeper than its source",
        ("missing-file", "guide/manual.pdf"): "correct the URL or add the file",
        ("link-leaves-site", "../LICENSE"): "remove the extra '../', or write the full URL",
        ("link-leaves-site", "/elsewhere/"): "start the URL with '/docs/', or make it relative to the page",
        ("directory-without-index", "img/"): "link to a page in the folder, or add an index page to the folder",
        ("duplicate-id", "same"): "give each element its own id; a link opens only the first one",
        ("bad-mailto", "mailto:team@@example.org"): "write mailto:name@example.org",
        ("undefined-reference", "nope"): "add '[nope]: URL' to the file, or write the link as [text](URL)",
        ("empty-link", "link"): "add the URL, or remove the element",
        ("bad-link", "..\\guide\\other.md"): "write '/' for each backslash",
        ("bad-link", "a b.md"): "write '%20' for each space",
        ("bad-link", "100%.md"): "write '%25' for the '%'",
        ("bad-link", "https://"): "write the full URL, such as https://example.org/page",
    }


def test_a_valid_site_built_with_material_has_no_problem(built):
    clean = built("clean")
    report = check_site(clean.site, clean.sources, "https://example.org/clean/")
    assert report.problems == ()
    assert report.pages == 5
    assert report.links > 80
    assert [link.url for link in report.external_links] == [
        "https://example.com/",
        "https://example.org/code/clean",
        "https://squidfunk.github.io/mkdocs-material/",
    ]


def test_a_valid_hand_written_site_has_no_problem():
    report = check_site(FOLDER / "plain")
    assert report.problems == ()
    assert (report.pages, report.links) == (5, 26)
    assert [(link.url, link.pages) for link in report.external_links] == [
        ("HTTPS://example.org/y", ("index.html",)),
        ("https://example.org/x", ("index.html",)),
    ]


def test_an_external_link_has_its_source_line(built):
    broken = built("broken")
    report = check_site(broken.site, broken.sources, "https://example.org/docs/")
    places = {link.url: link.places for link in report.external_links}
    assert places["https://example.com/?x=1#y"] == (Place(START, 35, 13),)
    assert [str(place) for place in places["https://squidfunk.github.io/mkdocs-material/"]] == ["mkdocs.yml"]


def test_without_sources_the_line_of_the_html_file_is_reported(tmp_path, lines):
    site = tmp_path / "site"
    shutil.copytree(FOLDER / "plain", site)
    (site / "logo.svg").unlink()
    (site / "sub/page.html").unlink()
    (site / "js/site.js").unlink()
    logo_places = [f"site/index.html:{place}" for place in ("7:26", "17:14", "17:57", "17:70")]
    page_places = ["site/index.html:14:62", "site/moved.html:2:44"]
    page_places += ["site/sub/index.html:3:33", "site/sub/index.html:3:71"]
    assert lines(check_site(site, PageSources(tmp_path)).problems) == [
        "site/css/site.css:3:25: missing-file: link to 'logo.svg': the file does not exist",
        f"{' + '.join(logo_places)}: missing-image: image 'logo.svg' does not exist",
        "site/index.html:9:16: missing-script: script 'js/site.js' does not exist",
        f"{' + '.join(page_places)}: missing-page: {NO_PAGE}",
    ]


@pytest.mark.parametrize("create", [False, True], ids=["no folder", "no page in it"])
def test_a_site_without_pages_is_an_error(tmp_path, create):
    site = tmp_path / "site"
    if create:
        site.mkdir()
        (site / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(ReviError) as raised:
        check_site(site)
    assert str(raised.value) == f"site-without-pages: {site} contains no HTML page"


def test_the_check_does_not_change_files(built):
    broken = built("broken")
    times_before = {file: file.stat().st_mtime_ns for file in broken.site.rglob("*")}
    check_site(broken.site, broken.sources)
    assert {file: file.stat().st_mtime_ns for file in broken.site.rglob("*")} == times_before


def test_a_list_of_posts_repeats_no_finding(tmp_path, write, lines):
    site = write({"p/index.html": '<img src="x.png">', "index.html": '<img src="x.png"><img src="y.png">'})
    (tmp_path / "p.md").write_text("![x](x.png)\n", encoding="utf-8")
    (tmp_path / "index.md").write_text("# Posts\n", encoding="utf-8")
    sources = PageSources(tmp_path, {"p/index.html": "p.md", "index.html": "index.md"})
    assert lines(check_site(site, sources).problems) == [
        "index.md: missing-image: image 'y.png' does not exist",
        "p.md:1:6: missing-image: image 'x.png' does not exist",
    ]


@pytest.mark.parametrize(
    ("source", "severity"), [("# Tags\n", "warning"), ('<a id="x"></a> <a id="x"></a>\n', "error")]
)
def test_an_id_that_only_a_plugin_repeats_is_a_warning(tmp_path, write, source, severity):
    site = write({"index.html": '<h2 id="x"></h2><h2 id="x"></h2>'})
    (tmp_path / "index.md").write_text(source, encoding="utf-8")
    (problem,) = check_site(site, PageSources(tmp_path, {"index.html": "index.md"})).problems
    assert (problem.code, problem.severity) == ("duplicate-id", severity)


@pytest.mark.parametrize(
    ("target", "quiet", "severity"),
    [
        ("gone.md", QuietLinks(nav_not_found=True), "warning"),
        ("gone.md", QuietLinks(not_found=True, nav_absolute_links=True), "error"),
        ("/gone/", QuietLinks(nav_absolute_links=True), "warning"),
        ("/gone/", QuietLinks(nav_not_found=True), "error"),
    ],
)
def test_validation_of_the_navigation(tmp_path, write, target, quiet, severity):
    prefix = "" if target.startswith("/") else "../"
    pages = {"index.html": target, "a/index.html": f"{prefix}{target}", "404.html": f"/{target.lstrip('/')}"}
    site = write({page: f'<nav><a href="{url}">x</a></nav>' for page, url in pages.items()})
    (tmp_path / "mkdocs.yml").write_text(f"nav:\n  - Gone: {target}\n", encoding="utf-8")
    for name in ("index.md", "a.md"):
        (tmp_path / name).write_text("# A\n", encoding="utf-8")
    sources = PageSources(tmp_path, {"index.html": "index.md", "a/index.html": "a.md"}, ("mkdocs.yml",))
    (problem,) = check_site(site, sources, quiet=quiet).problems
    assert (problem.code, problem.severity) == ("missing-page", severity)

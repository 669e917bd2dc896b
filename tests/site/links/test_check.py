"""Every kind of planted fault is found where it was written, and clean sites are left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revi_docs.problems.problem import Place
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.page_sources import PageSources
from revi_docs.site.links.site_check import check_site

HERE = Path(__file__).parent
START = "docs/guide/start.md"
NO_STRAT = "link to 'docs/guide/strat.md', and there is no such page (on 2 pages)"
NO_OTHER = "link to 'docs/guide/Other.md' differs from 'docs/guide/other.md' in capital letters"
NO_STYLE = "style sheet 'gone.css' does not exist (on 4 pages)"
NO_SCRIPT = "script 'gone.js' does not exist (on 4 pages)"
NO_NOWHERE = "link to 'nowhere.html', and there is no such page (on 4 pages)"
NO_PAGE = "link to 'sub/page.html', and there is no such page (on 3 pages)"


def test_every_planted_fault_of_a_built_site_is_found_where_it_was_written(built, lines):
    faults = built("faults")
    report = check_site(faults.site, faults.sources, "https://example.org/docs/")
    assert [line for line in lines(report.problems) if not line.startswith("mkdocs.yml")] == [
        f"docs/guide/other.md:5:22 + {START}:3:18: missing-page: {NO_STRAT}",
        f"{START}:5:16: wrong-case: {NO_OTHER}",
        f"{START}:7:20: missing-anchor: link to 'guide/other/#a-prat', and the page has no such anchor",
        f"{START}:7:54: missing-anchor: link to 'guide/start/#nowhere', and the page has no such anchor",
        f"{START}:9:26: missing-image: image 'img/lgoo.svg' does not exist",
        f"{START}:11:23: link-leaves-site: link to '../LICENSE' leads out of the site",
        f"{START}:13:36: directory-without-index: link to the folder 'img/', which has no index.html",
        f"{START}:15:20: missing-page: link to 'guide/otter/', and there is no such page",
        f"{START}:15:54: missing-image: image 'guide/img/logo.svg' does not exist",
        f"{START}:15:89: missing-page: link to 'docs/guide/other.md', and there is no such page",
        f"{START}:17:8 + {START}:19:8: duplicate-id: id 'same' is given to more than one element of a page",
        f"{START}:21:13: bad-mailto: 'mailto:team@@example.org' is no address that mail can be sent to",
        f"{START}:23:14: undefined-reference: reference 'nope' is not defined, so its link stands as text",
        f"{START}:27:10: empty-link: link without an address",
        f"{START}:29:20: bad-link: address '..\\guide\\other.md' holds a backslash",
        f"{START}:29:49: bad-link: address 'a b.md' holds a space",
        f"{START}:29:69: bad-link: address '100%.md' holds a '%' that is no escape",
        f"{START}:29:86: bad-link: address 'https://' names no host",
        f"{START}:31:28: link-leaves-site: link to '/elsewhere/' leads out of the site",
        f"{START}:33:18: missing-file: link to 'guide/manual.pdf', and there is no such file",
    ]


def test_a_fault_of_theme_or_navigation_is_one_problem_with_all_pages(built, lines):
    faults = built("faults")
    report = check_site(faults.site, faults.sources, "https://example.org/docs/")
    found = [line for line in lines(report.problems) if line.startswith("mkdocs.yml")]
    pages = " + guide/other/index.html + guide/start/index.html + index.html"
    assert [line.replace(pages, " + …") for line in found] == [
        f"mkdocs.yml:7:13 + 404.html:39:36 + …: missing-style: {NO_STYLE}",
        f"mkdocs.yml:8:20 + 404.html:359:22 + …: missing-script: {NO_SCRIPT}",
        f"mkdocs.yml:13:14 + 404.html:267:16 + …: missing-page: {NO_NOWHERE}",
    ]


def test_each_fault_says_how_it_is_mended(built):
    faults = built("faults")
    problems = check_site(faults.site, faults.sources, "https://example.org/docs/").problems
    assert {(problem.code, problem.subject): problem.fix for problem in problems} == {
        ("missing-style", "gone.css"): "correct the address or add the file",
        ("missing-script", "gone.js"): "correct the address or add the file",
        ("missing-page", "nowhere.html"): "correct the link or add the page, or did you mean 'index.html'?",
        ("missing-page", "docs/guide/strat.md"): "correct the link or add the page, "
        "or did you mean 'docs/guide/start.md'?",
        ("missing-page", "guide/otter/"): "correct the link or add the page, or did you mean 'guide/other/'?",
        ("missing-page", "docs/guide/other.md"): "link to 'guide/other/', the page it becomes; "
        "raw HTML is not rewritten",
        ("wrong-case", "docs/guide/Other.md"): "write 'docs/guide/other.md'; "
        "web servers tell capital from small letters",
        ("missing-anchor", "#a-prat"): "correct the anchor, or give its heading this id, "
        "or did you mean '#a-part'?",
        ("missing-anchor", "#nowhere"): "correct the anchor, or give its heading this id",
        ("missing-image", "img/lgoo.svg"): "correct the address or add the file, "
        "or did you mean 'img/logo.svg'?",
        ("missing-image", "guide/img/logo.svg"): "its page stands one folder deeper than its source: "
        "put one more '../' in front",
        ("missing-file", "guide/manual.pdf"): "correct the address or add the file",
        ("link-leaves-site", "../LICENSE"): "take away the '../' that are too many, "
        "or give the full web address",
        ("link-leaves-site", "/elsewhere/"): "begin the address with '/docs/', "
        "or make it relative to the page",
        ("directory-without-index", "img/"): "link to a page in the folder, or give the folder an index page",
        ("duplicate-id", "same"): "give each element its own id; a link reaches only the first",
        ("bad-mailto", "mailto:team@@example.org"): "write mailto:name@example.org",
        ("undefined-reference", "nope"): "add '[nope]: address' to the file, "
        "or write the link as [text](address)",
        ("empty-link", "link"): "give the address, or take the element away",
        ("bad-link", "..\\guide\\other.md"): "write '/' for each backslash",
        ("bad-link", "a b.md"): "write '%20' for each space",
        ("bad-link", "100%.md"): "write '%25' for the '%'",
        ("bad-link", "https://"): "write the whole address, such as https://example.org/page",
    }


def test_a_clean_site_built_with_material_has_no_problem(built):
    clean = built("clean")
    report = check_site(clean.site, clean.sources, "https://example.org/clean/")
    assert report.problems == ()
    assert report.pages == 5
    assert report.links > 80
    assert [link.address for link in report.external_links] == [
        "https://example.com/",
        "https://example.org/code/clean",
        "https://squidfunk.github.io/mkdocs-material/",
    ]


def test_a_clean_site_written_by_hand_has_no_problem():
    report = check_site(HERE / "plain")
    assert report.problems == ()
    assert (report.pages, report.links) == (5, 26)
    assert [(link.address, link.pages) for link in report.external_links] == [
        ("HTTPS://example.org/y", ("index.html",)),
        ("https://example.org/x", ("index.html",)),
    ]


def test_the_place_of_an_outside_link_is_where_it_was_written(built):
    faults = built("faults")
    report = check_site(faults.site, faults.sources, "https://example.org/docs/")
    places = {link.address: link.places for link in report.external_links}
    assert places["https://example.com/?x=1#y"] == (Place(START, 35, 13),)
    assert [str(place) for place in places["https://squidfunk.github.io/mkdocs-material/"]][1:] == [
        "guide/other/index.html",
        "guide/start/index.html",
        "index.html",
    ]


def test_without_sources_the_line_of_the_html_file_is_named(tmp_path, lines):
    site = tmp_path / "site"
    shutil.copytree(HERE / "plain", site)
    (site / "logo.svg").unlink()
    (site / "sub/page.html").unlink()
    (site / "js/site.js").unlink()
    logo_places = [f"site/index.html:{place}" for place in ("7:26", "17:14", "17:57", "17:70")]
    page_places = ["site/index.html:14:62", "site/moved.html:2:44"]
    page_places += ["site/sub/index.html:3:33", "site/sub/index.html:3:71"]
    assert lines(check_site(site, PageSources(tmp_path)).problems) == [
        "site/css/site.css:3:25: missing-file: link to 'logo.svg', and there is no such file",
        f"{' + '.join(logo_places)}: missing-image: image 'logo.svg' does not exist",
        "site/index.html:9:16: missing-script: script 'js/site.js' does not exist",
        f"{' + '.join(page_places)}: missing-page: {NO_PAGE}",
    ]


@pytest.mark.parametrize("make", [False, True], ids=["no folder", "no page in it"])
def test_a_site_without_pages_cannot_pass(tmp_path, make):
    site = tmp_path / "site"
    if make:
        site.mkdir()
        (site / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(ReviError) as raised:
        check_site(site)
    assert str(raised.value) == f"site-without-pages: {site} holds no HTML page"


def test_checking_changes_nothing(built):
    faults = built("faults")
    before = {file: file.stat().st_mtime_ns for file in faults.site.rglob("*")}
    check_site(faults.site, faults.sources)
    assert {file: file.stat().st_mtime_ns for file in faults.site.rglob("*")} == before

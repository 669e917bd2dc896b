"""Single URLs on small sites: valid links have no problem, invalid ones exactly one."""

from __future__ import annotations

import pytest

from revi_docs.site.links.link_validator import is_valid_mailto
from revi_docs.site.links.site_check import check_site, css_urls

SITE = {
    "index.html": '<p id="here">Home</p>',
    "guide/index.html": '<p id="part">Guide</p><p id="über">x</p>',
    "guide/step.html": "Step",
    "img/logo.png": "x",
}
NO_INDEX = "link to 'img/': the folder has no index.html"


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../">up</a>',
        '<a href="..">up</a>',
        '<a href=".">here</a>',
        '<a href="./#part">own</a>',
        '<a href="#part">own</a>',
        '<a href="?page=2#part">own with query</a>',
        '<a href="#">top</a>',
        '<a href="#top">top</a>',
        '<a href="#%C3%BCber">coded</a>',
        '<a href="#über">plain</a>',
        '<a href="../guide/step.html?x=a/../b">query with dots</a>',
        '<a href="../guide">folder without slash</a>',
        '<a href="/guide/">from the root</a>',
        '<a href="../guide/./../index.html#here">dots inside</a>',
        '<a href="step%2Ehtml">coded dot</a>',
        '<a href=" step.html ">spaces around</a>',
        '<a href="tel:+1">tel</a><a href="javascript:void(0)">js</a><img src="data:,x">',
        '<a href="irc://example.org/y">irc</a>',
        '<a name="part">a name beside an id</a>',
        '<img srcset="../img/logo.png 1x,../img/logo.png 2x" src="../img/logo.png">',
        '<svg><use href="#part"/><image href="../img/logo.png"/></svg>',
        '<link rel="canonical" href="https://elsewhere.example/guide/">',
        "<p>[text][nope] without a source</p>",
        "<template><a href='nowhere.html'>inert</a></template>",
        "<!-- <a href='nowhere.html'>comment</a> -->",
    ],
)
def test_is_valid(write, body):
    site = write({**SITE, "guide/index.html": SITE["guide/index.html"] + body})
    assert check_site(site).problems == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="nope.html">x</a>', "missing-page: link to 'guide/nope.html': the page does not exist"),
        ('<a href="nope/">x</a>', "missing-page: link to 'guide/nope/': the page does not exist"),
        ('<a href="step.html/">x</a>', "missing-page: link to 'guide/step.html/': the page does not exist"),
        ('<a href="step">x</a>', "missing-page: link to 'guide/step': the page does not exist"),
        ('<a href="/nope/">x</a>', "missing-page: link to 'nope/': the page does not exist"),
        ('<a href="nope.zip">x</a>', "missing-file: link to 'guide/nope.zip': the file does not exist"),
        ('<a href="../Guide/">x</a>', "wrong-case: link to 'Guide/' differs from 'guide/' only in case"),
        ('<img src="../img/Logo.PNG">', "wrong-case: link to 'img/Logo.PNG' differs from 'img/logo.png' only in case"),
        ('<a href="#Part">x</a>', "missing-anchor: link to 'guide/#Part': the page has no such anchor"),
        ('<a href="step.html#x">x</a>', "missing-anchor: link to 'guide/step.html#x': the page has no such anchor"),
        ('<a href="Step.html/">x</a>', "missing-page: link to 'guide/Step.html/': the page does not exist"),
        ('<a href="../img/">x</a>', f"directory-without-index: {NO_INDEX}"),
        ('<a href="../img">x</a>', f"directory-without-index: {NO_INDEX}"),
        ('<img src="../img/">', "missing-image: image 'img/' does not exist"),
        ('<a href="../../x/">x</a>', "link-leaves-site: link to '../x/' points outside the site"),
        ('<a href="x/../../../y">x</a>', "link-leaves-site: link to 'x/../../../y' points outside the site"),
        ('<img srcset="../img/logo.png 1x, b.png 2x">', "missing-image: image 'guide/b.png' does not exist"),
        ('<video poster="p.png"></video>', "missing-image: image 'guide/p.png' does not exist"),
        ('<audio><source src="s.ogg"></audio>', "missing-image: image 'guide/s.ogg' does not exist"),
        ('<svg><image xlink:href="i.png"/></svg>', "missing-image: image 'guide/i.png' does not exist"),
        ('<link rel="Stylesheet" href="a.css">', "missing-style: style sheet 'guide/a.css' does not exist"),
        ('<script src="a.js"></script>', "missing-script: script 'guide/a.js' does not exist"),
        ('<iframe src="f.html"></iframe>', "missing-page: link to 'guide/f.html': the page does not exist"),
        ('<object data="o.pdf"></object>', "missing-file: link to 'guide/o.pdf': the file does not exist"),
        (
            '<meta http-equiv="Refresh" content="0;URL=\'r.html\'">',
            "missing-page: link to 'guide/r.html': the page does not exist",
        ),
        ('<a href="">x</a>', "empty-link: link without a URL"),
        ("<a href>x</a>", "empty-link: link without a URL"),
        ('<img src="">', "empty-link: image without a URL"),
        ('<a href="mailto:">x</a>', "bad-mailto: 'mailto:' is not a valid mailto address"),
        ('<a href="http:/one.slash">x</a>', "bad-link: URL 'http:/one.slash' has no host"),
        ('<a href="https://[bad/">x</a>', "bad-link: URL 'https://[bad/' has no host"),
        ('<base href="http://[bad/"><a href="x">x</a>', "bad-link: URL 'http://[bad/' has no host"),
        (
            f'<a href="https://a.example/{"x" * 8_000}">x</a>',
            f"bad-link: URL 'https://a.example/{'x' * 8_000}' is longer than 8,000 characters",
        ),
        ('<a href="https://a.example/x y">x</a>', "bad-link: URL 'https://a.example/x y' contains a space"),
        ('<a href="C:\\docs\\x.html">x</a>', "bad-link: URL 'C:\\docs\\x.html' is a local file path"),
        ('<p id="part">again</p>', "duplicate-id: id 'part' is used by more than one element of the page"),
    ],
)
def test_is_a_problem(write, body, expected):
    site = write({**SITE, "guide/index.html": SITE["guide/index.html"] + body})
    assert [f"{problem.code}: {problem.message}" for problem in check_site(site).problems] == [expected]


def test_a_site_below_a_path_is_left_only_by_leaving_the_path(write):
    body = '<a href="/docs/">a</a> <a href="../docs/">b</a> <a href="https://example.org/docs/#here">c</a>'
    site = write({"index.html": f'<p id="here">{body}</p> <a href="/other/">d</a> <a href="../other/">e</a>'})
    problems = check_site(site, site_url="https://example.org/docs/").problems
    assert [problem.message for problem in problems] == ["link to '/other/' points outside the site"]
    assert [problem.fix for problem in problems] == ["start the URL with '/docs/', or make it relative to the page"]


def test_relative_links_with_an_external_base_are_external(write):
    site = write({"index.html": '<base href="https://a.example/x/"><a href="y.html">y</a>'})
    report = check_site(site)
    assert (report.problems, [link.url for link in report.external_links]) == ((), ["https://a.example/x/y.html"])


def test_each_external_url_is_listed_once_with_its_pages(write):
    link = '<a href="https://a.example/">a</a><a href="https://a.example/">again</a>'
    report = check_site(write({"a.html": link, "b.html": link, "c.html": "none"}))
    assert [(link.url, link.pages) for link in report.external_links] == [("https://a.example/", ("a.html", "b.html"))]


def test_invalid_bytes_do_not_fail(write):
    site = write({"index.html": "x"})
    (site / "odd.html").write_bytes(b'<a href="\xff.html">\xfe</a><p id="\xff">')
    (site / "empty.html").write_bytes(b"")
    (site / "nul.html").write_bytes(b"\x00][\x00<a href='#\x00'>")
    (site / "odd.css").write_bytes(b"a { background: url(\xff.png) }")
    codes = [problem.code for problem in check_site(site).problems]
    assert codes == ["missing-anchor", "missing-file", "missing-page"]


@pytest.mark.parametrize(
    ("url", "is_valid"),
    [
        ("mailto:a@example.org", True),
        ("mailto:a.b+c@mail.example.org", True),
        ("mailto:a%40b@example.org", False),
        ("mailto:a@example.org,b@example.org?cc=c@example.org", True),
        ("mailto:?subject=Hello", True),
        ("mailto:", False),
        ("mailto:example.org", False),
        ("mailto:a@localhost", False),
        ("mailto:a@exa mple.org", False),
        ("mailto:a@example..org", False),
        ("mailto:@example.org", False),
        ("mailto:jörg@münchen.example", True),
    ],
)
def test_mailto_urls(url, is_valid):
    assert is_valid_mailto(url) is is_valid


def test_urls_in_a_style_sheet():
    style = (
        "/* url(no.png) */ @import 'a.css'; @import url(\"b.css\") print; "
        "x { src: url( 'c d.woff2' ), url(e.png) } y { background: url(data:image/png;base64,AA) }"
    )
    assert list(css_urls(style)) == ["a.css", "b.css", "c d.woff2", "e.png"]

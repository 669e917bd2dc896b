"""Single addresses on small sites: valid links have no problem, invalid ones exactly one."""

from __future__ import annotations

import pytest

from revi_docs.site.links.link_validator import is_valid_mailto
from revi_docs.site.links.site_check import check_site, css_addresses
from revi_docs.site.links.source_locator import PageSources

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


def test_addresses_are_relative_to_the_base_of_the_page(write):
    links = '<a href="step.html">x</a><a href="#part">y</a><a href="../a.html">z</a>'
    site = write(
        {
            "index.html": f'<base href="/v1/guide/">{links}',
            "guide/index.html": '<p id="part"></p>',
            "guide/step.html": "x",
        }
    )
    problems = check_site(site, site_url="https://example.org/v1/").problems
    assert [problem.message for problem in problems] == ["link to 'a.html': the page does not exist"]


def test_relative_links_with_an_external_base_are_external(write):
    site = write({"index.html": '<base href="https://a.example/x/"><a href="y.html">y</a>'})
    report = check_site(site)
    assert (report.problems, [link.address for link in report.external_links]) == ((), ["https://a.example/x/y.html"])


def test_each_external_address_is_listed_once_with_its_pages(write):
    link = '<a href="https://a.example/">a</a><a href="https://a.example/">again</a>'
    report = check_site(write({"a.html": link, "b.html": link, "c.html": "none"}))
    assert [(link.address, link.pages) for link in report.external_links] == [
        ("https://a.example/", ("a.html", "b.html"))
    ]


def test_invalid_bytes_do_not_fail(write):
    site = write({"index.html": "x"})
    (site / "odd.html").write_bytes(b'<a href="\xff.html">\xfe</a><p id="\xff">')
    (site / "empty.html").write_bytes(b"")
    (site / "nul.html").write_bytes(b"\x00][\x00<a href='#\x00'>")
    (site / "odd.css").write_bytes(b"a { background: url(\xff.png) }")
    codes = [problem.code for problem in check_site(site).problems]
    assert codes == ["missing-anchor", "missing-file", "missing-page"]


def test_the_line_is_correct_with_crlf_and_a_byte_order_mark(tmp_path, write):
    site = write({"page/index.html": '<article><a href="gone.md">x</a></article>'})
    (tmp_path / "page.md").write_bytes("\ufeff# Seite\r\n\r\nÄ [x](gone.md)\r\n".encode())
    problems = check_site(site, PageSources(tmp_path, {"page/index.html": "page.md"})).problems
    assert [str(problem.first_place) for problem in problems] == ["page.md:3:7"]


def test_an_unreadable_source_is_reported_without_a_line(tmp_path, write):
    site = write({"page/index.html": '<article><a href="gone.md">x</a></article>'})
    problems = check_site(site, PageSources(tmp_path, {"page/index.html": "page.md"})).problems
    assert [str(problem.first_place) for problem in problems] == ["page.md"]


@pytest.mark.parametrize(
    ("source", "html", "names"),
    [
        ("[a][b]", "<p>[a][b]</p>", ["b"]),
        ("[a][]", "<p>[a][]</p>", ["a"]),
        ("[**a**][B  c]", "<p>[<b>a</b>][B  c]</p>", ["b c"]),
        ("[a] [b]", "<p>[a] [b]</p>", []),
        ("[SCOPE] [--focus=AREA]", "<p>[SCOPE] [--focus=AREA]</p>", []),
        ("`[a][b]`", "<p><code>[a][b]</code></p>", []),
        ("```\n[a][b]\n```", "<pre>[a][b]</pre>", []),
        (r"\[a][b]", "<p>[a][b]</p>", []),
        (r"[a\][b]", "<p>[a][b]</p>", []),
        ("[a][b]\n\n[b]: x.html", "<p>[a][b]</p>", []),
        ("[a][b]", '<p><a href="#">a</a></p>', []),
        ('---\ndescription: "[a][b]"\n---\n\\[a\\]\\[b\\]', "<p>[a][b]</p>", []),
        ('---\r\ndescription: "[a][b]"\r\n---\r\n\\[a\\]\\[b\\]', "<p>[a][b]</p>", []),
        ("<!-- [a]\n[a][b] -->\n\\[a\\]\\[b\\]", "<p>[a][b]</p>", []),
        ("\\[a\\]\\[b\\]\n\n    [a][b]\n", "<p>[a][b]</p><pre>[a][b]</pre>", []),
        ("Text\n    [a][b]\n", "<p>Text [a][b]</p>", ["b"]),
        ("- one\nmore\n\n    [a][b]\n", "<ul><li><p>one more<p>[a][b]</ul>", ["b"]),
        ("!!! note\n\n    [a][b]\n", "<div><p>[a][b]</div>", ["b"]),
        ("- one\n\nText.\n\n    x\n\n    [a][b]\n\n\\[a\\]\\[b\\]", "<p>[a][b]</p>", []),
        ("---\n\n[a][b]\n", "<hr><p>[a][b]</p>", ["b"]),
    ],
)
def test_undefined_references(tmp_path, write, source, html, names):
    site = write({"index.html": html})
    (tmp_path / "index.md").write_text(source, encoding="utf-8")
    problems = check_site(site, PageSources(tmp_path, {"index.html": "index.md"})).problems
    assert [problem.subject for problem in problems] == names


def test_an_undefined_reference_beside_escaped_brackets_has_its_own_position(tmp_path, write, lines):
    site = write({"index.html": "<p>Give it as [SCOPE][FOCUS].</p><p>[SCOPE][FOCUS]</p>"})
    source = '---\ndescription: "As [SCOPE][FOCUS]."\n---\n\\[SCOPE\\]\\[FOCUS\\]\n\nA [SCOPE][FOCUS]\n'
    (tmp_path / "index.md").write_text(source, encoding="utf-8")
    problems = check_site(site, PageSources(tmp_path, {"index.html": "index.md"})).problems
    assert lines(problems) == [
        "index.md:6:3: undefined-reference: reference 'focus' is not defined; its link is rendered as text"
    ]


@pytest.mark.parametrize(
    ("address", "is_valid"),
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
def test_mailto_addresses(address, is_valid):
    assert is_valid_mailto(address) is is_valid


def test_addresses_in_a_style_sheet():
    style = (
        "/* url(no.png) */ @import 'a.css'; @import url(\"b.css\") print; "
        "x { src: url( 'c d.woff2' ), url(e.png) } y { background: url(data:image/png;base64,AA) }"
    )
    assert list(css_addresses(style)) == ["a.css", "b.css", "c d.woff2", "e.png"]

"""References without a definition."""

from __future__ import annotations

import pytest

from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources


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
        ("x[a][b] and <span>x[a][b]</span>", "<p>x[a][b] and <span>x[a][b]</span></p>", []),
        ("\\begin{align}\n(A)[a][b]\n\\end{align}\n", "<p>(A)[a][b]</p>", []),
        ("<div>x [a][b]</div>\n", "<div>x [a][b]</div>", []),
        ("<p>\nx [a][b]\n</p>\n", "<p>x [a][b]</p>", []),
        ("<div markdown>\nx [a][b]\n</div>\n", "<div>x [a][b]</div>", ["b"]),
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

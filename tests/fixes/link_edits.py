"""A small site, the link problems in it, and what a person types who follows their fixes."""

from __future__ import annotations

from tests.fixes.edits import Edit

SITE = {
    "docs/index.md": "# Home\n\nText.\n",
    "docs/guide.md": "# Guide\n\n## First part {#first-part}\n\nText.\n",
    "docs/img/logo.svg": "<svg/>",
    "docs/table.css": "td {}\n",
    "docs/table.js": "",
    "docs/data.zip": "",
}

_PAGE = "docs/index.md"


def _link(wrong: str, right: str) -> tuple[Edit, Edit]:
    return Edit(_PAGE, "Text.", wrong), Edit(_PAGE, wrong, right)


LINK_EDITS: dict[str, tuple[Edit, Edit]] = {
    "bad-link": _link(r'<a href="img\logo.svg">Logo</a>', '<a href="img/logo.svg">Logo</a>'),
    "bad-mailto": _link("[Write](mailto:team@@example.org)", "[Write](mailto:name@example.org)"),
    "directory-without-index": (
        Edit(_PAGE, "Text.", "[Pictures](img/)"),
        Edit("docs/img/index.md", new="# Pictures\n"),
    ),
    "duplicate-id": _link('<p id="note">a</p><p id="note">b</p>', '<p id="note">a</p><p id="its">b</p>'),
    "empty-link": _link('Read <a href="">more</a>', "Read"),
    "external-private": _link("[Here](http://127.0.0.1:8000/)", "`http://127.0.0.1:8000/`"),
    "link-leaves-site": _link("[Guide](../guide.html)", "[Guide](guide.html)"),
    "missing-anchor": _link("[Part](guide.html#firstpart)", "[Part](guide.html#first-part)"),
    "missing-file": _link("[Data](files/data.zip)", "[Data](data.zip)"),
    "missing-image": _link("![Logo](logo.svg)", "![Logo](img/logo.svg)"),
    "missing-page": _link("[Guide](giude.html)", "[Guide](guide.html)"),
    "missing-script": _link('<script src="tabel.js"></script>', '<script src="table.js"></script>'),
    "missing-style": _link('<link rel="stylesheet" href="css/table.css">', '<link rel="stylesheet" href="table.css">'),
    "undefined-reference": _link("See [it][giude].\n\n[guide]: guide.html", "See [it][guide].\n\n[guide]: guide.html"),
    "wrong-case": _link("[Guide](Guide.html)", "[Guide](guide.html)"),
}
"""Code → how the problem is planted, and the edit that its fix asks for."""

"""The files and folders of a site."""

from __future__ import annotations

from pathlib import Path

from revi_docs.site.links.site_files import scan_site
from tests.support.sample_repo import write


def test_a_site(tmp_path: Path) -> None:
    for name in ("index.html", "Guide/a.htm", "Guide/b.txt", "css/main.css"):
        write(tmp_path, name, "x")
    (tmp_path / "link").symlink_to(tmp_path)
    files = scan_site(tmp_path)
    assert files.files == {"index.html", "Guide/a.htm", "Guide/b.txt", "css/main.css"}
    assert files.folders == {"", "Guide", "css", "link"}
    assert (files.pages, files.stylesheets) == (("Guide/a.htm", "index.html"), ("css/main.css",))
    assert files.casefolded["guide/a.htm"] == "Guide/a.htm"

"""Single pages that are rendered after a build: as the next full build renders them."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs.build_runner import build_once, load_site_config, silence_output
from revi_docs.site.mkdocs.builder import build_site
from revi_docs.site.mkdocs.mkdocs_log import MkdocsLog
from revi_docs.site.mkdocs.page_preview import PagePreview
from tests.site.small_site import Repository


@pytest.fixture
def root(repository: Repository) -> Path:
    return repository()


@pytest.fixture
def preview(root: Path) -> PagePreview:
    preview, log = PagePreview(), MkdocsLog(root)
    with silence_output(), log.capture():
        config = load_site_config(log, {"site_dir": str(root / "preview")})
        config.plugins["revi-preview"] = preview
        build_once(config, log)
    return preview


@pytest.mark.parametrize("text", ["# One\n\nA `done` status.\n", "# Two\n\n| a |\n|---|\n| `done` |\n"])
def test_a_page_is_as_in_a_full_build(root: Path, preview: PagePreview, text: str) -> None:
    source = root / "docs" / "index.md"
    for content in ("# Before\n", text):
        source.write_text(content, encoding="utf-8")
        (page,) = preview.render([source], root / "preview")
    assert page.file.src_uri == "index.md"
    built = build_site(root, site=root / "full")
    assert (root / "preview/index.html").read_text("utf-8") == (built.site / "index.html").read_text("utf-8")


def test_a_page_of_the_next_build_is_left_out(root: Path, preview: PagePreview) -> None:
    new = root / "docs" / "new.md"
    new.write_text("# New\n", encoding="utf-8")
    assert preview.render([new], root / "preview") == ()


def test_an_invalid_contract_is_said(root: Path, preview: PagePreview) -> None:
    (root / "revi.yml").write_text("statuses: [\n", encoding="utf-8")
    with pytest.raises(ReviError):
        preview.reload_contract()

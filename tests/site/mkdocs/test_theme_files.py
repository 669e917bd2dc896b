"""`theme_files`: the files of a theme without those that MkDocs ignores."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from revi_docs.site.mkdocs.theme_files import list_visible_files


def _files_for_site(theme: Theme, docs: Path) -> list[str]:
    """The files that MkDocs copies from the theme into the site."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Theme", "theme": {"name": "material"}, "docs_dir": str(docs)})
    assert config.validate()[0] == []
    files = Files([])
    files.add_files_from_theme(theme.get_env(), config)
    return [file.src_uri for file in files]


def test_mkdocs_copies_the_same_files(tmp_path: Path) -> None:
    theme = Theme(name="material")
    all_files = _files_for_site(theme, tmp_path)
    list_visible_files(theme)
    assert _files_for_site(theme, tmp_path) == all_files != []


def test_hidden_folders_are_not_listed_but_loaded(tmp_path: Path) -> None:
    for path in ("main.html", "assets/style.css", "partials/.private/note.html", ".icons/star.svg"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"{path}\n")
    theme = Theme(name=None, custom_dir=str(tmp_path))
    list_visible_files(theme)
    environment = theme.get_env()
    listed = environment.list_templates()
    assert {"main.html", "assets/style.css"} <= set(listed)
    assert not any(path.startswith(".") or "/." in path for path in listed)
    assert environment.get_template(".icons/star.svg").render() == ".icons/star.svg"

"""`mkdocs.yml` is data: the tags of MkDocs and of Python are read, and none is executed."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs.config_reader import SiteSettings, read_settings
from tests.support.sample_repo import run_docs, sync_repository, write, write_sample

CASES = {
    "plain": ("site_name: A\n", {"site_name": "A"}),
    "empty": ("", {}),
    "not a mapping": ("[a]", {}),
    "environment": ("a: !ENV NAME\nb: !ENV [NAME, OTHER, text]\nc: !ENV [NAME]\n", {"a": None, "b": "text", "c": None}),
    "relative": ("a: !relative $docs_dir/x\n", {"a": "$docs_dir/x"}),
    "a function": ("a: !!python/name:material.extensions.emoji.twemoji\n", {"a": ""}),
    "a call": ("a: !!python/object/apply:os.system [touch ran]\n", {"a": ["touch ran"]}),
    "a call with names": ("a: !!python/object/new:os.system {args: [x]}\n", {"a": {"args": ["x"]}}),
    "a module": ("a: !!python/module:os\n", {"a": ""}),
    "an unknown tag": ("a: !what {b: !ever [1]}\n", {"a": {"b": [1]}}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_tags_are_data(text: str, expected: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NAME", "from the environment")
    write(tmp_path, "mkdocs.yml", text)
    assert read_settings(tmp_path) == SiteSettings(expected)
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


def test_inherited_settings_are_merged(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", "INHERIT: base/more.yml\ntheme: {name: material}\n")
    write(tmp_path, "base/more.yml", "INHERIT: ../base.yml\ntheme: {language: de, name: x}\n")
    write(tmp_path, "base.yml", "docs_dir: docs_src\ntheme: {font: false}\n")
    theme = {"font": False, "language": "de", "name": "material"}
    assert read_settings(tmp_path) == SiteSettings({"docs_dir": "docs_src", "theme": theme})


@pytest.mark.parametrize("link", [False, True])
def test_a_file_outside_the_repository_is_not_read(tmp_path: Path, link: bool) -> None:
    write(tmp_path, "secret.yml", "site_name: Secret\n")
    root = tmp_path / "root"
    parent = "link.yml" if link else "../secret.yml"
    write(root, "mkdocs.yml", f"INHERIT: {parent}\n")
    if link:
        (root / parent).symlink_to("../secret.yml")
    assert read_settings(root) == SiteSettings({}, (parent,))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("INHERIT: mkdocs.yml\n", "it inherits from itself", id="itself"),
        pytest.param("INHERIT: none.yml\n", "No such file or directory", id="nothing"),
        pytest.param("a: " + "[" * 5000 + "]" * 5000, "its values are nested too deeply", id="deep"),
        pytest.param(
            "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)),
            "it has more than 100,000 values",
            id="aliases",
        ),
        pytest.param("nav: &a [*a]\n", "it has more than 100,000 values", id="a list in itself"),
    ],
)
def test_an_invalid_file_is_a_problem(tmp_path: Path, text: str, reason: str) -> None:
    write(tmp_path, "mkdocs.yml", text)
    with pytest.raises(ReviError) as raised:
        read_settings(tmp_path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.message) == ("site-config", f"the file cannot be read: {reason}")


def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").symlink_to("mkdocs.yml")
    with pytest.raises(ReviError, match="the file cannot be read"):
        read_settings(tmp_path)


def test_no_command_but_the_build_runs_it(tmp_path: Path) -> None:
    root = write_sample(tmp_path / "root")
    sync_repository(root)
    write(root, "mkdocs.yml", f'site_name: !!python/object/apply:os.system ["touch {tmp_path}/ran"]\n')
    for command in ("init", "lint"):
        run_docs(root, command)
        assert not (tmp_path / "ran").exists(), command

"""The bare repository in which git may use the network."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from revi_docs.files.git_process import NoGitError
from revi_docs.files.git_transport import GitTransport, error_text, open_transport, user_settings

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


@pytest.fixture
def transport(tmp_path: Path) -> GitTransport:
    return open_transport(str(tmp_path), f"{tmp_path}/revi/claims")


def test_it_is_a_repository_that_keeps_objects(transport: GitTransport) -> None:
    blob = transport.output("hash-object", "-w", "--stdin", stdin=b"text").strip()
    assert transport.has(blob)
    assert not transport.has("0" * 40)
    with pytest.raises(NoGitError, match="bad file"):
        transport.output("cat-file", "blob", "0" * 40)


def test_settings_that_somebody_adds_are_removed(transport: GitTransport, tmp_path: Path) -> None:
    assert transport.output("config", "--get", "core.bare").strip() == "true"
    config = tmp_path / "revi" / "claims" / "config"
    expected = config.read_bytes()
    config.write_text("[core]\n\tsshCommand = touch ran\n")
    open_transport(str(tmp_path), f"{tmp_path}/revi/claims")
    assert config.read_bytes() == expected


def test_variables_that_lead_elsewhere_are_not_passed_on(
    transport: GitTransport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.hooksPath")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(tmp_path))
    blob = transport.output("hash-object", "-w", "--stdin", stdin=b"text").strip()
    assert (tmp_path / "revi/claims/objects" / blob[:2] / blob[2:]).exists()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a.git", "https://example.org/a.git"),
        ("git@example.org:a/b.git", "git@example.org:a/b.git"),
        ("../bare.git", "{parent}/bare.git"),
        ("/srv/bare.git", "/srv/bare.git"),
    ],
)
def test_the_address_of_a_remote(tmp_path: Path, url: str, expected: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    for command in ("init -q", f"remote add origin {url}", "config user.name Ada"):
        subprocess.run(["git", *command.split()], cwd=work, check=True)
    settings = user_settings(str(work), "origin")
    assert (settings["url"], settings["name"]) == (expected.format(parent=tmp_path), "Ada")
    assert "url" not in user_settings(str(work), "other")


def test_what_git_said_is_one_line() -> None:
    completed = subprocess.CompletedProcess([], 1, b"", b"warning: x\nfatal: no\nfatal: more\n")
    assert error_text(completed) == "no"
    assert error_text(subprocess.CompletedProcess([], 1, b"", b"")) == ""

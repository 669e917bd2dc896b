"""Paths that lead out of a repository or into git are rejected; paths that people write are not."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.safe_paths import is_git_name, path_error

SAFE = [
    "a",
    "plans/stories/{id}",
    "docs/Überblick.md",
    "docs/日本語.md",
    "docs/\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.md",
    "docs/\U0001f469\u200d\U0001f4bb.md",
    ".github/workflows/a.yml",
    ".gitignore",
    ".gitattributes",
    "git/config",
    "console.md",
    "com\u00b2a.md",
    "docs/\u2764\ufe0f.md",
    "nullable.md",
    "a..b/c",
    "x" * 255,
]
UNSAFE = {
    "": "is empty",
    "..": "leads out of its folder with '..'",
    "../a": "leads out of its folder with '..'",
    "a/../../b": "leads out of its folder with '..'",
    "/etc/passwd": "is not relative to the repository",
    "//host/share": "is not relative to the repository",
    "C:/a": "is not relative to the repository",
    "c:a": "is not relative to the repository",
    "a\\..\\b": "contains '\\', which not every system can store",
    "a//b": "contains an empty name or '.'",
    "./a": "contains an empty name or '.'",
    "a\0b": "contains the invisible character U+0000",
    "a\nb": "contains the invisible character U+000A",
    "a\x1b[31mb": "contains the invisible character U+001B",
    "a\x7f": "contains the invisible character U+007F",
    "a\u202egpj.md": "contains the invisible character U+202E",
    "a\u2066b": "contains the invisible character U+2066",
    "a\u200bb": "contains the invisible character U+200B",
    "a\U000e0041": "contains the invisible character U+E0041",
    "a\u2028b": "contains the invisible character U+2028",
    "a\ud800b": "contains the invisible character U+D800",
    "a.": "contains a name with a space or dot at its end, which some systems cannot store",
    "a /b": "contains a name with a space or dot at its end, which some systems cannot store",
    "docs/nul": "contains 'nul', which is a device on Windows",
    "AUX.md": "contains 'AUX.md', which is a device on Windows",
    "a/com1.tar.gz": "contains 'com1.tar.gz', which is a device on Windows",
    "COM\u00b9": "contains 'COM\u00b9', which is a device on Windows",
    "lpt\u00b2.x": "contains 'lpt\u00b2.x', which is a device on Windows",
    "CONIN$": "contains 'CONIN$', which is a device on Windows",
    "con  .x": "contains 'con  .x', which is a device on Windows",
    "a\u3164": "contains the invisible character U+3164",
    "a\u034fb": "contains the invisible character U+034F",
    "x" * 256: "contains a name that is longer than 255 bytes",
    "/".join(["x" * 255] * 17): "is longer than 4,095 bytes",
}
GIT_NAMES = [
    ".git",
    ".GIT",
    ".Git",
    ".git.",
    ".git ",
    ".git. .",
    "git~1",
    "GIT~1",
    ".git::$INDEX_ALLOCATION",
    ".g\u200cit",
    ".gi\u200dt",
    "\ufeff.git",
    "\uff0egit",
    ".\uff47\uff49\uff54",
    "\u2024git",
    ".g\u0456t",
    ".g\u0131t",
    ".\u0261it",
    ".gi\ufe0ft",
    ".g\u034fit",
    ".g\u115fit",
    ".git\U000e0100",
    ".g\u03b9t",
    ".G\u0399T",
    ".g\u13a5t",
    ".\u0262\u026a\u1d1b",
    "\u3002git",
    ".\U0001d420\U0001d422\U0001d42d",
]


@pytest.mark.parametrize("path", SAFE, ids=ascii)
def test_usual_paths_are_safe(path: str) -> None:
    assert path_error(path) == ""


@pytest.mark.parametrize(("path", "error"), UNSAFE.items(), ids=lambda text: ascii(text)[:40])
def test_unsafe_paths_are_rejected(path: str, error: str) -> None:
    assert path_error(path) == error


@pytest.mark.parametrize("name", GIT_NAMES, ids=ascii)
@pytest.mark.parametrize("form", ["{}", "{}/config", "sub/{}/hooks/pre-commit"])
def test_git_directories_are_rejected_in_any_form(name: str, form: str) -> None:
    assert is_git_name(name)
    assert path_error(form.format(name)) != ""


@pytest.mark.parametrize("name", [".github", "agit", ".gitkeep", "git", ".gi", "digit~1", ".gît"])
def test_other_names_are_no_git_directories(name: str) -> None:
    assert not is_git_name(name)


def test_a_pattern_may_have_wildcards() -> None:
    assert path_error("docs/**/*.m?", is_pattern=True) == ""
    assert path_error("docs/*.md") == "contains '*', which not every system can store"
    assert path_error("../**/*.md", is_pattern=True) == "leads out of its folder with '..'"


@given(st.text(st.sampled_from("./\\ab:\0\u200c\u202egitGIT~ "), max_size=20) | st.text(max_size=20))
def test_a_safe_path_stays_inside_and_out_of_git(path: str) -> None:
    if path_error(path) == "":
        parts = PurePosixPath(path).parts
        assert "/".join(parts) == path
        assert not {"..", "/", "."} & set(parts)
        assert not any(unicodedata.normalize("NFKC", part).casefold() == ".git" for part in parts)

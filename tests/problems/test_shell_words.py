"""What a shell makes of the words in the command of a fix."""

from __future__ import annotations

import subprocess

import pytest

from revi_docs.problems.shell_words import shell_path, short_id


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("plans/stories/REVI-001/REVI-001.md", "plans/stories/REVI-001/REVI-001.md"),
        ("our plans/it's.md", "'our plans/it'\"'\"'s.md'"),
        ("$(touch x)/`id`;&.md", "'$(touch x)/`id`;&.md'"),
        ("-rf", "./-rf"),
        ("-r f", "'./-r f'"),
    ],
)
def test_a_path_is_one_word(path: str, word: str) -> None:
    assert shell_path(path) == word
    echoed = subprocess.run(["sh", "-c", f"printf %s {word}"], capture_output=True, text=True, check=True).stdout
    assert echoed.removeprefix("./") == path


def test_an_id_is_shortened() -> None:
    assert short_id("0123456789abcdef" * 2) == "0123456789ab"

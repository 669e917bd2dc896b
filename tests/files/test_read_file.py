"""Files outside of the repository, which the agent platform names, are read only if they are regular files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.files.read_file import open_outside, read_outside


@pytest.mark.parametrize("read", [read_outside, open_outside])
def test_a_path_that_is_no_regular_file_is_an_error_of_the_system(
    tmp_path: Path, read: Callable[[str], object]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in ("a\0b", str(tmp_path / "pipe"), str(tmp_path), "/dev/zero"):
        with pytest.raises(OSError, match=r".+"):
            read(path)

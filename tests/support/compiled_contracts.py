"""The compiled contract of a copied repository, which `revi` would compile again for each copy."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from revi_docs.files.cache_files import read_private, write_private
from revi_docs.runtime.base import contract_cache
from revi_docs.runtime.base.repository import open_repository

_PLACE = (contract_cache._FOLDER, contract_cache._NAME)


def save_compiled(root: Path) -> Path:
    """Save the compiled contract of a repository, as its first call of `revi` does, and return the repository.

    The contract has no problems and extends no file.
    """
    write_private(os.path.realpath(root), *_PLACE, _compiled((root / "revi.yml").read_bytes()))
    return root


@cache
def _compiled(contract: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "revi.yml").write_bytes(contract)
        open_repository(folder)
        compiled = read_private(os.path.realpath(folder), *_PLACE)
    assert compiled
    return compiled

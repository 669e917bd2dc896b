"""Change values of a `revi.yml` on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml


@contextmanager
def changed_contract(root: Path) -> Iterator[dict[str, Any]]:
    """The data of `revi.yml`, which is written with all changes at the end of the block; comments are lost."""
    file = root / "revi.yml"
    data: dict[str, Any] = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    yield data
    file.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True), "utf-8")

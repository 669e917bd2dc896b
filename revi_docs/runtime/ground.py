"""A repository as hooks see it: its folder and its contract as plain data, for they run at every call."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from revi_docs.files.root import find_root
from revi_docs.records.refusal import BrokenError

CONTRACT = "generated/contract.json"
SOURCE = "revi.yml"


class Ground(NamedTuple):
    """The real path of the repository and all of its `contract.json`."""

    root: str
    data: Mapping[str, Any]

    def inside(self, path: str) -> str:
        """A real path as the contract names files, with forward slashes; "" where it is not in here."""
        below = os.path.relpath(path, self.root).replace(os.sep, "/")
        return "" if below == ".." or below.startswith("../") or os.path.isabs(below) else below

    def hooks(self, event: str) -> bool:
        """Whether the contract wants a hook for the event: it names it, or names none at all."""
        named = self.data.get("hooks")
        return not named or event in named

    def fails_closed(self, event: str) -> bool:
        """Whether the hook blocks where nothing can be decided."""
        return ((self.data.get("hooks") or {}).get(event) or {}).get("fail") == "closed"


def ground_of(folder: str) -> Ground | None:
    """The repository around a folder, None where it has no contract at all. Raises BrokenError."""
    root = os.path.realpath(find_root(folder))
    mend = "run 'revi-docs sync', which makes it from revi.yml"
    try:
        with open(os.path.join(root, CONTRACT), "rb") as stream:
            data = json.load(stream)
    except FileNotFoundError:
        if not os.path.exists(os.path.join(root, SOURCE)):
            return None
        raise BrokenError("contract-missing", f"{CONTRACT} is not there", mend) from None
    except OSError as error:
        raise BrokenError("contract-missing", f"{CONTRACT} cannot be read: {error.strerror}", mend) from None
    except (ValueError, RecursionError):
        raise BrokenError("contract-broken", f"{CONTRACT} is not what revi-docs makes", mend) from None
    if not isinstance(data, dict) or "project" not in data:
        raise BrokenError("contract-broken", f"{CONTRACT} is not what revi-docs makes", mend)
    return Ground(root, data)


def value_at(data: Mapping[str, Any], way: Sequence[str]) -> Any:
    """What stands at the end of a way through plain data; None where it leads nowhere."""
    found: Any = data
    for step in way:
        found = found.get(step, found.get(f"{step}_ms")) if isinstance(found, Mapping) else None
    return found

"""A repository as hooks see it: its folder and its contract as plain data, for they run at every call."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from revi_docs.files.repository_root import find_root
from revi_docs.records.command_errors import UnavailableError

CONTRACT_JSON = "generated/contract.json"
CONTRACT_YAML = "revi.yml"


class HookContext(NamedTuple):
    """The real path of the repository and all of its `contract.json`."""

    root: str
    data: Mapping[str, Any]

    def relative_path(self, path: str) -> str:
        """A real path as the contract names files, with forward slashes; "" where it is not in here."""
        relative = os.path.relpath(path, self.root).replace(os.sep, "/")
        return "" if relative == ".." or relative.startswith("../") or os.path.isabs(relative) else relative

    def has_hook(self, event: str) -> bool:
        """Whether the contract wants a hook for the event: it names it, or names none at all."""
        hooks = self.data.get("hooks")
        return not hooks or event in hooks

    def fails_closed(self, event: str) -> bool:
        """Whether the hook blocks where nothing can be decided."""
        return ((self.data.get("hooks") or {}).get(event) or {}).get("fail") == "closed"


def find_hook_context(folder: str) -> HookContext | None:
    """The repository around a folder, None where it has no contract at all. Raises BrokenError."""
    root = os.path.realpath(find_root(folder))
    fix = "run 'revi-docs sync', which makes it from revi.yml"
    try:
        with open(os.path.join(root, CONTRACT_JSON), "rb") as stream:
            data = json.load(stream)
    except FileNotFoundError:
        if not os.path.exists(os.path.join(root, CONTRACT_YAML)):
            return None
        raise UnavailableError("contract-missing", f"{CONTRACT_JSON} is not there", fix) from None
    except OSError as error:
        raise UnavailableError(
            "contract-missing", f"{CONTRACT_JSON} cannot be read: {error.strerror}", fix
        ) from None
    except (ValueError, RecursionError):
        raise UnavailableError(
            "contract-invalid", f"{CONTRACT_JSON} is not what revi-docs makes", fix
        ) from None
    if not isinstance(data, dict) or "project" not in data:
        raise UnavailableError("contract-invalid", f"{CONTRACT_JSON} is not what revi-docs makes", fix)
    return HookContext(root, data)


def value_at(data: Mapping[str, Any], key_path: Sequence[str]) -> Any:
    """What stands at the end of a way through plain data; None where it leads nowhere."""
    value: Any = data
    for key in key_path:
        value = value.get(key, value.get(f"{key}_ms")) if isinstance(value, Mapping) else None
    return value

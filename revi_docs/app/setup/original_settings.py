"""The settings of Claude Code as they were before `init`, so that `uninstall` restores every byte of them.

They are kept outside the work tree. They are restored only if the present file is what `init` makes of them, so a later
edit is never lost; then only the rules and hooks of revi-docs are removed.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

from revi_docs.app.setup.hook_settings import denied_edits, merge_hooks, remove_hooks
from revi_docs.app.setup.permission_rules import add_permissions, remove_permissions
from revi_docs.app.setup.settings_file import is_new_file
from revi_docs.contract.model import Contract
from revi_docs.files.cache_files import read_private, write_private
from revi_docs.problems.revi_error import ReviError

_FOLDER, _NAME = "revi/originals", "settings.json"


def remember_settings(root: Path, content: bytes, contract: Contract) -> None:
    """Remember the settings, unless they are what `init` made of those that are remembered, or of no settings."""
    rest = remove_hooks(remove_permissions(content, denied_edits(contract)))
    has_text = bool(content.removeprefix(BOM_UTF8).strip())
    is_own = has_text and is_new_file(rest) and rest != content
    if not is_own and original_settings(root, content, contract) is None:
        write_private(str(root), _FOLDER, _NAME, content.decode("utf-8"))


def original_settings(root: Path, content: bytes, contract: Contract) -> bytes | None:
    """Return the settings before `init`; None if they are not known, or if `content` has other changes."""
    text = read_private(str(root), _FOLDER, _NAME)
    if text is None:
        return None
    original = text.encode("utf-8")
    try:
        with_rules, with_hooks = add_permissions(original), merge_hooks(original, contract)
        results = (with_rules, with_hooks, merge_hooks(with_rules, contract), add_permissions(with_hooks))
    except ReviError:
        # The remembered settings are no longer valid JSON, so they cannot be those that `init` extended.
        return None
    return original if content in results else None

"""Old names of `tests.support.sample_repo`, for tests that still use them."""

from __future__ import annotations

from tests.support import sample_repo
from tests.support.sample_repo import CONTRACT, OUTPUTS, PROGRAM, TEMPLATES

__all__ = [
    "CONTRACT",
    "OUTPUTS",
    "PROGRAM",
    "TEMPLATES",
    "bare",
    "checked",
    "copy_of",
    "edit",
    "fill",
    "git",
    "revi",
    "states",
    "synced",
    "told",
    "write",
]

bare = sample_repo.clean_environment
checked = sample_repo.check_repository
copy_of = sample_repo.copy_repository
edit = sample_repo.edit
fill = sample_repo.write_sample
git = sample_repo.git
revi = sample_repo.run_docs
states = sample_repo.file_states
synced = sample_repo.sync_repository
told = sample_repo.render_problems
write = sample_repo.write

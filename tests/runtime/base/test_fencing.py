"""The fencing token of a request against those that were issued."""

from __future__ import annotations

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.fencing import highest_fence, require_current_fence
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.locks.phase_locks import acquire, release
from tests.support.lock_requests import ME, YOU


def test_only_the_highest_is_accepted(started_story: StoryPaths) -> None:
    assert highest_fence(started_story) == 0
    require_current_fence(started_story, 0)
    fence = acquire(started_story, ME).owner.fence
    assert highest_fence(started_story) == fence
    require_current_fence(started_story, fence)
    release(started_story, "me", "PASS")
    later = acquire(started_story, YOU).owner.fence
    for number, code in ((fence, "old-fence"), (later + 1, "unknown-fence")):
        with pytest.raises(CommandError) as error:
            require_current_fence(started_story, number)
        assert error.value.code == code

"""Good answers of the outside world, remembered for some days; failures are asked again every time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from revi_docs.files.write import write
from revi_docs.problems.problem import ReviError

_VERSION = 1


@dataclass(frozen=True, slots=True)
class GoodAnswers:
    """Addresses that answered well, each with the time of the check (ISO 8601 with offset)."""

    checked: Mapping[str, datetime]

    def fresh(self, now: datetime, days: float) -> frozenset[str]:
        """The addresses checked within the last `days` days; a time ahead of `now` does not count."""
        oldest = now - timedelta(days=days)
        return frozenset(address for address, at in self.checked.items() if oldest <= at <= now)

    def with_answers(self, good: Iterable[str], now: datetime, days: float) -> GoodAnswers:
        """These answers without the outdated ones, and `good` as checked now."""
        kept = {address: self.checked[address] for address in self.fresh(now, days)}
        return GoodAnswers({**kept, **dict.fromkeys(good, now)})


def load(file: Path) -> GoodAnswers:
    """Read the cache; a file that is missing or not understood holds nothing."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return GoodAnswers({})
    good = data.get("good") if isinstance(data, dict) and data.get("version") == _VERSION else None
    times = {address: _time(at) for address, at in good.items()} if isinstance(good, dict) else {}
    return GoodAnswers({address: at for address, at in times.items() if at is not None})


def save(file: Path, answers: GoodAnswers) -> None:
    """Write the cache in one step. A folder that cannot be written to costs only the memory."""
    good = {address: at.isoformat(timespec="seconds") for address, at in sorted(answers.checked.items())}
    content = json.dumps({"version": _VERSION, "good": good}, indent=1) + "\n"
    with suppress(ReviError):
        write(file.parent, file.name, content.encode())


def _time(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None

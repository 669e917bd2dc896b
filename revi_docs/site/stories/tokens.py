"""The tokens that were recorded against the budgets, by phase and by story: bars, and their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.site.stories.shown import Shown, Use
from revi_docs.site.stories.words import code, head, markdown, markup, table

MOST_BARS = 40
"""Stories in the chart: those that used most."""

_EXPLAINED = """\
The limit counts for each story with a record of the phase. What nobody counted is unrecorded: no bar."""

_WIDTH, _ROW, _LABEL = 720, 34, 190


class Bar(NamedTuple):
    """What is held against each other: a name, what was recorded (None: unrecorded), the hard limit."""

    name: str
    recorded: int | None
    hard: int


def tokens(shown: Shown) -> str:
    """The page as Markdown; "" where no story has a record."""
    phases, stories = tuple(_by_phase(shown)), tuple(_by_story(shown))
    if not stories:
        return ""
    most = sorted(stories, key=lambda bar: -(bar.recorded or 0))[:MOST_BARS]
    return "\n".join(
        [
            *head("Tokens", "Recorded tokens against the budgets, by phase and by story."),
            _EXPLAINED,
            "",
            *_section("By phase", phases, phases, shown),
            *_section("By story", [one for one in stories if one in most], stories, shown),
        ]
    )


def _section(title: str, drawn: Sequence[Bar], bars: Sequence[Bar], shown: Shown) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield _chart(f"Tokens, {title.lower()}", drawn)
    yield ""
    yield from table(
        (title.removeprefix("By ").capitalize(), "Recorded", "Hard limit", "Share"),
        (_row(one, shown) for one in bars),
    )


def _row(bar: Bar, shown: Shown) -> tuple[str, ...]:
    name = f"[{markdown(bar.name)}]({bar.name}.md)" if bar.name in shown.listing.stories else code(bar.name)
    if bar.recorded is None:
        return name, "unrecorded", f"{bar.hard:,}", "unrecorded"
    share = f"{bar.recorded / bar.hard:.0%}" if bar.hard else ""
    return name, f"{bar.recorded:,}", f"{bar.hard:,}", share


def _by_phase(shown: Shown) -> Iterator[Bar]:
    for phase in shown.contract.phases:
        uses = [one.use[phase] for one in shown.stories if one.use and phase in one.use]
        if uses:
            yield _bar(phase, uses)


def _by_story(shown: Shown) -> Iterator[Bar]:
    for one in shown.stories:
        if one.use:
            yield _bar(one.id, list(one.use.values()))


def _bar(name: str, uses: Sequence[Use]) -> Bar:
    """What was recorded in all; unrecorded where nobody counted any of it."""
    known = [use.recorded for use in uses if use.recorded is not None]
    return Bar(name, sum(known) if known else None, sum(use.hard for use in uses))


def _chart(title: str, bars: Sequence[Bar]) -> str:
    """The bars as SVG. Each tells its figures, too; the table beside it has them all."""
    most = max([1, *(max(bar.recorded or 0, bar.hard) for bar in bars)])
    height = _ROW * len(bars) + 8
    frame = f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" aria-label="{markup(title)}">'
    lines = [f'<figure class="revi-chart">{frame}']
    for number, bar in enumerate(bars):
        lines += _drawn(bar, number * _ROW + 6, (_WIDTH - _LABEL - 10) / most)
    return "\n".join([*lines, "</svg></figure>"])


def _drawn(bar: Bar, top: int, scale: float) -> Iterator[str]:
    said = "unrecorded" if bar.recorded is None else f"{bar.recorded:,} of {bar.hard:,}"
    yield f"<g><title>{markup(bar.name)}: {said}</title>"
    yield f'<text x="{_LABEL - 10}" y="{top + 15}" text-anchor="end">{markup(bar.name)}</text>'
    yield f'<rect class="limit" x="{_LABEL}" y="{top}" width="{bar.hard * scale:.1f}" height="22"/>'
    over = " over" if bar.recorded is not None and bar.hard and bar.recorded >= bar.hard else ""
    if bar.recorded is not None:
        width = f"{max(bar.recorded * scale, 1):.1f}"
        yield f'<rect class="used{over}" x="{_LABEL}" y="{top + 5}" width="{width}" height="12"/>'
    else:
        yield f'<text x="{_LABEL + 6}" y="{top + 15}">unrecorded</text>'
    yield "</g>"

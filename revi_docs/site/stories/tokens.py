"""The page about tokens: recorded tokens and budgets by phase and by story, as charts and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from revi_docs.site.stories.page_markup import code, html_text, markdown_table, page_header, story_link
from revi_docs.site.stories.story_views import PhaseTokenTotals, StoryViews, breach_text

MAX_BARS = 40
"""The stories with the most tokens in the chart. Arbitrary: the table has all stories."""

_INTRODUCTION = """\
A limit is the sum of the hard limits of the phases whose tokens are in the sum. Tokens that were not counted are
shown as unrecorded, without a bar. A phase of a story that reached its hard limit is named, even if the sum is below
its limit."""

# Pixels of the chart, its rows, and its labels. Arbitrary, but the style sheet expects the width.
_WIDTH, _ROW, _LABEL = 720, 34, 190
_UNRECORDED_WIDTH = 100
"""The pixels that the label `unrecorded` needs. Read from a screenshot: about 80 with margins, rounded up."""


class Bar(NamedTuple):
    """A bar of the chart: a name, the recorded tokens (None if unrecorded), and the hard limit.

    `breaches` are the phases or stories in it that reached their own hard limit.
    """

    name: str
    recorded: int | None
    hard: int
    breaches: Mapping[str, PhaseTokenTotals] = {}


def tokens_page(views: StoryViews) -> str:
    """The page as Markdown; "" if no story has a token record."""
    phases, stories = tuple(_by_phase(views)), tuple(_by_story(views))
    if not stories:
        return ""
    largest = sorted(stories, key=lambda bar: -(bar.recorded or 0))[:MAX_BARS]
    return "\n".join(
        [
            *page_header("Tokens", "Recorded tokens and token budgets, by phase and by story."),
            _INTRODUCTION,
            "",
            *_section("By phase", phases, phases, views),
            *_section("By story", [bar for bar in stories if bar in largest], stories, views),
        ]
    )


def _section(title: str, charted: Sequence[Bar], bars: Sequence[Bar], views: StoryViews) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield chart(f"Tokens, {title.lower()}", charted)
    yield ""
    yield from markdown_table(
        (title.removeprefix("By ").capitalize(), "Recorded", "Hard limit", "Share", "Over"),
        (_row(bar, views) for bar in bars),
    )


def _row(bar: Bar, views: StoryViews) -> tuple[str, ...]:
    name = story_link(bar.name) if bar.name in views.index.stories else code(bar.name)
    if bar.recorded is None:
        return name, "unrecorded", f"{bar.hard:,}", "unrecorded", ""
    share = f"{bar.recorded / bar.hard:.0%}" if bar.hard else ""
    return name, f"{bar.recorded:,}", f"{bar.hard:,}", share, _breaches(bar, views)


def _breaches(bar: Bar, views: StoryViews) -> str:
    """The phases or stories over their limit, as Markdown."""
    names = {name: story_link(name) if name in views.index.stories else code(name) for name in bar.breaches}
    return ", ".join(f"**{names[name]}: {breach_text(totals)}**" for name, totals in bar.breaches.items())


def _by_phase(views: StoryViews) -> Iterator[Bar]:
    for phase in views.contract.phases:
        usages = {
            story.id: story.tokens_by_phase[phase]
            for story in views.stories
            if story.tokens_by_phase and phase in story.tokens_by_phase
        }
        if usages:
            yield sum_of(phase, usages)


def _by_story(views: StoryViews) -> Iterator[Bar]:
    for story in views.stories:
        if story.tokens_by_phase:
            yield sum_of(story.id, story.tokens_by_phase)


def sum_of(name: str, usages: Mapping[str, PhaseTokenTotals]) -> Bar:
    """The sum of the counted tokens, and of the limits that they count against; unrecorded if nothing was counted."""
    counted = [usage for usage in usages.values() if usage.recorded is not None]
    recorded = sum(usage.recorded or 0 for usage in counted) if counted else None
    hard = sum(usage.hard for usage in counted or usages.values())
    return Bar(name, recorded, hard, {key: usage for key, usage in usages.items() if usage.is_over})


def chart(title: str, bars: Sequence[Bar]) -> str:
    """The bars as SVG, each with its numbers as a tooltip."""
    max_value = max([1, *(max(bar.recorded or 0, bar.hard) for bar in bars)])
    height = _ROW * len(bars) + 8
    svg_open = f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" aria-label="{html_text(title)}">'
    lines = [f'<figure class="revi-chart">{svg_open}']
    for number, bar in enumerate(bars):
        lines += _draw_bar(bar, number * _ROW + 6, (_WIDTH - _LABEL - 10) / max_value)
    return "\n".join([*lines, "</svg></figure>"])


def _draw_bar(bar: Bar, top: int, scale: float) -> Iterator[str]:
    label = "unrecorded" if bar.recorded is None else f"{bar.recorded:,} of {bar.hard:,}"
    over = "".join(f"; over: {name}, {breach_text(totals)}" for name, totals in bar.breaches.items())
    yield f"<g><title>{html_text(f'{bar.name}: {label}{over}')}</title>"
    yield f'<text x="{_LABEL - 10}" y="{top + 15}" text-anchor="end">{html_text(bar.name)}</text>'
    yield f'<rect class="limit" x="{_LABEL}" y="{top}" width="{bar.hard * scale:.1f}" height="22"/>'
    over_class = " over" if bar.breaches else ""
    if bar.recorded is not None:
        # At least one pixel, so that a small value is visible.
        width = f"{max(bar.recorded * scale, 1):.1f}"
        yield f'<rect class="used{over_class}" x="{_LABEL}" y="{top + 5}" width="{width}" height="12"/>'
    else:
        # Inside the frame of the limit if it fits there, else to its right.
        label_position = _LABEL + 6 if bar.hard * scale >= _UNRECORDED_WIDTH else _LABEL + bar.hard * scale + 6
        yield f'<text x="{label_position:.0f}" y="{top + 15}">unrecorded</text>'
    yield "</g>"

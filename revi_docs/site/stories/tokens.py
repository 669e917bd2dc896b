"""The page about tokens: recorded tokens and budgets by phase and by story, as charts and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.site.stories.page_markup import code, html_text, markdown_table, page_header, story_link
from revi_docs.site.stories.story_views import PhaseTokenTotals, StoryViews

MAX_BARS = 40
"""The stories with the most tokens in the chart. Arbitrary: the table has all stories."""

_INTRODUCTION = """\
A limit is the sum of the hard limits of all phases with a token record. Tokens that were not counted are
shown as unrecorded, without a bar."""

# Pixels of the chart, its rows, and its labels. Arbitrary, but the style sheet expects the width.
_WIDTH, _ROW, _LABEL = 720, 34, 190


class Bar(NamedTuple):
    """A bar of the chart: a name, the recorded tokens (None if unrecorded), and the hard limit."""

    name: str
    recorded: int | None
    hard: int


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
    yield _chart(f"Tokens, {title.lower()}", charted)
    yield ""
    yield from markdown_table(
        (title.removeprefix("By ").capitalize(), "Recorded", "Hard limit", "Share"), (_row(bar, views) for bar in bars)
    )


def _row(bar: Bar, views: StoryViews) -> tuple[str, ...]:
    name = story_link(bar.name) if bar.name in views.index.stories else code(bar.name)
    if bar.recorded is None:
        return name, "unrecorded", f"{bar.hard:,}", "unrecorded"
    share = f"{bar.recorded / bar.hard:.0%}" if bar.hard else ""
    return name, f"{bar.recorded:,}", f"{bar.hard:,}", share


def _by_phase(views: StoryViews) -> Iterator[Bar]:
    for phase in views.contract.phases:
        usages = [
            story.tokens_by_phase[phase]
            for story in views.stories
            if story.tokens_by_phase and phase in story.tokens_by_phase
        ]
        if usages:
            yield _bar(phase, usages)


def _by_story(views: StoryViews) -> Iterator[Bar]:
    for story in views.stories:
        if story.tokens_by_phase:
            yield _bar(story.id, list(story.tokens_by_phase.values()))


def _bar(name: str, usages: Sequence[PhaseTokenTotals]) -> Bar:
    """The sum of the counted tokens; unrecorded if nothing was counted."""
    recorded_counts = [usage.recorded for usage in usages if usage.recorded is not None]
    return Bar(name, sum(recorded_counts) if recorded_counts else None, sum(usage.hard for usage in usages))


def _chart(title: str, bars: Sequence[Bar]) -> str:
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
    yield f"<g><title>{html_text(bar.name)}: {label}</title>"
    yield f'<text x="{_LABEL - 10}" y="{top + 15}" text-anchor="end">{html_text(bar.name)}</text>'
    yield f'<rect class="limit" x="{_LABEL}" y="{top}" width="{bar.hard * scale:.1f}" height="22"/>'
    over_class = " over" if bar.recorded is not None and bar.hard and bar.recorded >= bar.hard else ""
    if bar.recorded is not None:
        # At least one pixel, so that a small value is visible.
        width = f"{max(bar.recorded * scale, 1):.1f}"
        yield f'<rect class="used{over_class}" x="{_LABEL}" y="{top + 5}" width="{width}" height="12"/>'
    else:
        yield f'<text x="{_LABEL + 6}" y="{top + 15}">unrecorded</text>'
    yield "</g>"

"""The run of a story as a waterfall: phases, agents, workers, locks and errors of its trace on one time axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from revi_docs.records.run_spans import RunSpan
from revi_docs.records.time_formats import format_time
from revi_docs.site.stories.page_markup import html_text

MAX_ROWS = 300
"""The rows of the picture and of the table. Arbitrary: a larger page is slow to open."""

# Pixels of the picture, its rows and its labels. Arbitrary, but the style sheet expects the width.
_WIDTH, _ROW, _LABEL, _TOP, _TICKS = 820, 22, 250, 26, 4


def waterfall(spans: Sequence[RunSpan], zone: tzinfo) -> Iterator[str]:
    """The section of a story page as lines of Markdown; no lines without a span."""
    if not spans:
        return
    visible_spans, start_ms = spans[:MAX_ROWS], min(span.start_ms for span in spans)
    end_ms = max(span.end_ms for span in spans)
    depths = _depths(spans)
    yield from ("## Run", "", f"From {format_time(start_ms, zone)}, {duration(end_ms - start_ms)}.", "")
    if len(visible_spans) < len(spans):
        yield from (f"The first {MAX_ROWS:,} of {len(spans):,} steps are shown.", "")
    yield _picture(visible_spans, depths, start_ms, end_ms)
    # HTML: without an extension, Markdown does not render what is inside of an element.
    yield from ("", "<details><summary>The run as a table</summary><table>")
    yield f"<thead>{_table_row('th', ('Step', 'Name', 'After', 'Duration', 'Result', 'Tokens'))}</thead><tbody>"
    yield from (_table_row("td", _cells(span, start_ms)) for span in visible_spans)
    yield from ("</tbody></table></details>", "")


def duration(milliseconds: int) -> str:
    """A duration with its two largest units: `850 ms`, `12.5 s`, `3 min 5 s`, `2 h 4 min`."""
    if milliseconds < 1000:
        return f"{milliseconds} ms"
    if milliseconds < 60_000:
        return f"{milliseconds / 1000:.1f} s".replace(".0 ", " ")
    minutes, seconds = divmod(milliseconds // 1000, 60)
    if minutes < 60:
        return f"{minutes} min {seconds} s"
    return f"{minutes // 60:,} h {minutes % 60} min"


def _depths(spans: Sequence[RunSpan]) -> dict[str, int]:
    """The id of each span → the number of spans that contain it. A parent precedes its children."""
    depths: dict[str, int] = {}
    for span in spans:
        depths[span.id] = depths.get(span.parent_id, -1) + 1
    return depths


def _table_row(element: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{element}>{html_text(cell)}</{element}>' for cell in cells)}</tr>"


def _cells(span: RunSpan, start_ms: int) -> tuple[str, ...]:
    tokens = "" if span.tokens is None else f"{span.tokens:,}"
    after, lasted = duration(span.start_ms - start_ms), duration(span.end_ms - span.start_ms)
    return span.kind, span.name, after, lasted, span.result, tokens


def _picture(spans: Sequence[RunSpan], depths: dict[str, int], start_ms: int, end_ms: int) -> str:
    scale = (_WIDTH - _LABEL - 10) / max(end_ms - start_ms, 1)
    height = _TOP + _ROW * len(spans) + 6
    lines = [
        '<figure class="revi-chart revi-waterfall" tabindex="0" role="group" aria-label="Run">',
        f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" aria-label="Run; the table below has the same steps">',
    ]
    for tick in range(_TICKS + 1):
        x = _LABEL + (_WIDTH - _LABEL - 10) * tick / _TICKS
        text = duration((end_ms - start_ms) * tick // _TICKS)
        anchor = "start" if tick == 0 else "end" if tick == _TICKS else "middle"
        lines.append(f'<text class="tick" x="{x:.1f}" y="14" text-anchor="{anchor}">{text}</text>')
        lines.append(f'<path class="tick" d="M{x:.1f} 20V{height - 4}"/>')
    for number, span in enumerate(spans):
        lines += _bar(span, depths[span.id], _TOP + number * _ROW, scale, start_ms)
    return "\n".join([*lines, "</svg></figure>"])


def _bar(span: RunSpan, depth: int, top: int, scale: float, start_ms: int) -> Iterator[str]:
    details = [duration(span.end_ms - span.start_ms), span.result]
    details += [] if span.tokens is None else [f"{span.tokens:,} tokens"]
    text, label = ", ".join(filter(None, details)), f"{span.kind} {span.name}".strip()
    x, width = _LABEL + (span.start_ms - start_ms) * scale, max((span.end_ms - span.start_ms) * scale, 2)
    indent = 4 + 12 * min(depth, 6)
    longest = (_LABEL - indent) // 7
    yield f"<g><title>{html_text(label)}: {html_text(text)}</title>"
    label += "" if span.tokens is None else f", {span.tokens:,} tokens"
    shortened = label if len(label) <= longest else f"{label[: longest - 1]}…"
    yield f'<text x="{indent}" y="{top + 14}">{html_text(shortened)}</text>'
    failed = " failed" if span.has_failed else ""
    yield f'<rect class="span {span.kind}{failed}" x="{x:.1f}" y="{top + 3}" width="{width:.1f}" height="14"/></g>'

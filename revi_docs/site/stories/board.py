"""The board: every story in the column of its status, a summary, and a table of all that can be filtered."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.site.stories.shown import Shown, ShownStory
from revi_docs.site.stories.words import code, head, markdown, markup, table


def board(shown: Shown, suffix: str) -> str:
    """The page as Markdown; `suffix` is what stands behind a story's id in the address of its page."""
    return "\n".join(
        [
            *head("Stories", "Where every story stands, by the columns of the board."),
            *_summary(shown),
            '<div class="revi-board" role="list" aria-label="Board">',
            *(line for name, stories in _columns(shown) for line in _column(name, stories, suffix)),
            "</div>",
            "",
            "## All stories {: #all }",
            "",
            *table(("Story", "Title", "Phase", "Status", "Waits for"), (_row(one) for one in shown.stories)),
        ]
    )


def _columns(shown: Shown) -> Iterator[tuple[str, list[ShownStory]]]:
    """The columns in the contract's order, each with its stories; last those without one."""
    statuses = shown.contract.statuses
    for name in shown.contract.stages:
        yield name, [one for one in shown.stories if _stage(shown, one) == name]
    rest = [one for one in shown.stories if _stage(shown, one) not in shown.contract.stages]
    if rest or not statuses:
        yield "", rest


def _stage(shown: Shown, story: ShownStory) -> str:
    status = shown.contract.statuses.get(story.listed.status.id)
    return status.stage if status is not None else ""


def _column(name: str, stories: list[ShownStory], suffix: str) -> Iterator[str]:
    yield '<section role="listitem" class="revi-column">'
    yield f'<h2 class="revi-column-name">{markup(name or "elsewhere")} <span>{len(stories)}</span></h2>'
    yield "<ul>" if stories else "<p>none</p>"
    for one in stories:
        yield f'<li class="revi-card" data-story="{markup(one.id)}">'
        yield f'<a href="{markup(one.id)}{suffix}">{markup(one.id)}</a> {markup(one.listed.title)}'
        yield f"<code>{markup(one.listed.status.id or 'unknown')}</code></li>"
    if stories:
        yield "</ul>"
    yield "</section>"


def _row(story: ShownStory) -> tuple[str, ...]:
    listed = story.listed
    stated = f" (its file says {code(listed.status.stated)})" if listed.status.stated else ""
    waits = ", ".join(markdown(one) for one in listed.depends_on)
    status = code(listed.status.id) if listed.status.id else "unknown"
    link = f"[{markdown(story.id)}]({story.id}.md)"
    return link, markdown(listed.title), markdown(listed.phase), f"{status}{stated}", waits


def _summary(shown: Shown) -> Iterator[str]:
    """How many are done of each phase of the plan, and what is held up."""
    over = [one for one in shown.stories if one.listed.is_over]
    yield f"{len(shown.stories)} stories, {len(over)} at their end. {_pages(shown)}"
    yield ""
    held = [one for one in shown.stories if _is_held(shown, one)]
    if held:
        yield f"Held up: {', '.join(f'[{markdown(one.id)}]({one.id}.md)' for one in held)}."
        yield ""
    rows = []
    for phase in shown.listing.plan.values():
        own = [one for one in shown.stories if one.listed.phase == phase.id]
        done = sum(one.listed.is_over for one in own)
        name = f"{markdown(phase.id)} {markdown(phase.title)}".strip()
        rows.append((name, f"{done} of {len(own)}", markdown(phase.gate)))
    yield from table(("Phase", "At their end", "Gate"), rows)


def _pages(shown: Shown) -> str:
    tokens = ", [tokens](tokens.md)" if any(one.use for one in shown.stories) else ""
    return f"See the [roadmap](roadmap.md){tokens}."


def _is_held(shown: Shown, story: ShownStory) -> bool:
    status = shown.contract.statuses.get(story.listed.status.id)
    return status is not None and status.counts_as_blocked

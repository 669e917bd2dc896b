"""The page of one story: where it stands, what it waits for, its files, its steps, its log, its tokens."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.site.stories.shown import Shown, ShownStory
from revi_docs.site.stories.words import code, head, markdown, table


def story_page(shown: Shown, story: ShownStory) -> str:
    """The page as Markdown."""
    listed = story.listed
    title = f"{story.id}: {listed.title}" if listed.title else story.id
    return "\n".join(
        [*head(title, f"Where {story.id} stands, and what was done for it."), *_parts(shown, story)]
    )


def _parts(shown: Shown, story: ShownStory) -> Iterator[str]:
    yield from (f"- {name}: {value}" for name, value in _facts(shown, story))
    yield ""
    if story.use:
        yield from ("## Tokens", "")
        yield from table(("Phase", "Recorded", "Warning", "Hard limit"), _tokens(story))
    if story.files:
        yield from ("## Files", "", f"In {code(story.folder)}:", "")
        meanings = {name: one.meaning for name, one in shown.contract.artifacts.items()}
        yield from (f"- {code(name)}: {markdown(meanings.get(kind, kind))}" for kind, name in story.files)
        yield ""
    if story.steps:
        yield from ("## Timeline", "")
        rows = (
            (markdown(one.time), markdown(one.what), markdown(one.who), markdown(one.why))
            for one in story.steps
        )
        yield from table(("Time", "Step", "Who", "Why, or what shows it"), rows)
    if story.log:
        yield from ("## Log", "")
        logged = (
            (markdown(one.time), markdown(one.actor), markdown(one.what), markdown(one.files))
            for one in story.log
        )
        yield from table(("Time", "Actor", "What", "Files"), logged)


def _facts(shown: Shown, story: ShownStory) -> Iterator[tuple[str, str]]:
    listed = story.listed
    stated = f" (its file says {code(listed.status.stated)})" if listed.status.stated else ""
    yield "Status", f"{code(listed.status.id) if listed.status.id else 'unknown'}{stated}"
    status = shown.contract.statuses.get(listed.status.id)
    if status is not None and status.stage:
        yield "Column", markdown(status.stage)
    if listed.phase:
        yield "Phase", markdown(f"{listed.phase} {shown.listing.plan[listed.phase].title}")
    if listed.depends_on:
        yield "Waits for", ", ".join(_link(shown, one) for one in listed.depends_on)
    after = [one.id for one in shown.stories if story.id in one.listed.depends_on]
    if after:
        yield "Before", ", ".join(_link(shown, one) for one in after)


def _link(shown: Shown, story: str) -> str:
    return f"[{markdown(story)}]({story}.md)" if story in shown.listing.stories else markdown(story)


def _tokens(story: ShownStory) -> Iterator[tuple[str, ...]]:
    for phase, use in (story.use or {}).items():
        recorded = "unrecorded" if use.recorded is None else f"{use.recorded:,}"
        yield (
            code(phase),
            recorded,
            f"{use.warning:,}" if use.hard else "",
            f"{use.hard:,}" if use.hard else "",
        )

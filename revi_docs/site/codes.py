"""The problem codes of the site build: the text of their pages and of `revi-docs explain`."""

from __future__ import annotations

from revi_docs.problems.code_text import ExecutionFailure, code_text

SITE_CODES: dict[str, str] = {
    "site-config": code_text(
        ExecutionFailure("The configuration of the site is not valid."),
        "The site cannot be built without a readable `mkdocs.yml`, the folders and plugins it names, and a "
        "valid contract.",
        "docs_dir: no-such-folder\nplugins: [revy]",
        "Correct the setting that the message names in `mkdocs.yml`. If the message names the contract, "
        "correct the contract.",
    ),
    "site-not-installed": code_text(
        ExecutionFailure("The packages that build the site are not installed."),
        "The distribution `revi-docs-light` has what `lint`, `check`, `sync`, `adopt` and `revi` need, and is small. "
        "The site needs MkDocs, its theme, Graphviz and a parser of HTML.",
        "pip install revi-docs-light",
        "Install `revi-docs`, which has everything.",
    ),
    "site-failed": code_text(
        ExecutionFailure("The site build failed."),
        "The site folder is incomplete, so its pages and links cannot be checked.",
        "a page that is not UTF-8, or a syntax error in a template of the theme",
        "Correct the file that the message names, then build again.",
    ),
    "site-warning": code_text(
        "MkDocs reported a warning.",
        "The site build is strict. An ignored warning hides the next one.",
        "a page that exists but is not in the navigation of mkdocs.yml",
        "Resolve the warning. For example, add the page to `nav` or to `not_in_nav`.",
    ),
    "site-link": code_text(
        "MkDocs found a broken link.",
        "Readers who follow the link get an error page. If the link check reports the same link, only its "
        "message is shown.",
        "[the statuses](reference/status.md)",
        "Link to the Markdown source of a page, relative to the file that contains the link.",
    ),
    "linked-page": code_text(
        "A page, a file of the theme or their folder is a link out of the repository, or not a regular file.",
        "MkDocs copies what is behind the link into the site, such as a private file of the machine that builds it.",
        "docs_src/notes.md -> /etc/passwd",
        "Replace the link with a copy of the file, or delete it. A link to a file of the repository is fine.",
    ),
    "bad-diagram": code_text(
        "Graphviz cannot draw a diagram, or draws it differently from its source.",
        "The page has a gap in place of the diagram, or shows something that the author did not write.",
        "```dot\ndigraph { draft -> -> done }\n```",
        "Correct the Graphviz source on the reported line. If the page is generated, correct its template.",
    ),
    "diagram-link": code_text(
        "A node of a diagram links to a page that does not exist.",
        "The node is drawn without a link, so readers cannot reach the page from the diagram.",
        '"done" [URL="../status/done.md"]',
        "Write the path of the page's source, relative to the file that contains the diagram.",
    ),
    "unknown-item": code_text(
        "A page claims to define an item that is not in the contract.",
        "The page cannot show where the item is defined, and no code span can link to it.",
        "<!-- revi:defined statuses.finished -->",
        "Write the path of the item in `revi.yml`, or remove the comment.",
    ),
    "duplicate-definition": code_text(
        "Two pages, or two sections of a page, claim to define the same item.",
        "A code span with the item's name can link to only one of them.",
        "<!-- revi:defined statuses.done -->   in statuses/done.md and in statuses/index.md",
        "Keep the comment below the heading that links should open, and remove the other comment.",
    ),
}

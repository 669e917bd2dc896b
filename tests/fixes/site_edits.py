"""A page with every problem that a build of the site reports, and what a person types who follows the fixes."""

from __future__ import annotations

from tests.fixes.edits import Edit

BAD_PAGE = """\
# Bad

```dot
digraph {
  a -> -> b
}
```

```dot
digraph { a [URL="statuses/opn.md"] }
```

See [the statuses](statuses/idnex.md).

## x
<!-- revi:defined statuses.opne -->

## y
<!-- revi:defined statuses.done -->
"""

_PAGE = "docs/bad.md"

SITE_EDITS = {
    "bad-diagram": Edit(_PAGE, "-> ->", "->"),
    "diagram-link": Edit(_PAGE, "statuses/opn.md", "statuses/open.md"),
    "duplicate-definition": Edit(_PAGE, "<!-- revi:defined statuses.done -->\n", ""),
    "site-link": Edit(_PAGE, "statuses/idnex.md", "statuses/index.md"),
    "site-warning": Edit("mkdocs.yml", "nav: [", "nav: [lost.md, "),
    "unknown-item": Edit(_PAGE, "<!-- revi:defined statuses.opne -->\n", ""),
}

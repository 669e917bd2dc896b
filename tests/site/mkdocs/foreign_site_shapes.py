"""Small sites with settings, plugins and links that other people's sites have: name → path → text."""

from __future__ import annotations

from pathlib import Path

from tests.site.small_site import CONTRACT

PLAIN = {"docs/index.md": "# Home\n\n[G](g.md#a)\n", "docs/g.md": "# G\n\n## A\n"}
BASE = "site_name: S\nplugins: [search, revi]\n"
MATERIAL = "site_name: S\ntheme: {name: material, font: false}\nplugins: [search, revi]\n"

_REDIRECT = """\
import os
def on_post_build(config, **_):
    os.makedirs(os.path.join(config["site_dir"], "old"))
    with open(os.path.join(config["site_dir"], "old/index.html"), "w") as file:
        file.write('<!doctype html><title>R</title><meta http-equiv="refresh" content="0; url=../g/">'
                   '<a href="../g/#a">moved</a>')
"""
_GENERATED = """\
from mkdocs.structure.files import File
def on_files(files, config):
    files.append(File.generated(config, "gen/x.md", content="# X\\n\\n## Y\\n\\n[h]({target})\\n"))
    return files
"""
_EXTENSIONS = """\
markdown_extensions:
  - attr_list
  - footnotes
  - def_list
  - md_in_html
  - abbr
  - toc: {permalink: true, slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - pymdownx.snippets: {base_path: [.], check_paths: true}
  - pymdownx.tasklist
  - pymdownx.highlight: {anchor_linenums: true}
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
_EVERYTHING = """\
# Über :rocket: alles {#top}

--8<-- "included.md"

[an anchor](#über-uns) [a paragraph](#par) [encoded](gr%C3%B6%C3%9Fe.md) [spaces](my%20page.md) [top](#top)
https://example.org/a[0][1]?b[]=c

## Über uns

A paragraph.[^1] Again.[^1]
{#par}

Term
:   [Defined](größe.md#a)

<div class="grid cards" markdown>

- [A card](größe.md){ .md-button }

</div>

- [x] A task

``` py linenums="1"
a = b[1][2]
```

``` mermaid
graph LR
  A[x] --> B[y][z];
```

<svg><defs><linearGradient id="g1"/></defs></svg> <svg><use href="#g1"/></svg>

<!-- [commented](gone.md) -->

[^1]: A note with `[code](gone.md)`.
"""

MORE_SITES: dict[str, dict[str, str]] = {
    "!ENV": PLAIN
    | {
        "mkdocs.yml": "site_name: !ENV [UNSET_NAME, S]\nplugins: [search, revi]\n"
        "extra: {a: !ENV UNSET_EXTRA, b: !ENV [UNSET_A, UNSET_B, 3]}\n"
    },
    "pages that a hook writes": PLAIN | {"mkdocs.yml": BASE + "hooks: [h.py]\n", "h.py": _REDIRECT},
    "pages that a hook generates": PLAIN
    | {
        "docs/index.md": "# H\n\n[gen](gen/x.md#y) [g](g.md)\n",
        "mkdocs.yml": BASE + "hooks: [h.py]\n",
        "h.py": _GENERATED.format(target="../index.md"),
    },
    "a dead link in a generated page": PLAIN
    | {"mkdocs.yml": BASE + "hooks: [h.py]\n", "h.py": _GENERATED.format(target="../gone.md")},
    "a hook with helpers": PLAIN
    | {
        "mkdocs.yml": BASE + "hooks: [tools/h.py]\n",
        "tools/h.py": "from helper_of_hook import f\ndef on_page_markdown(markdown, **_): return f(markdown)\n",
        "tools/helper_of_hook.py": "def f(text): return text.replace('{{ link }}', '[g](g.md#a)')\n",
        "docs/index.md": "# H\n\n{{ link }}\n",
    },
    "a hook that changes the navigation": PLAIN
    | {
        "mkdocs.yml": BASE + "hooks: [h.py]\n",
        "h.py": "def on_nav(nav, **_):\n    nav.items.reverse()\n    return nav\n",
        "docs/.pages": "title: X\n",
    },
    "exclude_docs and draft_docs": PLAIN
    | {
        "docs/draft.md": "# D\n\n[x](gone.md)\n",
        "docs/old.md": "# O\n\n[x](gone.md)\n",
        "mkdocs.yml": BASE + "exclude_docs: |\n  /old.md\n  *.tmp\ndraft_docs: draft.md\n",
    },
    "not_in_nav": PLAIN | {"mkdocs.yml": BASE + "nav: [index.md]\nnot_in_nav: g.md\n"},
    "omitted files": PLAIN | {"mkdocs.yml": BASE + "nav: [index.md]\nvalidation: {omitted_files: warn}\n"},
    "another docs_dir": {"handbook/index.md": "# H\n", "mkdocs.yml": BASE + "docs_dir: handbook\n"},
    "README.md as index": {
        "docs/README.md": "# H\n\n[g](sub/README.md)\n",
        "docs/sub/README.md": "# G\n\n[b](../README.md)\n",
        "mkdocs.yml": BASE,
    },
    "README.md beside index.md": PLAIN | {"docs/README.md": "# R\n", "mkdocs.yml": BASE},
    "external entries of nav": PLAIN
    | {"mkdocs.yml": BASE + "nav: [index.md, g.md, X: 'https://example.org/x', Mail: 'mailto:a@example.org']\n"},
    "an anchor in nav": PLAIN | {"mkdocs.yml": BASE + "nav: [index.md, g.md, A: g.md#a]\n"},
    "a page twice in nav": PLAIN | {"mkdocs.yml": BASE + "nav: [index.md, g.md, Again: g.md]\n"},
    "HTML pages": PLAIN
    | {
        "docs/raw/page.html": '<!doctype html><html><body><h1 id="x">R</h1><a href="../g/">g</a></body></html>',
        "docs/index.md": "# H\n\n[r](raw/page.html#x) <a href='g/#a'>g</a>\n",
        "mkdocs.yml": BASE,
    },
    "everything in a page": {
        "docs/index.md": _EVERYTHING,
        "docs/größe.md": "# G\n\n## A\n",
        "docs/my page.md": "# M\n\n[b](index.md)\n",
        "included.md": "Included [g](größe.md).\n",
        "mkdocs.yml": MATERIAL + _EXTENSIONS,
    },
    "a BOM and carriage returns": {
        "docs/index.md": "\ufeff# Home\r\n\r\n[G](g.md#a)\r\n",
        "docs/g.md": "\ufeff---\r\ntitle: X\r\n---\r\n# G\r\n\r\n## A\r\n",
        "mkdocs.yml": "\ufeff" + BASE.replace("\n", "\r\n"),
    },
    "versions and languages": PLAIN
    | {
        "docs/de/index.md": "# Start\n",
        "docs/404.md": "# Gone\n\n[home](index.md)\n",
        "mkdocs.yml": MATERIAL
        + "extra: {version: {provider: mike}, alternate: [{name: Deutsch, link: /de/, lang: de}]}\n"
        + "site_url: https://example.org/\n",
    },
    "plugins as a mapping": PLAIN | {"mkdocs.yml": "site_name: S\nplugins: {search: {lang: en}, revi: {}}\n"},
    "no plugins": PLAIN | {"mkdocs.yml": "site_name: S\nplugins: []\n"},
    "an unknown key": PLAIN | {"mkdocs.yml": BASE + "paegs: []\n"},
    "toc_depth and TOC": PLAIN
    | {
        "docs/index.md": "# H\n\n[TOC]\n\n## A b\n\n### C\n\n[x](#a-b) [y](#c)\n",
        "mkdocs.yml": BASE + "markdown_extensions: [{toc: {toc_depth: 2, permalink: '#'}}]\n",
    },
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Write a site and a contract."""
    for path, text in (files | {"revi.yml": CONTRACT}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root

"""What can be wrong with a file that is read or written, code by code."""

from __future__ import annotations

FILE_CODES: dict[str, str] = {
    "ambiguous-scalar": """\
A value or key without quotes means different things to different readers of YAML, or is no plain number.

Why: one tool reads `no` as a word and another as false; `1:20` may be 80, `012` may be 10.

Example:

    statuses:
      open: {description: no}

Mend: put it in quotes if it is a text; write `true`, `false` or a plain number such as `10` or `0.5` if not.
""",
    "byte-order-mark": """\
The file begins with a byte order mark.

Why: it is invisible, and tools that compare or join files keep it in the middle of the text.

Example:

    <U+FEFF>revi: 1

Mend: save the file as UTF-8 without a byte order mark.
""",
    "doubled-marker": """\
A marker of a region stands there twice.

Why: nobody can tell which of the two is meant, so nothing is written.

Example:

    <!-- revi:begin statuses -->
    <!-- revi:begin statuses -->
    <!-- revi:end -->

Mend: remove one of the two.
""",
    "duplicate-key": """\
A key stands twice in one mapping.

Why: YAML readers keep one of the two in silence, and not all of them the same one.

Example:

    statuses:
      open: {description: Not begun.}
      open: {description: Begun.}

Mend: remove or rename one of the two.
""",
    "malformed-marker": """\
A marker says something that cannot be read.

Why: what is not understood would be without effect.

Example:

    <!-- revi:begin limit elaboration -->
    <!-- revi:end -->

Mend: write the arguments as `key=value`, a value with spaces in double quotes.
""",
    "nested-region": """\
A region begins inside another region.

Why: what is inside a region is written anew, and the inner markers would be lost.

Example:

    <!-- revi:begin statuses -->
    <!-- revi:begin budgets -->
    <!-- revi:end -->

Mend: end the first region before the second begins.
""",
    "not-utf-8": """\
The file is not UTF-8.

Why: letters outside of plain English turn into others, or the file cannot be read at all.

Example:

    project: {name: Gr<0xF6><0xDF>e}

Mend: save the file as UTF-8.
""",
    "outside-repository": """A path leads through a link, so writing there could change a file elsewhere.

Why: revi-docs writes inside the repository only.

Example:

    docs_src/reference is a symbolic link to another folder.

Mend: remove the link, or choose another path in `outputs`.
""",
    "reversed-region": """\
A region ends where none has begun.

Why: nobody can tell what belongs to the region, so nothing is written.

Example:

    <!-- revi:end -->
    <!-- revi:begin statuses -->

Mend: put the begin marker before the end marker.
""",
    "tab": """\
A tab stands where YAML takes spaces only.

Why: how far a tab indents is a matter of each editor, so YAML does not allow it there.

Example:

    statuses:
    \topen: {}

Mend: indent with spaces.
""",
    "too-deep": """\
Lists or mappings are nested deeper than 32 levels.

Why: nothing in the contract is that deep, so a bracket is missing or something was pasted by mistake.

Example:

    x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Mend: close the bracket, or flatten the structure.
""",
    "too-large": """\
The file is larger than 4 MiB.

Why: no contract is; reading on would only make the machine slow.

Example:

    revi.yml: is larger than 4 MiB

Mend: remove what was pasted by mistake.
""",
    "unclosed-region": """\
A region begins and never ends.

Why: everything down to the end of the file would belong to it, so nothing is written.

Example:

    <!-- revi:begin statuses -->
    | Status | Meaning |

Mend: write `<!-- revi:end -->` where it ends.
""",
    "unknown-marker": """\
A comment looks like the marker of a region and is none.

Why: it is a slip, and the region that was meant would never be kept up to date.

Example:

    <!-- revi:start statuses -->

Mend: write `revi:begin NAME` or `revi:end`.
""",
    "unreadable-file": """\
The file is not there or cannot be read.

Why: without it there is nothing to judge or to render.

Example:

    revi.yml: cannot be read: No such file or directory

Mend: change to the folder that holds it, allow it to be read, or start a contract with `revi-docs init`.
""",
    "unwritable-file": """A file cannot be written or removed.

Why: the outputs would be half old and half new; what was written until then is complete.

Example:

    The folder belongs to another user.

Mend: see that the path is free and may be written, then run `revi-docs sync` again.
""",
    "yaml-alias": """\
An anchor or alias makes one value stand in several places.

Why: a line of the contract could then mean several things, and a few lines could grow to gigabytes.

Example:

    statuses:
      open: &same {description: Not begun.}
      waiting: *same

Mend: write the value out where it belongs.
""",
    "yaml-syntax": """\
The file is not YAML at this place.

Why: nothing after it can be read, so nothing can be judged.

Example:

    statuses: {open: {}, done: {}

Mend: mend the line. A text that holds `: ` or ` #`, or begins with one of ``[{*&!|>%@` ``, needs quotes.
""",
    "yaml-tag": """\
A value carries a YAML tag.

Why: tags make some readers run code or change the value's kind; here a value is what it looks like.

Example:

    project: {name: !!str Demo}

Mend: remove the tag.
""",
}
"""Code → what is wrong, why it matters, an example and how to mend it, in Markdown."""

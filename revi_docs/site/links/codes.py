"""What each code of the link gate means: the text of its page and of `revi-docs explain`."""

from __future__ import annotations


def _text(summary: str, reason: str, example: str, remedy: str) -> str:
    lines = "\n".join(f"    {line}" for line in example.split("\n"))
    return f"{summary}\n\nWhy: {reason}\n\nExample:\n\n{lines}\n\nMend: {remedy}"


LINK_CODES: dict[str, str] = {
    "missing-page": _text(
        "A link leads to a page that the built site does not have.",
        "The reader gets an error page instead of the answer.",
        "[Set up](instal.md)",
        "Correct the address or add the page. A link in raw HTML is not rewritten by the builder: it must be "
        "the address of the built page as seen from the page it stands on, such as `../install/`.",
    ),
    "wrong-case": _text(
        "A link differs from the file it means in capital letters only.",
        "It works on a computer that does not tell capital from small letters and fails on the web server.",
        "[Set up](Install.md)        the file is install.md",
        "Spell the address exactly as the file is spelled.",
    ),
    "missing-anchor": _text(
        "A link names a part of a page by `#name`, and no element of that page has this id.",
        "The browser opens the page at its top, and the reader must search for the part alone.",
        "[Time limits](budgets.md#limits)        the heading's id is time-limits",
        "Correct the part after `#`, or give the heading that id: `## Limits {#limits}`.",
    ),
    "missing-image": _text(
        "A picture, video or sound that a page shows does not exist in the site.",
        "The reader sees an empty frame.",
        "![The life of a story](img/lifecylce.svg)",
        "Correct the address or add the file. For an `<img>` in raw HTML, count the folders from the built "
        "page, which stands one folder deeper than its source.",
    ),
    "missing-style": _text(
        "A page asks for a style sheet that does not exist in the site.",
        "The page is shown without that style, usually every page of the site at once.",
        "extra_css: [extra.css]        the file is css/extra.css",
        "Correct the address in the site's configuration or the theme, or add the file.",
    ),
    "missing-script": _text(
        "A page asks for a script that does not exist in the site.",
        "What the script does (a diagram, a table, the search) stays away without a word.",
        "extra_javascript: [tables.js]        the file is js/tables.js",
        "Correct the address in the site's configuration or the theme, or add the file.",
    ),
    "missing-file": _text(
        "A link leads to a file other than a page, such as a download, and the site does not have it.",
        "The reader gets an error page instead of the file.",
        "[The contract](downloads/revi.yaml)",
        "Correct the address, or see that the file is copied into the site.",
    ),
    "link-leaves-site": _text(
        "A link leads above the folder that the site lies in.",
        "What lies there belongs to somebody else, and is usually nothing.",
        "[Licence](../../LICENSE)        written in docs/index.md",
        "Take away the `../` that are too many. For a file of the repository that is no page, give its full "
        "web address. An address that begins with `/` must begin with the path of the published site.",
    ),
    "directory-without-index": _text(
        "A link leads to a folder of the site that has no index page.",
        "The web server answers with an error, or with a bare list of files.",
        "[Pictures](img/)",
        "Link to a page in the folder, or give the folder an index page.",
    ),
    "duplicate-id": _text(
        "Two elements of one page have the same id.",
        "A link to that id reaches only the first, and scripts and styles may hit the wrong one.",
        '<p id="note">…</p>\n<p id="note">…</p>',
        "Give each element an id of its own.",
    ),
    "bad-mailto": _text(
        "A `mailto:` link holds no address that mail can be sent to.",
        "The reader's letter comes back, or the mail program does not open.",
        "[Write to us](mailto:team@@example.org)",
        "Write `mailto:name@example.org`; more addresses are separated by commas.",
    ),
    "undefined-reference": _text(
        "A link of the form `[text][name]` stands on the page as text, because `name` is not defined.",
        "The reader sees brackets instead of a link. Brackets with a space between them are left alone.",
        "See [the budgets][bugdets].\n\n[budgets]: budgets.md",
        "Add the line `[name]: address` to the file, or write the link as `[text](address)`. Brackets that "
        "are meant as text go into code, or get a backslash: `\\[a][b]`.",
    ),
    "empty-link": _text(
        "A link, picture or script has an address that is empty.",
        "An empty link leads to the page it stands on; an empty picture loads that page as a picture.",
        '<a href="">More</a>',
        "Give the address, or take the element away.",
    ),
    "bad-link": _text(
        "An address holds what an address must not hold: a space, a backslash, a broken `%`, or no host.",
        "Each browser and server repairs it in its own way, or not at all.",
        "[Guide](..\\guide\\start.md)        [Report](https://)",
        "Write `/` for a backslash, `%20` for a space, `%25` for a percent sign, and web addresses in full.",
    ),
    "site-without-pages": _text(
        "The folder that was to be checked holds no HTML page.",
        "A check of nothing would pass, and say nothing about the site.",
        "revi-docs links        before the site was built",
        "Build the site first, or name the folder that it was built into.",
    ),
    "outside-missing": _text(
        "An address on another site answers that the page does not exist (404 or 410).",
        "The reader is sent to an error page.",
        "[The format](https://example.org/old/format)",
        "Look for the page's new address, link to another page, or take the link away.",
    ),
    "outside-error": _text(
        'An address on another site answers with an error other than "does not exist", such as 500 or 403.',
        "The reader may get no answer either.",
        "[Status](https://example.org/status)        answers 500",
        "Open it in a browser. Where the server is at fault, try again later; where it refuses programs, "
        "link to a page that does not.",
    ),
    "outside-timeout": _text(
        "An address on another site does not answer in time.",
        "The reader waits and gives up.",
        "[Archive](https://slow.example.org/)",
        "Try again later, or link to a page that answers.",
    ),
    "outside-redirect-loop": _text(
        "An address on another site redirects in a circle.",
        "No browser can open it.",
        "[Login](https://example.org/a)        /a sends to /b, and /b to /a",
        "Link to the page itself instead of the redirection.",
    ),
    "outside-unreachable": _text(
        "The host of an address on another site cannot be reached, or its certificate is not accepted.",
        "The reader gets a warning or nothing at all.",
        "[Paper](https://no-such-host.invalid/)",
        "Correct the host name or take the link away. Where none can be reached, look at your own network.",
    ),
    "outside-unanswered": _text(
        "An address on another site was not asked for, because the check was stopped at its time limit.",
        "Nothing is known about it.",
        "hundreds of addresses on one host, which is asked slowly on purpose",
        "Run the check again: good answers are remembered, so it goes on where it stopped.",
    ),
    "outside-with-password": _text(
        "A web address carries a user name or password before its host.",
        "Everyone who reads the page can read it. Such an address is never asked for.",
        "[Board](https://anna:secret@example.org/board)",
        "Take it out of the address, and change the password where it was a real one.",
    ),
    "deployed-link-dead": _text(
        "On the deployed site, an address inside the site does not work.",
        "What was checked before it was published was right; what readers get is not.",
        "https://example.org/docs/guide/ answers 404",
        "Deploy what is missing, or correct the link. See also that the site is published under the address "
        "that it was built for.",
    ),
    "deployed-without-anchor": _text(
        "On the deployed site, a link names a part of a page by `#name`, and the page has no such id.",
        "Usually the page that readers get is older than the one that links to it.",
        "https://example.org/docs/budgets/#limits",
        "Deploy the page again, or correct the part after `#`.",
    ),
    "linkchecker-missing": _text(
        "Addresses on the web are to be checked, and the package linkchecker is not installed.",
        "It is asked for only where it is needed; checking links inside the site works without it.",
        "revi-docs links --external",
        "Install it: `pip install 'revi-docs[links]'`.",
    ),
    "linkchecker-failed": _text(
        "The package linkchecker ran and gave no full answer.",
        "Half an answer would look like a good one.",
        "a crawl that was stopped at its time limit",
        "Read what it said, and run it by hand where that tells too little: `linkchecker URL`. Started as "
        "root it changes its user to `nobody`, who must be able to read the Python installation.",
    ),
    "bad-url": _text(
        "The address to crawl is no web address, or carries a user name or password.",
        "A crawl sends the address with every request.",
        "revi-docs links --url example.org",
        "Give the full address of the deployed site, such as `https://example.org/docs/`.",
    ),
}

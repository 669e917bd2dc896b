"""The problem codes of the link check: the text of their pages and of `revi-docs explain`."""

from __future__ import annotations

from revi_docs.problems.code_text import ExecutionFailure, code_text

LINK_CODES: dict[str, str] = {
    "unused-link-pattern": code_text(
        "A pattern of `links.ignore` matches no link.",
        "The pattern may hide a link that breaks later, and its reason is no longer true.",
        'links: {ignore: {"https://old.example/*": needs a login}}',
        "Remove the pattern, or correct it.",
    ),
    "missing-page": code_text(
        "A link points to a page that does not exist in the built site.",
        "Readers get an error page.",
        "[Set up](instal.md)",
        "Correct the link or add the page. MkDocs does not rewrite links in raw HTML: write the URL of "
        "the built page relative to the page that contains the link, such as `../install/`.",
    ),
    "wrong-case": code_text(
        "The case of a link differs from the case of the file name.",
        "The link works on a case-insensitive file system and fails on the web server.",
        "[Set up](Install.md)        the file is install.md",
        "Write the URL exactly as the file is named.",
    ),
    "missing-anchor": code_text(
        "A link contains `#name`, and no element of the page has this id.",
        "The browser opens the page at the top instead of at the section.",
        "[Time limits](budgets.md#limits)        the heading's id is time-limits",
        "Correct the part after `#`, or give the heading that id: `## Limits {#limits}`.",
    ),
    "missing-image": code_text(
        "A page embeds an image, video or audio file that does not exist in the site.",
        "Readers see an empty frame.",
        "![The life of a story](img/lifecylce.svg)",
        "Correct the URL or add the file. The `src` of an `<img>` in raw HTML is relative to the built "
        "page, which is one folder deeper than its source.",
    ),
    "missing-style": code_text(
        "A page loads a style sheet that does not exist in the site.",
        "The page, and usually every page of the site, is shown without that style.",
        "extra_css: [extra.css]        the file is css/extra.css",
        "Correct the URL in the configuration of the site or in the theme, or add the file.",
    ),
    "missing-script": code_text(
        "A page loads a script that does not exist in the site.",
        "What the script adds to the page, such as a search or sortable tables, is missing without an error message.",
        "extra_javascript: [tables.js]        the file is js/tables.js",
        "Correct the URL in the configuration of the site or in the theme, or add the file.",
    ),
    "missing-file": code_text(
        "A link points to a file that is not a page, such as a download, and the file does not exist in the site.",
        "Readers get an error page instead of the file.",
        "[The contract](downloads/revi.yaml)",
        "Correct the URL, or make sure that the build copies the file into the site.",
    ),
    "link-leaves-site": code_text(
        "A link points above the root folder of the site.",
        "The target is not part of the site and usually does not exist.",
        "[License](../../LICENSE)        in docs/index.md",
        "Remove the extra `../`. To link to a file of the repository that is not a page, use its full web "
        "URL. A URL that starts with `/` must start with the path of the published site.",
    ),
    "directory-without-index": code_text(
        "A link points to a folder of the site that has no index page.",
        "The web server answers with an error or with a plain list of files.",
        "[Pictures](img/)",
        "Link to a page in the folder, or add an index page to the folder.",
    ),
    "duplicate-id": code_text(
        "Two elements of a page have the same id.",
        "A link to that id opens the first element only, and scripts and styles may select the wrong one.",
        '<p id="note">…</p>\n<p id="note">…</p>',
        "Give each element its own id.",
    ),
    "bad-mailto": code_text(
        "A `mailto:` link does not contain a valid email address.",
        "The email bounces, or the mail program does not open.",
        "[Write to us](mailto:team@@example.org)",
        "Write `mailto:name@example.org`. Separate several addresses with commas.",
    ),
    "undefined-reference": code_text(
        "A link of the form `[text][name]` is rendered as text, because `name` is not defined.",
        "Readers see brackets instead of a link. Brackets with a space between them are not reported.",
        "See [the budgets][bugdets].\n\n[budgets]: budgets.md",
        "Add the line `[name]: URL` to the file, or write the link as `[text](URL)`. If the brackets "
        "are not a link, write them as code or escape the first one: `\\[a][b]`.",
    ),
    "empty-link": code_text(
        "A link, image or script has an empty URL.",
        "An empty link points to the page that contains it. An empty image URL loads that page as an image.",
        '<a href="">More</a>',
        "Add the URL, or remove the element.",
    ),
    "bad-link": code_text(
        "A URL is malformed: it contains a space, a backslash or an invalid `%`, or it has no host.",
        "Browsers and servers repair such a URL in different ways, or not at all.",
        "[Guide](..\\guide\\start.md)        [Report](https://)",
        "Write `/` for a backslash, `%20` for a space and `%25` for a percent sign. Write URLs in full.",
    ),
    "site-without-pages": code_text(
        ExecutionFailure("The folder to check does not contain an HTML page."),
        "The check would pass without having checked anything.",
        "revi-docs links        before the site was built",
        "Build the site first, or pass the folder that the site was built into.",
    ),
    "external-missing": code_text(
        "The server of an external link answers that the page does not exist (404 or 410).",
        "Readers get an error page.",
        "[The format](https://example.org/old/format)",
        "Find the new URL of the page, link to another page, or remove the link.",
    ),
    "external-error": code_text(
        "The server of an external link answers with an error other than 404 or 410, such as 500 or 403.",
        "Readers may get the same error.",
        "[Status](https://example.org/status)        the answer is 500",
        "Open the URL in a browser. If the server has a problem, try again later. If it rejects "
        "automated requests, link to a page that accepts them.",
    ),
    "external-private": code_text(
        "An external link leads to this machine or to a private network. It was not requested.",
        "Readers cannot open it, and a request could reach services that trust this machine.",
        "[the server](http://127.0.0.1:8000/)",
        "Write the URL as code instead of a link, or permit the host with `--allow HOST`.",
    ),
    "external-timeout": code_text(
        "The server of an external link does not answer within the time limit.",
        "Readers have to wait and may get nothing.",
        "[Archive](https://slow.example.org/)",
        "Try again later, or link to a page that answers.",
    ),
    "external-redirect-loop": code_text(
        "An external link redirects in a loop.",
        "No browser can open it.",
        "[Login](https://example.org/a)        /a redirects to /b, and /b to /a",
        "Link to the final page instead of the redirect.",
    ),
    "external-unreachable": code_text(
        "The host of an external link is unreachable, or its certificate is not valid.",
        "Readers get a browser warning or an error.",
        "[Paper](https://no-such-host.invalid/)",
        "Correct the host name or remove the link. If no external link is reachable, check your own network.",
    ),
    "external-not-checked": code_text(
        "An external link was not checked, because the check reached its time limit.",
        "It is not known whether the link works.",
        "hundreds of URLs on one host, to which requests are rate-limited",
        "Run the check again. Successful results are cached, so the next run continues with the rest.",
    ),
    "external-with-password": code_text(
        "A URL contains a user name or a password before its host.",
        "Everyone who reads the page can read it. The check never requests such a URL.",
        "[Board](https://anna:secret@example.org/board)",
        "Remove it from the URL. If it was a real password, change the password.",
    ),
    "deployed-link-dead": code_text(
        "A link inside the deployed site does not work.",
        "The built site passed the check, but the site that readers get is different.",
        "https://example.org/docs/guide/ answers 404",
        "Deploy the missing page, or correct the link. Make sure that the site is published at the URL "
        "that it was built for.",
    ),
    "deployed-missing-anchor": code_text(
        "A link of the deployed site contains `#name`, and no element of the page has this id.",
        "Usually the deployed page is older than the page that links to it.",
        "https://example.org/docs/budgets/#limits",
        "Deploy the page again, or correct the part after `#`.",
    ),
    "linkchecker-missing": code_text(
        ExecutionFailure("The check needs the package linkchecker, and it is not installed."),
        "Only `--external` and `--url` need it. The links inside the site are checked without it.",
        "revi-docs links --external",
        "Install it: `pip install 'revi-docs[links]'`.",
    ),
    "linkchecker-failed": code_text(
        ExecutionFailure("The package linkchecker did not complete."),
        "An incomplete result cannot show that all links work.",
        "a crawl that reached its time limit",
        "Read the message of linkchecker. If it does not help, run `linkchecker URL` yourself, but not as "
        "root: it then switches to an unprivileged user, who may not have access to the Python installation.",
    ),
    "bad-url": code_text(
        ExecutionFailure("The value of `--url` is not a full URL, or it contains a user name or a password."),
        "The crawl sends the URL with every request.",
        "revi-docs links --url example.org",
        "Pass the full URL of the deployed site, such as `https://example.org/docs/`.",
    ),
}

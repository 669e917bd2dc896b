"""What a template sees of the contract, and how a printed value keeps its key path.

**What a template sees.** `template_context` builds all names: the sections of the contract as views, the
functions of `template_functions` (such as `transitions_by_pair()`), the stories of `lazy_stories`, `path`,
`value_at` and `relative_url`. A template of a region also sees the arguments of its marker
(`marker_arguments`) and the functions of `region_context`.

**How a read is recorded.** A template never gets the contract itself. `view` wraps every mapping and item;
each access adds the value's key path, such as `("budgets", "phases", "build", "hard")`, to the set in
a `ReadLog`. Calls of template functions are cached for all outputs, so each call carries the paths that it
read. The paths decide which cached renders are still valid, and `drift` uses them to name the cause of a
difference.

**How a printed value keeps its place.** The texts and numbers in a view are subclasses of `str`, `int` and
`float` with a `path`. A filter turns such a value into `TracedMarkup`: escaped text with spans of (start,
end, path). `join_traced` adds up spans, and printing collects the paths of what an output shows. If an
output differs from its file, `value_spans` renders it once more with marks around each value, so that a
changed word leads back to a line of `revi.yml`.

**The line of modules**, from a value of `revi.yml` to a byte of an output; each calls only the ones above it:

    contract.loader            the bytes of revi.yml → values with their places
    context.view               values → views that record reads
    context.template_context   views → the names of a template
    context.traced_markup      a printed value → escaped text with spans (through `filters` and `escape`)
    environment                the Jinja sandbox that calls filters and prints values
    renderer                   a template and its names → the bytes of one file or region
    rendered_outputs           all files and regions of a repository
"""

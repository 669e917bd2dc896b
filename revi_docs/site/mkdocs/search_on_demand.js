// Runs before the script of the theme, which requests the search index on every page. The index is most of the weight of
// a first visit, so the request waits until the reader turns to the search. What is typed before it arrives stays in the
// field, and the theme searches for it then.
(() => {
  const SEARCH = '[data-md-component=search], [for=__search], #__search'

  const whenSearched = new Promise(resolve => {
    // A browser can restore an open search, an address with a query opens it, and one with terms to highlight comes from it.
    const parameters = new URLSearchParams(location.search)
    if (document.querySelector('#__search:checked') || parameters.has('q') || parameters.has('h')) resolve()
    for (const type of ['focusin', 'change', 'pointerover']) {
      addEventListener(type, event => event.target.closest?.(SEARCH) && resolve())
    }
  })

  window.XMLHttpRequest = class extends XMLHttpRequest {
    #waits = false

    open(method, url, ...options) {
      this.#waits = new URL(url, location).pathname.endsWith('/search/search_index.json')
      super.open(method, url, ...options)
    }

    send(body) {
      if (this.#waits) whenSearched.then(() => super.send(body))
      else super.send(body)
    }
  }
})();

// Runs before the search worker of the theme: what a person asks becomes the words that pages have.
// Works for every language of a site: a word that is not in the list stays as it is.
(() => {
  const QUERY = 2 // the message types of the theme
  const RESULT = 3
  const QUESTION_WORDS = new Set(
    ('a about am an and another any are as at be been between but by can cannot could did difference do does for from had ' +
      'happen happens has have how i if in into is it its me mean means my need of on one or our please shall should so ' +
      'than that the their them then there these they this those to us use want was we were what whats when where which ' +
      'who whom whose why will with would you your').split(' '),
  )
  const ENDINGS = [[/(s|x|ch|sh)es$/, '$1'], [/ies$/, ''], [/([^su])s$/, '$1'], [/([^aeiou])\1?ing$/, '$1'], [/([^aeiou])ed$/, '$1']]
  const addedWords = new Set()
  const isName = word => /[^a-z]/.test(word)

  // Only in a question: a single word may be a name, such as the status of a story.
  const withoutEnding = word => {
    if (isName(word) || word.length < 5) return word
    const [ending, kept] = ENDINGS.find(([pattern]) => pattern.test(word)) || []
    return ending ? word.replace(ending, kept) : word
  }

  // The theme adds a wildcard to a word without a weight. A short word would then match too many others, as in
  // `revi` and `review`, and a file name is complete.
  const inQuestion = word => {
    if (/^[a-z]{1,4}$/i.test(word)) {
      const plural = `${word.toLowerCase()}s`
      addedWords.add(plural)
      return [`${word.toLowerCase()}^1`, `${plural}^1`]
    }
    if (/^\w+\.\w+$/.test(word)) return word.split('.').map(part => `${part}^1`)
    return [withoutEnding(word)]
  }

  const searchedWords = query => {
    if (/["+~^*]|\b(title|text|tags):/.test(query)) return query // someone who writes operators knows what to search for
    // Other colons are part of a name, such as that of a command in a plugin.
    const words = query.split(/[\s:]+/).map(word => word.replace(/^[?!.,;]+|[?!.,;]+$/g, '')).filter(Boolean)
    const kept = words.filter(word => !QUESTION_WORDS.has(word.toLowerCase().replace(/['’]/g, '')))
    const searched = kept.length ? kept : words
    return (searched.length > 1 ? searched.flatMap(inQuestion) : searched).join(' ')
  }

  addEventListener('message', event => {
    if (event.data?.type !== QUERY) return
    addedWords.clear()
    event.data.data = searchedWords(event.data.data)
  })

  // The theme lists the words that a page lacks. The added ones are no reader's words.
  const post = self.postMessage.bind(self)
  self.postMessage = message => {
    const items = message?.type === RESULT ? message.data.items.flat() : []
    for (const { terms } of items) addedWords.forEach(word => delete terms?.[word])
    post(message)
  }
})();

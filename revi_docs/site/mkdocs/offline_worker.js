// Browsers start no worker from a file. On a site that is opened from files, the search worker of the theme runs in a
// hidden frame instead, which has the same messages. The theme looks for the name IFrameWorker.
(() => {
  if (location.protocol !== 'file:') return

  class IFrameWorker extends EventTarget {
    constructor(url) {
      super()
      const frame = document.createElement('iframe')
      frame.hidden = true
      document.body.append(frame)
      const scope = frame.contentWindow
      scope.postMessage = data => setTimeout(() => this.dispatchEvent(new MessageEvent('message', {data})))
      const load = address =>
        new Promise((done, failed) => {
          const script = scope.document.createElement('script')
          Object.assign(script, {src: new URL(address, location).href, onload: done, onerror: failed})
          scope.document.body.append(script)
        })
      scope.importScripts = (...addresses) => addresses.reduce((last, address) => last.then(() => load(address)), Promise.resolve())
      this.scope = scope
      this.ready = load(url)
    }

    postMessage(data) {
      this.ready.then(() => this.scope.dispatchEvent(new this.scope.MessageEvent('message', {data})))
    }

    terminate() {
      this.scope.frameElement.remove()
    }
  }

  window.Worker = window.IFrameWorker = IFrameWorker
})()

// Shows in each page of the development server that a build is running, and the problems of the last one.
// The page is loaded again after each build, so the state is read once, and while a build is running.
(() => {
  const style = 'position:fixed;left:1rem;right:1rem;bottom:1rem;z-index:1000;max-height:60vh;overflow:auto;' +
    'padding:.8rem 1rem;border-radius:.3rem;font:14px/1.5 system-ui,sans-serif;box-shadow:0 2px 12px #0006;'
  const element = (tag, text, css = '') => {
    const node = document.createElement(tag)
    node.textContent = text
    node.style.cssText = css
    return node
  }
  const show = ({building, problems}) => {
    document.getElementById('revi-preview')?.remove()
    if (!building && !problems.length) return
    const box = element('section', '', style + (problems.length ? 'background:#7a1020;color:#fff' : 'background:#1d2b3a;color:#fff'))
    box.id = 'revi-preview'
    box.setAttribute('role', problems.length ? 'alert' : 'status')
    if (building) box.append(element('div', 'full build running …'))
    if (problems.length) {
      const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
      box.append(element('strong', count))
      const close = element('button', 'Close', 'float:right;color:inherit;border:1px solid;border-radius:.2rem;padding:0 .5rem')
      close.onclick = () => box.remove()
      box.prepend(close)
      for (const {place, code, message, fix} of problems) {
        const item = element('div', '', 'margin-top:.5rem')
        item.append(element('div', `${place}: ${code}: ${message}`, 'font-family:monospace;overflow-wrap:anywhere'))
        if (fix) item.append(element('div', `fix: ${fix}`, 'font-family:monospace;overflow-wrap:anywhere;opacity:.85'))
        box.append(item)
      }
    }
    document.body.append(box)
  }
  const read = async () => {
    const state = await (await fetch('/__revi/status.json', {cache: 'no-store'})).json()
    show(state)
    if (state.building) setTimeout(read, 1000)
  }
  read()
  if (document.currentScript.hasAttribute('data-missing')) setInterval(async () => {
    if ((await fetch(location.href, {cache: 'no-store'})).ok) location.reload()
  }, 1000)
})()

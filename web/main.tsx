import { render } from 'preact'
import { Guide } from './answer/guide.tsx'
import { Unsaved } from './answer/unsaved.tsx'
import { takeCharts } from './charts/take-chart.ts'
import { openInDrawer } from './explain/open-explanation.tsx'
import { focusField } from './form/focus-field.ts'
import { askInDialog } from './key/key-dialog.tsx'
import { downloadWithKey, fillWithKey } from './key/keyed-page.ts'
import { explainSaved } from './service/ask.ts'
import { setAskUser } from './service/kept-key.ts'
import { Start } from './start/start.tsx'
import './style/page.css'
import { languageOf } from './words/language.ts'
import { loadWords } from './words/load-words.ts'
import { speechWith } from './words/speech.ts'
import './style/brief.css'
import './style/what-if.css'
import './style/years.css'

// The service sets the language of the page, from its address or from what the browser asks for.
const speech = speechWith(await loadWords(languageOf([document.documentElement.lang])))
const content = document.getElementById('content')

setAskUser((isWrong) => askInDialog(speech, isWrong))

if (content) {
  if (content.querySelector('[data-factor-page]')) {
    takeCharts(content)
  } else if (content.querySelector('[data-factors]')) {
    const { mountFactors } = await import('./factors/mount.tsx')
    mountFactors(content, speech)
  } else if (content.querySelector('[data-data]')) {
    const { mountData } = await import('./data/mount.tsx')
    mountData(content, speech)
  } else if (location.pathname === '/brief') {
    content.replaceChildren()
    const { mountUnsavedBrief } = await import('./brief/mount.tsx')
    mountUnsavedBrief(content, speech)
  } else if (location.pathname === '/s/') {
    content.replaceChildren()
    const { mountWhatIf } = await import('./whatif/mount.tsx')
    mountWhatIf(content, speech)
  } else if (location.pathname === '/years') {
    content.replaceChildren()
    const { mountUnsavedYears } = await import('./years/mount.tsx')
    mountUnsavedYears(content, speech)
  } else if (location.pathname === '/peers') {
    content.replaceChildren()
    const { mountUnsavedPeers } = await import('./peers/mount.tsx')
    mountUnsavedPeers(content, speech)
  } else if (location.pathname === '/answer' || location.pathname === '/') {
    content.replaceChildren()
    downloadWithKey(content)
    render(location.pathname === '/' ? <Start speech={speech} /> : <Unsaved speech={speech} />, content)
  } else if (!(await showSaved(content)) && location.pathname.startsWith('/e/'))
    void fillWithKey(content).then((isFilled) => isFilled && showSaved(content))
}

/** Adds to a saved answer, or to its brief, what needs a script; false if the page has none. */
async function showSaved(content: HTMLElement): Promise<boolean> {
  if (content.querySelector('[data-brief]')) {
    const { mountBrief } = await import('./brief/mount.tsx')
    mountBrief(content, speech)
    return true
  }
  if (content.querySelector('[data-years], [data-peers]')) {
    const { mountYears } = await import('./years/mount.tsx')
    mountYears(content)
    return true
  }
  const saved = content.querySelector<HTMLElement>('[data-estimate]')?.dataset['estimate']
  if (!saved) return false
  openInDrawer(content, (figure) => explainSaved(saved, figure), speech)
  takeCharts(content)
  downloadWithKey(content)
  const guide = content.querySelector('[data-guide]')
  if (guide) render(<Guide speech={speech} />, guide)
  return true
}

// The switch keeps the work, which stands in the fragment, and the choice, until the browser closes.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a'))
  link.addEventListener('click', () => {
    const address = new URL(location.href)
    address.searchParams.set('lang', link.lang)
    link.href = address.href
    // biome-ignore lint/suspicious/noDocumentCookie: one word that names nobody; the store of cookies is not in every browser.
    document.cookie = `lang=${link.lang}; path=/; samesite=lax`
  })

// A link to a field moves the focus there and leaves the fragment, which is the work, as it is.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-field]') : null
  const field = link?.getAttribute('data-field') ?? ''
  if (!document.getElementById(field)) return
  event.preventDefault()
  focusField(field)
})

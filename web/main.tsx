import { render } from 'preact'
import { Guide } from './answer/guide.tsx'
import { Unsaved } from './answer/unsaved.tsx'
import { takeCharts } from './charts/take-chart.ts'
import { openInDrawer } from './explain/open-explanation.tsx'
import { explainSaved } from './service/ask.ts'
import { Start } from './start/start.tsx'
import './style/page.css'
import { languageOf, speechOf } from './words/language.ts'

// The service sets the language of the page, from its address or from what the browser asks for.
const speech = speechOf(languageOf([document.documentElement.lang]))
const content = document.getElementById('content')

if (content) {
  const saved = content.querySelector<HTMLElement>('[data-estimate]')?.dataset['estimate']
  if (saved) {
    openInDrawer(content, (figure) => explainSaved(saved, figure), speech)
    takeCharts(content, speech)
    const guide = content.querySelector('[data-guide]')
    if (guide) render(<Guide speech={speech} />, guide)
  } else if (content.querySelector('[data-factor-page]')) {
    takeCharts(content, speech)
  } else if (content.querySelector('[data-factors]')) {
    const { mountFactors } = await import('./factors/mount.tsx')
    mountFactors(content, speech)
  } else if (location.pathname === '/answer' || location.pathname === '/') {
    content.replaceChildren()
    render(location.pathname === '/' ? <Start speech={speech} /> : <Unsaved speech={speech} />, content)
  }
}

// A link to a field moves the focus there and leaves the fragment, which is the work, as it is.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-field]') : null
  const field = link && document.getElementById(link.getAttribute('data-field') ?? '')
  if (!field) return
  event.preventDefault()
  field.focus()
})

import { type ComponentChildren, render } from 'preact'
import type { Explanation } from '../service/answer-types.ts'
import type { Asked } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { ExplanationView } from './explanation-view.tsx'

/** Asks for the explanation of a figure by its address. */
export type Explain = (figure: string) => Promise<Asked<Explanation>>

/**
 * Opens the explanation of a figure in a dialog, in place of the page that its link leads to. Escape closes it, and the
 * figure has the focus again: the dialog of the browser sees to both.
 */
export function openInDrawer(inside: HTMLElement, explain: Explain, speech: Speech): void {
  const { say } = speech
  const dialog = document.createElement('dialog')
  dialog.className = 'drawer'
  dialog.setAttribute('aria-labelledby', 'drawer')
  document.body.append(dialog)
  const show = (content: ComponentChildren): void =>
    render(
      <>
        <header>
          <h2 id="drawer">{say('drawer.title')}</h2>
          <button type="button" onClick={() => dialog.close()}>
            {say('drawer.close')}
          </button>
        </header>
        {content}
      </>,
      dialog,
    )
  inside.addEventListener('click', async (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-explain]') : null
    const figure = link?.getAttribute('data-explain')
    if (!figure || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    show(<p>{say('drawer.loading')}</p>)
    dialog.showModal()
    const asked = await explain(figure)
    if ('answer' in asked) show(<ExplanationView explanation={asked.answer} speech={speech} />)
    else
      show(
        <p>
          {'problem' in asked ? say('drawer.failed', { reason: asked.problem.detail }) : say('so-far.gone')}
        </p>,
      )
  })
}

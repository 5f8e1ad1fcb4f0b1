import { type ComponentChildren, render } from 'preact'
import { openFactorsIn } from '../factors/factor-drawer.tsx'
import type { Explanation } from '../service/answer-types.ts'
import type { Asked } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { ExplanationView } from './explanation-view.tsx'

/** Asks for the explanation of a figure by its address. */
export type Explain = (figure: string) => Promise<Asked<Explanation>>

/** A dialog at the side. Escape closes it, and what opened it has the focus again: the browser sees to both. */
export interface Drawer {
  readonly dialog: HTMLDialogElement
  /** Opens it if it is closed, says that it looks something up, and shows that once it is there. */
  readonly show: (content: () => Promise<ComponentChildren>) => Promise<void>
}

/** A drawer of the page; what was shown before can be gone back to. */
export function drawerIn({ say }: Speech, title: string): Drawer {
  const dialog = document.createElement('dialog')
  dialog.className = 'drawer'
  dialog.setAttribute('aria-labelledby', 'drawer')
  document.body.append(dialog)
  const shown: ComponentChildren[] = []
  dialog.addEventListener('close', () => shown.splice(0))
  const draw = (content: ComponentChildren): void => {
    render(
      <>
        <header>
          <h2 id="drawer">{title}</h2>
          {shown.length > 1 && (
            <button
              type="button"
              onClick={() => {
                shown.pop()
                draw(shown.at(-1))
              }}
            >
              {say('drawer.back')}
            </button>
          )}
          <button type="button" onClick={() => dialog.close()}>
            {say('drawer.close')}
          </button>
        </header>
        {content}
      </>,
      dialog,
    )
    dialog.scrollTop = 0
  }
  return {
    dialog,
    show: async (content) => {
      draw(<p>{say('drawer.loading')}</p>)
      if (!dialog.open) dialog.showModal()
      shown.push(await content())
      draw(shown.at(-1))
    },
  }
}

/**
 * Opens the explanation of a figure in a drawer, in place of the page that its link leads to; links in it to published
 * figures are followed there too.
 */
export function openInDrawer(inside: HTMLElement, explain: Explain, speech: Speech): void {
  const { say } = speech
  const drawer = drawerIn(speech, say('drawer.title'))
  openFactorsIn(drawer.dialog, drawer, speech)
  inside.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-explain]') : null
    const figure = link?.getAttribute('data-explain')
    if (!figure || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void drawer.show(async () => {
      const asked = await explain(figure)
      if ('answer' in asked) return <ExplanationView explanation={asked.answer} speech={speech} />
      return (
        <p>
          {'problem' in asked ? say('drawer.failed', { reason: asked.problem.detail }) : say('so-far.gone')}
        </p>
      )
    })
  })
}

import { drawerIn } from '../drawer/drawer.tsx'
import { openFactorsIn } from '../factors/factor-drawer.tsx'
import type { Explanation } from '../service/answer-types.ts'
import type { Asked } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { ExplanationView } from './explanation-view.tsx'

/** Asks for the explanation of a figure by its address. */
export type Explain = (figure: string) => Promise<Asked<Explanation>>

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

import { takeCharts } from '../charts/take-chart.ts'
import type { Drawer } from '../drawer/drawer.tsx'
import { factorOf } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { ServiceText } from '../words/service-text-view.tsx'

/** Opens the records that links of a place lead to in a drawer, in place of their pages. */
export function openFactorsIn(place: HTMLElement, drawer: Drawer, speech: Speech): void {
  place.addEventListener('click', async (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-factor]') : null
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const [, , set = '', id = ''] = link.pathname.split('/').map(decodeURIComponent)
    await drawer.show(async () => {
      const [asked, { FactorView }] = await Promise.all([factorOf(set, id), import('./factor-view.tsx')])
      if ('answer' in asked) return <FactorView detail={asked.answer} speech={speech} />
      if ('gone' in asked) return <p>{speech.say('factors.gone')}</p>
      return (
        <p>
          <ServiceText text={asked.problem.detail} speech={speech} />
        </p>
      )
    })
    takeCharts(drawer.dialog)
  })
}

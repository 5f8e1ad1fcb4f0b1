import type { ComponentChildren, JSX } from 'preact'
import type { Speech } from '../words/language.ts'

interface ChartFrameProps {
  readonly id: string
  /** The finding, in at most ten words. */
  readonly title: string
  readonly subtitle: string
  readonly said: string
  readonly source: string
  readonly speech: Speech
  readonly wide: JSX.Element
  readonly narrow: JSX.Element
  /** The table of the same figures. */
  readonly children: ComponentChildren
}

/** A chart with all that it needs to be read, checked and taken along: finding, sentence, table and source. */
export function ChartFrame(props: ChartFrameProps): JSX.Element {
  const { id, title, subtitle, said, source, speech, wide, narrow, children } = props
  return (
    <section aria-labelledby={id}>
      <figure class="chart" data-chart={id} data-title={title} data-subtitle={subtitle} data-source={source}>
        <figcaption>
          <h2 id={id}>{title}</h2>
          <p class="subtitle">{subtitle}</p>
        </figcaption>
        <div class="wide">{wide}</div>
        <div class="narrow">{narrow}</div>
        <p class="said">{said}</p>
        <details open>
          <summary>{speech.say('chart.table')}</summary>
          {children}
        </details>
        <p class="source" data-take>
          {source}
        </p>
      </figure>
    </section>
  )
}

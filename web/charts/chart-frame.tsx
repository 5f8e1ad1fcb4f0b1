import type { ComponentChildren, JSX } from 'preact'
import type { Speech } from '../words/language.ts'

interface ChartFigureProps {
  readonly id: string
  /** The finding, in at most ten words. */
  readonly title: string
  readonly heading: JSX.Element
  readonly subtitle: string
  readonly source: string
  readonly wide: JSX.Element
  readonly narrow: JSX.Element
  /** The table of the same figures. */
  readonly children: ComponentChildren
}

/** A drawing between its heading and its source, with what is needed to take it along. */
export function ChartFigure(props: ChartFigureProps): JSX.Element {
  const { id, title, heading, subtitle, source, wide, narrow, children } = props
  return (
    <figure class="chart" data-chart={id} data-title={title} data-subtitle={subtitle} data-source={source}>
      <figcaption>
        {heading}
        <p class="subtitle">{subtitle}</p>
      </figcaption>
      <div class="wide">{wide}</div>
      <div class="narrow">{narrow}</div>
      {children}
      <p class="source" data-take>
        {source}
      </p>
    </figure>
  )
}

interface ChartFrameProps extends Omit<ChartFigureProps, 'heading'> {
  readonly said: string
  /** The table is shut at first: of a chart that stands over what moves it. */
  readonly isFolded?: boolean
  readonly speech: Speech
}

/** A chart with all that it needs to be read, checked and taken along: finding, sentence, table and source. */
export function ChartFrame({
  said,
  isFolded = false,
  speech,
  children,
  ...figure
}: ChartFrameProps): JSX.Element {
  const { id, title } = figure
  return (
    <section aria-labelledby={id}>
      <ChartFigure {...figure} heading={<h2 id={id}>{title}</h2>}>
        <p class="said">{said}</p>
        <details open={!isFolded}>
          <summary>{speech.say('chart.table')}</summary>
          {children}
        </details>
      </ChartFigure>
    </section>
  )
}

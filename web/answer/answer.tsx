import type { ComponentChildren, JSX } from 'preact'
import { isObject } from '../form/to-request.ts'
import type { Boundaries, Inventory, Result } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { BoundariesView } from './boundaries-view.tsx'
import { CoverageView } from './coverage.tsx'
import type { ExplainAt } from './figure-view.tsx'
import { InventoryView } from './inventory-view.tsx'
import { Modes } from './modes.tsx'
import { type CodeTexts, Notices } from './notices.tsx'
import { Sentence, titleOf } from './sentence.tsx'
import { Splits } from './splits.tsx'
import { Surer } from './surer.tsx'
import { Withdrawn } from './withdrawn.tsx'

/** An answer with the views that the service adds to it on request. */
export interface WholeAnswer {
  readonly result: Result
  /** Absent where an earlier version made the answer, or the data allow none. */
  readonly boundaries?: Boundaries | undefined
  readonly inventory?: Inventory | undefined
  readonly codeTexts: CodeTexts
}

interface AnswerProps extends WholeAnswer {
  readonly speech: Speech
  readonly explainAt: ExplainAt
  readonly addAt: ((code: string) => string) | undefined
  /** Where a field of the form is changed. */
  readonly changeAt: (field: string) => string
  /** The same request with its range simulated. */
  readonly simulateAt: string
  /** Where the same year is taken further: what measures change of it. */
  readonly whatIfAt: string
  /** The guide to boundaries, where scripts run. */
  readonly guide?: ComponentChildren
  /** What else was answered to the same request, where that differs. */
  readonly beside?: ComponentChildren
  /** Downloads, and what else is done with the answer. */
  readonly children?: ComponentChildren
}

/** A whole answer, in the order in which it is read. It is drawn alike here and by the service. */
export function Answer(props: AnswerProps): JSX.Element {
  const {
    result,
    boundaries,
    inventory,
    codeTexts,
    speech,
    explainAt,
    addAt,
    changeAt,
    simulateAt,
    whatIfAt,
    guide,
    beside,
    children,
  } = props
  const { say } = speech
  return (
    <article class="answer" data-estimate={result.id}>
      <h1>{titleOf(result, speech)}</h1>
      <Withdrawn result={result} speech={speech} />
      <Sentence result={result} speech={speech} explainAt={explainAt} />
      <p class="note">
        {say('answer.made', { set: result.factorSet.id, method: result.methodVersion, gwp: result.gwp })}
      </p>
      {beside}
      <CoverageView coverage={result.coverage} speech={speech} addAt={addAt} />
      <Modes result={result} speech={speech} explainAt={explainAt} />
      <Splits result={result} speech={speech} explainAt={explainAt} />
      <p>
        <a class="button" href={whatIfAt}>
          {say('what-if.answer')}
        </a>
      </p>
      <Surer drivers={result.drivers} speech={speech} />
      {boundaries && (
        <BoundariesView
          boundaries={boundaries}
          modes={modesIn(result.request)}
          speech={speech}
          guide={guide}
        />
      )}
      {inventory && <InventoryView inventory={inventory} speech={speech} />}
      <Notices
        notices={result.notices}
        texts={codeTexts}
        request={result.request}
        changeAt={changeAt}
        simulateAt={simulateAt}
        speech={speech}
      />
      {children}
    </article>
  )
}

function modesIn({ demand }: Readonly<Record<string, unknown>>): readonly string[] {
  const rows: readonly unknown[] = Array.isArray(demand) ? demand : []
  return rows.map((row) => (isObject(row) ? String(row['mode']) : ''))
}

import type { JSX } from 'preact'
import type { Fault, Problem } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { ServiceText } from '../words/service-text-view.tsx'

/** Faults that are shown at once; the rest is counted. */
const MAX_SHOWN = 20

const isAboutPersons = ({ type, errors = [] }: Pick<Problem, 'type' | 'errors'>): boolean =>
  type.endsWith('#person-level-data') || errors.some(({ code }) => code === 'person-level-data')

/** Why a file was not taken, each fault with its place. A file about persons is told what to do instead. */
export function FileRefused({
  problem,
  isKept = false,
  speech,
}: {
  problem: Problem
  /** True: the file was taken in, and what was asked of it is refused. */
  isKept?: boolean
  speech: Speech
}): JSX.Element {
  const { say } = speech
  const { errors = [], detail } = problem
  const title = say(isAboutPersons(problem) ? 'file.persons' : isKept ? 'file.no-answer' : 'file.refused')
  return (
    <section class="faults" role="alert">
      <h3>{title}</h3>
      {errors.length === 0 ? <p>{detail}</p> : <FaultList faults={errors} speech={speech} />}
      {!isKept && <p>{say('file.kept-typed')}</p>}
    </section>
  )
}

export function FaultList({ faults, speech }: { faults: readonly Fault[]; speech: Speech }): JSX.Element {
  const { say } = speech
  const more = faults.length - MAX_SHOWN
  return (
    <>
      <ul>
        {faults.slice(0, MAX_SHOWN).map((fault) => {
          const place = placeOf(fault, speech)
          return (
            <li key={`${place}/${fault.detail}`}>
              {place !== '' && <strong>{place}: </strong>}
              <ServiceText text={fault.detail} speech={speech} />
            </li>
          )
        })}
      </ul>
      {more > 0 && <p>{say('file.more-faults', { count: more })}</p>}
    </>
  )
}

/** Sheet and cell, or column and how many rows. */
function placeOf({ sheet, cell, column, count }: Fault, { say }: Speech): string {
  if (sheet !== undefined) return cell === undefined ? sheet : say('file.at-cell', { sheet, cell })
  if (column === undefined) return count === undefined ? '' : say('file.rows', { count })
  // A column whose name is not repeated is named by its place: `column 3`.
  const shown = /^column (\d+)$/.exec(column)?.[1] ?? column
  return count === undefined
    ? say('file.at-column', { column: shown })
    : say('file.at-rows', { column: shown, count })
}

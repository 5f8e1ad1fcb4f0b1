import type { JSX } from 'preact'
import type { FactorPage } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { factorAt } from './factor-search.ts'

export type LookUps = NonNullable<FactorPage['lookUps']>

const MAX_LISTED = 5

interface LookUpListProps {
  readonly reason: string | undefined
  readonly lookUps: LookUps | undefined
  readonly set: string
  readonly speech: Speech
}

/** Why nothing fits, or what an estimate takes and why. */
export function LookUpList({ reason, lookUps = [], set, speech }: LookUpListProps): JSX.Element | null {
  const { say, language } = speech
  if (reason === undefined && lookUps.length === 0) return null
  return (
    <ul>
      {reason !== undefined && <li lang="en">{reason}</li>}
      {lookUps.length > MAX_LISTED ? (
        <li>{say('factors.looked-up', { count: lookUps.length })}</li>
      ) : (
        lookUps.map(({ takes, why, subject }) => (
          <li key={JSON.stringify(subject)}>
            {takes.length === 0 ? say('factors.takes-none') : say('factors.takes')}{' '}
            {takes.map((id) => (
              <a key={id} href={factorAt(set, id, language)} data-factor={id}>
                {id}
              </a>
            ))}{' '}
            <span lang="en">{why}</span>
          </li>
        ))
      )}
    </ul>
  )
}

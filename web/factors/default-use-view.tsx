import type { JSX } from 'preact'
import type { FactorDetail } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { factorAt } from './factor-search.ts'
import { placeName } from './factor-words.ts'
import type { SubHeading } from './others-table.tsx'

/** More places than these are counted and named on demand. */
const MAX_NAMED = 12

/** Which estimates take a record where the request states nothing, and why. */
export function DefaultUseView({
  detail,
  speech,
  Heading,
}: {
  detail: FactorDetail
  speech: Speech
  Heading: SubHeading
}): JSX.Element | null {
  const { say, language } = speech
  const { record, factorSet, defaultUse: use } = detail
  if (!use || (use.years.length === 0 && use.places.length === 0 && use.takes === undefined)) return null
  const place = placeName(record.region, speech)
  const others = (use.takes ?? []).filter((id) => id !== record.id)
  const isTaken = use.takes?.includes(record.id) ?? false
  const names = use.places
    .map(({ region }) => placeName(region, speech))
    .sort(new Intl.Collator(language).compare)
  const [shown, folded] = [names.slice(0, MAX_NAMED), names.slice(MAX_NAMED)]
  return (
    <section aria-labelledby="default-use">
      <Heading id="default-use">{say('factors.use.title')}</Heading>
      {use.years.length > 0 && <p>{say('factors.use.years', { place, years: spansOf(use.years) })}</p>}
      {use.takes !== undefined && !isTaken && (
        <p>
          {say(others.length > 0 ? 'factors.use.other' : 'factors.use.none', { place, year: use.year })}{' '}
          {others.map((id) => (
            <a key={id} href={factorAt(factorSet, id, language)} data-factor={id}>
              {id}
            </a>
          ))}
        </p>
      )}
      {use.why !== undefined && (
        <p class="note" lang="en">
          {use.why}
        </p>
      )}
      {names.length > 0 && <p>{say('factors.use.places', { year: use.year, places: shown.join(', ') })}</p>}
      {folded.length > 0 && (
        <details>
          <summary>{say('factors.use.more', { count: folded.length })}</summary>
          <p>{folded.join(', ')}</p>
        </details>
      )}
    </section>
  )
}

/** `2005–2009, 2012`: neighbouring years as one span. */
export function spansOf(years: readonly number[]): string {
  const spans: [number, number][] = []
  for (const year of years) {
    const last = spans.at(-1)
    if (last && year === last[1] + 1) last[1] = year
    else spans.push([year, year])
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

import type { ScenarioResult } from './schema.ts'

const PERCENT = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 })

interface Told {
  readonly figures: ScenarioResult['years']
  readonly levers: ScenarioResult['levers']
  readonly targets: ScenarioResult['targets']
  readonly city: string
}

/** What a scenario comes to, in two sentences. */
export function scenarioSentence({ figures, levers, targets, city }: Told): string {
  const [first, last] = [figures[0], figures.at(-1)]
  if (!first || !last) return ''
  const base = first.scenario.value
  if (!(base > 0)) return `${city} emits nothing that is counted here in ${first.year}.`
  const [ahead, anyway] = [last.scenario.value, last.reference.value].map((value) =>
    comparative((100 * (value - base)) / base),
  )
  const best = levers
    .filter((one) => one.last < 0)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, 3)
    .map(({ id, last: kg }) => `${id} ${signed((100 * kg) / base)}`)
  const most = best.length > 0 ? ` The levers that do most, in % of ${first.year}: ${best.join(', ')}.` : ''
  const missed = targets.filter(({ holds }) => !holds)
  const verdict =
    targets.length === 0
      ? ''
      : missed.length === 0
        ? ' It meets its targets.'
        : ` It misses ${missed.length === targets.length && targets.length === 1 ? 'its target' : `${missed.length} of ${targets.length} targets`}.`
  const without = levers.length === 0 ? '' : `; without the levers, ${anyway}`
  return `In ${last.year} ${city} emits ${ahead} than in ${first.year}${without}.${most}${verdict}`
}

/** As a reader says it: 4.1 % less, 0.4 % more. */
function comparative(percent: number): string {
  const text = PERCENT.format(Math.abs(percent))
  return Number(text) === 0 ? 'no more and no less' : `${text} % ${percent < 0 ? 'less' : 'more'}`
}

/** With the sign of a reader: −4.1, +0.4. */
const signed = (value: number): string => {
  const text = PERCENT.format(Math.abs(value))
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`
}

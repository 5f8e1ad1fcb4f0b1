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
  const against = (value: number): string =>
    signed((100 * (value - first.scenario.value)) / first.scenario.value)
  const best = levers
    .filter((one) => one.last < 0)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, 3)
    .map(({ id, last: kg }) => `${id} ${signed((100 * kg) / first.scenario.value)}`)
  const most = best.length > 0 ? ` Most of it: ${best.join(', ')}.` : ''
  const missed = targets.filter(({ holds }) => !holds)
  const verdict =
    targets.length === 0
      ? ''
      : missed.length === 0
        ? ' It meets its targets.'
        : ` It misses ${missed.length === targets.length && targets.length === 1 ? 'its target' : `${missed.length} of ${targets.length} targets`}.`
  return `${city} emits ${against(last.scenario.value)} % in ${last.year} against ${first.year}, and ${against(last.reference.value)} % without the levers.${most}${verdict}`
}

/** With the sign of a reader: −4.1, +0.4. */
const signed = (value: number): string => {
  const text = PERCENT.format(Math.abs(value))
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`
}

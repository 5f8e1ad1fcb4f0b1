import { daysOf, type NamedPhase } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'

export const PHASES_EXAMPLE = 'lockdown:2020-01-23..2020-04-07,recovery:2020-04-08..2020-08-31'

const MAX_PHASES = 50
const MAX_NAME = 60
/** From the first day of the first phase to the last of the last: holidays of each year are worked out. */
const MAX_YEARS = 30
const DAYS_PER_YEAR = 365.25
const PHASE = /^([^:,]+):([\d-]+)\.\.([\d-]+)$/

/** What is wrong with a phase, and which one it is. */
export interface PhaseFault extends Pick<Fault, 'code' | 'detail'> {
  readonly at?: number
}

interface Placed extends NamedPhase {
  readonly at: number
}

/** Phases as they are written in a query, and everything that is wrong with them. */
export function readPhases(text: string): {
  readonly phases: readonly NamedPhase[]
  readonly faults: readonly PhaseFault[]
} {
  const read = text.split(',').map((item, at) => readPhase(item.trim(), at))
  if (read.length > MAX_PHASES)
    return {
      phases: [],
      faults: [{ code: 'invalid-field', detail: `Ask for at most ${MAX_PHASES} phases at once.` }],
    }
  const placed = read.flatMap((one) => ('name' in one ? [one] : []))
  const faults = read.flatMap((one) => ('detail' in one ? [one] : []))
  return {
    phases: placed.map(({ name, from, to }) => ({ name, from, to })),
    faults: [...faults, ...repeated(placed), ...overlaps(placed), ...tooLong(placed)],
  }
}

function readPhase(item: string, at: number): Placed | PhaseFault {
  const [, written = '', from = '', to = ''] = PHASE.exec(item) ?? []
  const name = written.trim()
  if (name === '' || name.length > MAX_NAME) {
    const detail = `Write a name of at most ${MAX_NAME} characters and two periods, such as ${PHASES_EXAMPLE.split(',')[0]}.`
    return { code: 'invalid-field', at, detail }
  }
  const [first, last] = [daysOf(from), daysOf(to)]
  if (!first || !last) {
    const detail = `${name}: write days (2020-01-23), months (2020-01) or years (2020).`
    return { code: 'period-invalid', at, detail }
  }
  if (last.first + last.count <= first.first)
    return { code: 'period-invalid', at, detail: `${name}: its end lies before its beginning.` }
  return { name, from, to, at }
}

const repeated = (phases: readonly Placed[]): readonly PhaseFault[] =>
  phases
    .filter(({ name }, at) => phases.findIndex((one) => one.name === name) < at)
    .map(({ name, at }) => ({
      code: 'duplicate-row',
      at,
      detail: `Several phases are called ${name}. Give each a name of its own.`,
    }))

/** The first and the last day of a phase, as counts of days. */
export function spanOf({ from, to }: Omit<NamedPhase, 'name'>): {
  readonly first: number
  readonly last: number
} {
  const [begin, end] = [daysOf(from), daysOf(to)]
  return {
    first: begin?.first ?? Number.NaN,
    last: (end?.first ?? Number.NaN) + (end?.count ?? Number.NaN) - 1,
  }
}

/** Days in two phases would count twice. */
const overlaps = (phases: readonly Placed[]): readonly PhaseFault[] =>
  phases.flatMap((one, place) =>
    phases.slice(0, place).flatMap((other): PhaseFault[] => {
      const [a, b] = [spanOf(one), spanOf(other)]
      if (a.first > b.last || b.first > a.last) return []
      const detail = `${other.name} and ${one.name} overlap: let one end on the day before the other begins.`
      return [{ code: 'period-invalid', at: one.at, detail }]
    }),
  )

function tooLong(phases: readonly Placed[]): readonly PhaseFault[] {
  const spans = phases.map(spanOf)
  const days = Math.max(...spans.map(({ last }) => last)) - Math.min(...spans.map(({ first }) => first))
  if (!(days > MAX_YEARS * DAYS_PER_YEAR)) return []
  return [{ code: 'period-invalid', detail: `Name phases within ${MAX_YEARS} years of each other.` }]
}

/** The days between the first and the last phase that are in none. */
export function gapsBetween(
  phases: readonly NamedPhase[],
): readonly { readonly first: number; readonly last: number }[] {
  const spans = phases.map(spanOf).sort((a, b) => a.first - b.first)
  return spans.slice(1).flatMap(({ first }, at) => {
    const before = (spans[at]?.last ?? Number.NaN) + 1
    return before < first ? [{ first: before, last: first - 1 }] : []
  })
}

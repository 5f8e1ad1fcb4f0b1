import { type Estimate, MODE_PROPERTIES } from '../../src/index.ts'

/** A figure that two estimates have otherwise. */
export interface DifferingFigure {
  readonly name: string
  readonly unit: string
  readonly from: number
  readonly to: number
  /** Where the later one is from: `stated`, `derived`, or a record of the factor set. */
  readonly origin: string
}

type Parameter = Estimate['parameters'] extends ReadonlyMap<string, infer One> ? One : never

/** Units of which rows add up, so that several rows of one name are one figure. */
const ADD_UP: ReadonlySet<string> = new Set(['trips', 'vkm', 'pkm', 'tkm', 'vehicles', 'MJ'])

/**
 * What two estimates have otherwise, inputs before figures of the factor set and the largest ratio first. Of derived figures
 * those that they follow from are told.
 *
 * @param mode of one mode alone; what carriers and electricity have in common stays
 */
export function differingFigures(
  before: Estimate,
  after: Estimate,
  mode: string | undefined,
): readonly DifferingFigure[] {
  const [from, to] = [before, after].map(byName) as [Figures, Figures]
  const found: DifferingFigure[] = []
  const [personsBefore, personsAfter] = [before, after].map(({ input }) => input.city.population?.value)
  if (personsBefore !== undefined && personsAfter !== undefined && personsBefore !== personsAfter)
    found.push({
      name: 'Inhabitants',
      unit: 'persons',
      from: personsBefore,
      to: personsAfter,
      origin: 'stated',
    })
  for (const [name, { value, unit, origin }] of to) {
    const other = from.get(name)
    if (other === undefined || other.value === value || other.unit !== unit || !isOfMode(name, mode)) continue
    found.push({ name, unit, from: other.value, to: value, origin })
  }
  const step = (one: DifferingFigure): number => Math.abs(Math.log(one.to / one.from))
  const isStated = (one: DifferingFigure): boolean => one.origin === 'stated'
  return found.sort((a, b) => Number(isStated(b)) - Number(isStated(a)) || step(b) - step(a))
}

type Figures = ReadonlyMap<string, { readonly value: number; readonly unit: string; readonly origin: string }>

function byName({ parameters }: Estimate): Figures {
  const rows = new Map<string, Parameter[]>()
  for (const one of parameters.values())
    if (one.origin !== 'derived') rows.set(one.name, [...(rows.get(one.name) ?? []), one])
  return new Map(
    [...rows].flatMap(([name, some]) => {
      const [first] = some
      if (!first || (some.length > 1 && !ADD_UP.has(first.unit))) return []
      const value = some.reduce((sum, one) => sum + one.value, 0)
      return [[name, { value, unit: first.unit, origin: first.recordId ?? first.origin }] as const]
    }),
  )
}

/** Names of figures of a mode begin with its title; those of carriers and electricity are of all modes. */
function isOfMode(name: string, mode: string | undefined): boolean {
  if (mode === undefined) return true
  const others = Object.entries(MODE_PROPERTIES).filter(([one]) => one !== mode)
  return !others.some(([, { title }]) => name.startsWith(`${title}:`) || name.startsWith(`${title},`))
}

import type { ModeTrace, Scenario } from '../../src/index.ts'
import type { WorkOut } from '../draws/work-out.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import { refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ScenarioExplanation } from './explanation-schema.ts'
import { assessedScenario } from './make-scenario.ts'
import type { FindSaved } from './read-scenario.ts'
import type { ScenarioResult } from './schema.ts'

const LINES = ['reference', 'scenario', 'difference'] as const
type Line = (typeof LINES)[number]
type Product = ScenarioExplanation['modes'][number]['scenario']

/**
 * Where a figure of a scenario comes from: of each mode the emissions of the base year, and every factor that leads to those
 * of the year asked for.
 *
 * @param address see {@link addressOf}
 * @throws {Failure} with every fault of the body, or if there is no such figure
 */
export async function explainScenario(
  body: unknown,
  address: string | undefined,
  factorSets: FactorSets,
  findSaved: FindSaved,
  workOut: WorkOut,
): Promise<ScenarioExplanation> {
  const { scenario, result } = await assessedScenario(body, factorSets, findSaved, workOut)
  const { year, line, mode } = addressOf(address, result)
  const traces = scenario.trace(year)
  const modes = traces.reference.flatMap((reference, at) => {
    const other = traces.scenario[at]
    if (!other || (mode !== undefined && reference.mode !== mode)) return []
    return [
      {
        mode: reference.mode,
        reference: productOf(reference, scenario),
        scenario: productOf(other, scenario),
      },
    ]
  })
  const { id, base, factorSet, records, parameters, sources, notices } = result
  const of = ({ reference, scenario: other }: (typeof modes)[number]): number =>
    line === 'reference' ? reference.value : line === 'scenario' ? other.value : other.value - reference.value
  const whole = result.years.find((one) => one.year === year)?.[line]
  return {
    scenario: id,
    base,
    factorSet,
    records,
    figure: {
      address: [year, line, ...(mode === undefined ? [] : [mode])].join('/'),
      ...(mode === undefined && whole
        ? whole
        : { value: modes.reduce((sum, one) => sum + of(one), 0), unit: 't CO2e' }),
    },
    calculation: calculationOf(line, year, base.year, mode),
    modes,
    parameters,
    sources,
    notices,
  }
}

function calculationOf(line: Line, year: number, baseYear: number, mode: string | undefined): string {
  const times = `emissions of ${baseYear} times every factor.`
  const sum = mode === undefined ? `the sum of all modes, and each of these is its ${times}` : `its ${times}`
  return line === 'difference'
    ? `The scenario of ${year} minus its reference; each is ${sum}`
    : `${sum.slice(0, 1).toUpperCase()}${sum.slice(1)}`
}

/** A year, a line and a mode, from `2035/scenario/bus` or a pointer into the answer (`/years/12/scenario`). */
function addressOf(
  address: string | undefined,
  { until, years, byMode }: ScenarioResult,
): { readonly year: number; readonly line: Line; readonly mode: string | undefined } {
  if (address === undefined) return { year: until, line: 'difference', mode: undefined }
  const [, place, ofPlace] = /^\/years\/(\d+)\/(\w+)(?:\/value)?$/.exec(address) ?? []
  const [told, line = 'difference', mode, ...more] =
    place === undefined ? address.split('/') : [String(years[Number(place)]?.year), ofPlace]
  const year = Number(told)
  const modes = byMode.map((one) => one.mode as string)
  const isThere =
    years.some((one) => one.year === year) &&
    (LINES as readonly string[]).includes(line) &&
    (mode === undefined || modes.includes(mode)) &&
    more.length === 0
  if (isThere) return { year, line: line as Line, mode }
  throw refusal([
    {
      code: 'invalid-field',
      parameter: 'figure',
      detail: `There is no such figure. Name a year from ${years[0]?.year} to ${until}, a line (${LINES.join(', ')}) and, if you want, a mode.`,
      candidates: [`${until}/scenario`, ...modes.map((one) => `${until}/scenario/${one}`)].slice(0, 10),
    },
  ])
}

const WORDS: Readonly<Record<ModeTrace['factors'][number]['name'], string>> = {
  'population-and-activity': 'population, and distance of each inhabitant',
  lever: '',
  shifts: 'distance that comes from other modes or goes to them',
  distance: 'distance that comes from other modes [km]',
  efficiency: 'energy of a vehicle for the same distance',
  'new-vehicles': 'energy of vehicles sold since the base year',
  vehicles: 'who drives the distance: powertrains in the fleet',
  grid: 'emissions of electricity',
  blends: 'biofuel in fuels',
}

function productOf({ base, factors, kg, mode }: ModeTrace, { prepared, question }: Scenario): Product {
  const isNew = (prepared.model.modes.find((one) => one.mode === mode)?.activity ?? 0) < 0
  return {
    base: base * T_PER_KG,
    unit: isNew ? 't CO2e/km' : 't CO2e',
    factors: factors.map(({ name, lever, value }) => {
      const id = lever === undefined ? undefined : question.levers[lever]?.id
      return id === undefined ? { what: WORDS[name], value } : { what: id, lever: id, value }
    }),
    value: kg * T_PER_KG,
  }
}

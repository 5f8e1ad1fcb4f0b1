import type { EstimateResult, LinesView } from '../schemas/estimate-result.ts'
import { figureText, forReading, shareText } from './number.ts'
import { tableText } from './table.ts'

const TOTALS: readonly (readonly [keyof EstimateResult['totals'], string])[] = [
  ['co2e', 'CO2e'],
  ['co2', 'CO2'],
  ['ch4', 'CH4'],
  ['n2o', 'N2O'],
  ['perCapita', 'CO2e per inhabitant'],
  ['biogenicCo2', 'Biogenic CO2, beside the total'],
  ['wellToTank', 'Well-to-tank, beside the total'],
  ['energy', 'Energy'],
  ['vehicleDistance', 'Vehicle distance'],
  ['passengerDistance', 'Passenger distance'],
  ['tonneDistance', 'Tonne distance'],
]

/** An estimate for reading at a shell; numbers are rounded. */
export function estimateText(result: EstimateResult, lines?: LinesView): string {
  const { city, period, allocation, gwp, factorSet, id, notices } = result
  const title = `${city.name}, ${city.country}, ${period} · ${allocation} · ${gwp} · factor set ${factorSet.id}\n${id}`
  const totals = TOTALS.map(([key, name]) => [name, figureText(result.totals[key])])
  const sections = [
    tableText(title, [{ head: 'Total' }, { head: '', numbers: true }], totals),
    groupText(
      'By sub-sector',
      result.bySubSector.map((group) => ({ name: group.subSector, ...group })),
    ),
    groupText(
      'By mode',
      result.byMode.map((group) => ({ name: group.mode, ...group })),
    ),
    groupText(
      'By scope',
      result.byScope.map((group) => ({ name: group.scope, ...group })),
    ),
    ...(lines ? [linesText(lines)] : []),
    assumptionsText(result.assumptions),
    noticesText(notices),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

interface Group {
  readonly name: string
  readonly co2e: EstimateResult['totals']['co2e']
  readonly energy?: EstimateResult['totals']['energy']
  readonly shareOfCo2e: number | null
}

/** Energy is shown where some group knows it: by scope, none does. */
function groupText(title: string, groups: readonly Group[]): string {
  const hasEnergy = groups.some(({ energy = null }) => energy !== null)
  const number = (head: string) => ({ head, numbers: true })
  return tableText(
    title,
    [{ head: '' }, number('CO2e'), number('Share'), ...(hasEnergy ? [number('Energy')] : [])],
    groups.map(({ name, co2e, shareOfCo2e, energy = null }) => [
      name,
      figureText(co2e),
      shareText(shareOfCo2e),
      ...(hasEnergy ? [figureText(energy)] : []),
    ]),
  )
}

function linesText({ lines, parameters }: LinesView): string {
  const rows = lines.map(
    ({ mode, flow, vehicleClass, powertrain, emissionStandard, carrier, method, co2eKg, products }) => {
      const used = [...new Set(products.flatMap(({ terms }) => terms.map(({ parameter }) => parameter)))]
      const sources = used
        .flatMap((key) => parameters[key]?.record ?? [])
        .map(({ source, locator }) => `${source}, ${locator}`)
      const vehicle = [vehicleClass, powertrain, emissionStandard, carrier, flow].filter(
        (part) => part !== undefined,
      )
      return [
        mode,
        vehicle.join(' '),
        method,
        `${forReading(co2eKg / 1000)} t CO2e`,
        [...new Set(sources)].join('; ') || 'stated',
      ]
    },
  )
  return tableText(
    'Lines',
    [
      { head: 'Mode' },
      { head: 'Vehicle', width: 30 },
      { head: 'Method' },
      { head: 'CO2e', numbers: true },
      { head: 'Sources', width: 60 },
    ],
    rows,
  )
}

function assumptionsText(assumptions: EstimateResult['assumptions']): string {
  if (assumptions.length === 0) return ''
  return tableText(
    'Not stated, so taken from the factor set',
    [
      { head: 'Parameter', width: 36 },
      { head: 'Value', numbers: true },
      { head: 'Quality' },
      { head: 'Source', width: 48 },
      { head: 'Why', width: 32 },
    ],
    assumptions.map(({ parameter, value, unit, quality, source, locator, why }) => [
      parameter,
      `${forReading(value)} ${unit}`,
      quality,
      `${source}, ${locator}`,
      why,
    ]),
  )
}

function noticesText(notices: EstimateResult['notices']): string {
  if (notices.length === 0) return ''
  return `To know about this estimate\n\n${notices.map(({ code, detail }) => `- ${detail} [${code}]`).join('\n')}\n`
}

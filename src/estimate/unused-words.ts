import { BIOGENIC_CARRIERS, type EnergyCarrier, MODE_PROPERTIES } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { DemandRow, EstimateInput, FleetRow } from './input.ts'
import type { EstimateLine } from './line.ts'
import { usedKeys } from './used-keys.ts'
import { carriersOf } from './vehicle.ts'

const CODE = 'input-not-used'
const BIOGENIC: ReadonlySet<EnergyCarrier> = new Set(BIOGENIC_CARRIERS)

/** The words that say what kind of vehicle a row is of, without its powertrain. */
const KINDS = ['vehicleClass', 'emissionStandard'] as const
type Kind = (typeof KINDS)[number]
const WORDS_OF: Readonly<Record<Kind, string>> = {
  vehicleClass: 'vehicle class',
  emissionStandard: 'emission standard',
}

/** Vehicles without an exhaust: standards are of what leaves one. */
const WITHOUT_EXHAUST: ReadonlySet<string> = new Set(['electric', 'fuel-cell'])

/**
 * Says of a stated vehicle class, emission standard or powertrain that no figure is of it. A word that several rows of a fleet
 * state is told once.
 */
export function noticeUnusedWords(context: EstimateContext, lines: readonly EstimateLine[]): void {
  const { input } = context
  for (const row of input.demand)
    noticeRow(
      context,
      row,
      lines.filter(({ pointer }) => pointer === row.pointer),
    )
  const told = new Set<string>()
  for (const row of input.fleet) {
    noticeRow(context, row, linesOfFleet(row, input, lines), told)
    noticeOverruled(context, row)
  }
}

/** Lines of rows of demand that name a powertrain are of that and of no fleet. */
function linesOfFleet(
  row: FleetRow,
  { demand }: EstimateInput,
  lines: readonly EstimateLine[],
): readonly EstimateLine[] {
  const named = new Set(demand.flatMap(({ pointer, powertrain }) => (powertrain ? [pointer] : [])))
  return lines.filter(
    (line) =>
      line.mode === row.mode &&
      line.powertrain === row.powertrain &&
      (line.vehicleClass ?? 'average') === (row.vehicleClass ?? 'average') &&
      line.emissionStandard === row.emissionStandard &&
      !named.has(line.pointer),
  )
}

function noticeRow(
  context: EstimateContext,
  row: DemandRow | FleetRow,
  lines: readonly EstimateLine[],
  told: Set<string> = new Set(),
): void {
  // What no line is of is told with the quantities of the row.
  if (lines.length === 0) return
  const { pointer, mode, powertrain } = row
  let used: ReadonlySet<string> | undefined
  for (const kind of KINDS) {
    const word = row[kind]
    if (word === undefined || word === 'average') continue
    // A stated energy intensity is that of the class.
    if (kind === 'vehicleClass' && row.energyIntensity) continue
    const key = `${mode}/${kind}/${word}/${kind === 'emissionStandard' ? powertrain : ''}`
    if (told.has(key)) continue
    used ??= usedKeys(context, lines)
    if (isOfAny(context, used, row, kind)) continue
    told.add(key)
    const what = `${MODE_PROPERTIES[mode].title}, ${WORDS_OF[kind]}`
    context.notice(CODE, `${what}: changes nothing, because ${why(row, kind)}.`, {
      pointer: `${pointer}/${kind}`,
    })
  }
  noticePowertrain(context, row)
}

/** Whether a figure that lines follow from is of what a row says; a standard may be read from that before it, with a notice. */
function isOfAny(
  { assumptions }: EstimateContext,
  used: ReadonlySet<string>,
  row: DemandRow | FleetRow,
  kind: Kind,
): boolean {
  return [...assumptions.values()].some(({ parameter, record }) => {
    if (!used.has(parameter.key) || !('mode' in record) || record.mode !== row.mode) return false
    return kind === 'vehicleClass'
      ? record.vehicleClass === row.vehicleClass
      : 'emissionStandard' in record && record.emissionStandard !== undefined
  })
}

function why(row: DemandRow | FleetRow, kind: Kind): string {
  if ('energy' in row && row.energy)
    return `what stated energy emits follows from its carrier, ${row.carrier}`
  const { powertrain } = row
  if (kind === 'emissionStandard' && powertrain !== undefined && WITHOUT_EXHAUST.has(powertrain))
    return `${powertrain} vehicles have no exhaust that it limits`
  return `no figure of ${row[kind]} is known, and that of the mode was used`
}

/** Class and standard of a fleet, where every row that it drives states another: the row says what it is of. */
function noticeOverruled(context: EstimateContext, row: FleetRow): void {
  const { demand, travel } = context.input
  const { pointer, mode } = row
  if (travel) return
  const driven = demand.filter((one) => one.mode === mode && one.powertrain === undefined && !one.energy)
  if (driven.length === 0) return
  for (const kind of KINDS) {
    const word = row[kind]
    if (word === undefined || !driven.every((one) => one[kind] !== undefined && one[kind] !== word)) continue
    const others = [...new Set(driven.map((one) => one[kind]))].join(' and ')
    const detail = `${MODE_PROPERTIES[mode].title}, ${WORDS_OF[kind]} ${word}: changes nothing, because ${driven[0]?.pointer} states ${others}, and a row of demand goes before a row of fleet.`
    context.notice(CODE, detail, { pointer: `${pointer}/${kind}` })
  }
}

/** A powertrain of what has none, and energy of a carrier that the stated powertrain does not take. */
function noticePowertrain(context: EstimateContext, row: DemandRow | FleetRow): void {
  const { pointer, mode, powertrain } = row
  if (powertrain && MODE_PROPERTIES[mode].propulsion === 'human') {
    const detail = `${MODE_PROPERTIES[mode].title}, powertrain: changes nothing, because people move themselves.`
    context.notice(CODE, detail, { pointer: `${pointer}/powertrain` })
    return
  }
  if (!('energy' in row) || !row.energy || !row.carrier || !powertrain) return
  const carriers = carriersOf(powertrain)
  // Engines take the biofuels of their fuel.
  if (carriers.length === 0 || carriers.includes(row.carrier) || BIOGENIC.has(row.carrier)) return
  const detail = `${MODE_PROPERTIES[mode].title}, powertrain: changes nothing, because the energy is stated as ${row.carrier}, which ${powertrain} vehicles do not take; the figures are those of ${row.carrier}.`
  context.notice(CODE, detail, { pointer: `${pointer}/powertrain` })
}

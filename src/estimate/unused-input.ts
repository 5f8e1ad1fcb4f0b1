import { type EnergyCarrier, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { rowsByGroup } from './check-range.ts'
import type { EstimateContext } from './context.ts'
import { fieldsOf } from './field-lookup.ts'
import { FIELD_GROUPS, type FieldGroup } from './fields.ts'
import type { EstimateInput, Stated } from './input.ts'
import type { EstimateLine } from './line.ts'
import { noticeUnusedShares } from './unused-shares.ts'
import { noticeUnusedWords } from './unused-words.ts'
import { usedKeys } from './used-keys.ts'

/**
 * What acts elsewhere than in a line, by part and name: on figures per inhabitant, in a comparison, or in an allocation. Of
 * two statements of one activity, one is compared with the other, and refused if they disagree.
 */
const ELSEWHERE: Readonly<Partial<Record<FieldGroup, 'all' | readonly string[]>>> = {
  city: 'all',
  flowTotals: 'all',
  fuelSales: 'all',
  causes: 'all',
  demand: [
    'trips',
    'meanTripLength',
    'vehicles',
    'annualDistance',
    'insideLength',
    'insideShare',
    'residentShare',
    'cityShare',
  ],
  'travel/modes': ['insideShare'],
}

const ACTIVITIES: ReadonlySet<string> = new Set([
  ...['passengerDistance', 'tonneDistance', 'vehicleDistance', 'energy'],
])

/** What a row says of what it speaks of. */
interface Row {
  readonly pointer?: string
  readonly mode?: Mode
  readonly carrier?: EnergyCarrier
  readonly blend?: string
  readonly grid?: string
  readonly distanceShare?: Stated
}

/** A stated field with the place it was stated at. */
interface Field {
  readonly name: string
  readonly pointer: string
}

/** Says of everything stated that no figure of any line depends on it: a row at once where none of its fields act. */
export function noticeUnused(context: EstimateContext, lines: readonly EstimateLine[]): void {
  noticeUnusedWords(context, lines)
  noticeUnusedShares(context)
  const rows = rowsByGroup(context.input)
  let used: ReadonlySet<string> | undefined
  for (const group of FIELD_GROUPS) {
    const elsewhere = ELSEWHERE[group]
    if (group === 'causes' || elsewhere === 'all') continue
    for (const row of rows[group] as readonly Row[]) {
      const fields = fieldsIn(group, row).filter(({ name }) => !elsewhere?.includes(name))
      const [first, second] = fields
      // A line is made of the one activity that a row states.
      if (first === undefined || (second === undefined && ACTIVITIES.has(first.name))) continue
      used ??= usedKeys(context, lines)
      const carrier = group === 'electricity' ? 'electricity' : group === 'fuels' ? row.carrier : undefined
      const isIdle = carrier !== undefined && hasNoShare(context, lines, carrier)
      const isNothing = group === 'fleet' && second !== undefined && row.distanceShare?.value === 0
      const unused = fields.filter(({ name, pointer }) => {
        if (isIdle || (isNothing && name !== 'distanceShare')) return true
        return name === 'grid' ? !usesGrid(context, lines) : !used?.has(pointer)
      })
      const whole = unused.length === fields.length && fields.length > 1
      const said = whole && row.pointer !== undefined ? [{ name: '', pointer: row.pointer }] : unused
      for (const { name, pointer } of said) notice(context, lines, row, name, pointer, isIdle || isNothing)
    }
  }
}

/** Says that activity stated beside the fuel that the totals are of changes none of them. */
export function noticeUnusedActivity(context: EstimateContext): void {
  const { demand, travel } = context.input
  const pointer = demand.length > 0 ? '/demand' : travel?.pointer
  if (pointer === undefined) return
  const detail =
    'Activity: changes nothing, because the totals are of the fuel sold. POST /v1/reconciliations, or cordon reconcile, compares the two.'
  context.notice('input-not-used', detail, { pointer })
}

/** Whether all that is driven with a carrier has a stated share of 0 in its fleet, so that its lines are of nothing. */
function hasNoShare(
  { input, parameters }: EstimateContext,
  lines: readonly EstimateLine[],
  carrier: EnergyCarrier,
): boolean {
  const ofCarrier = lines.filter((line) => line.carrier === carrier)
  if (ofCarrier.length === 0 || input.fleet.length === 0) return false
  const zero = new Set(
    input.fleet.flatMap(({ distanceShare }) => (distanceShare.value === 0 ? [distanceShare.pointer] : [])),
  )
  const isZero = (key: string): boolean =>
    zero.has(key) || (parameters.get(key)?.inputs?.some((input) => zero.has(input)) ?? false)
  return (
    zero.size > 0 &&
    ofCarrier.every(({ products }) =>
      products.every(({ terms }) => terms.some(({ parameter }) => isZero(parameter.key))),
    )
  )
}

const QUANTITIES: ReadonlyMap<FieldGroup, readonly string[]> = new Map(
  FIELD_GROUPS.map((group) => [group, Object.keys(fieldsOf(group))]),
)
const WORDS = ['blend', 'grid'] as const

/** The quantities of a row, and of its words those that stand for one. */
function fieldsIn(group: FieldGroup, row: Row): readonly Field[] {
  const fields: Field[] = []
  for (const name of QUANTITIES.get(group) ?? []) {
    const stated = (row as Readonly<Record<string, Stated | undefined>>)[name]
    if (stated) fields.push({ name, pointer: stated.pointer })
  }
  for (const name of WORDS)
    if (row[name] !== undefined) fields.push({ name, pointer: `${row.pointer}/${name}` })
  return fields
}

/** Whether a line takes the intensity of the grid that the request names. */
const usesGrid = ({ input }: EstimateContext, lines: readonly EstimateLine[]): boolean =>
  input.electricity?.intensity === undefined && lines.some(({ carrier }) => carrier === 'electricity')

function notice(
  context: EstimateContext,
  lines: readonly EstimateLine[],
  row: Row,
  name: string,
  pointer: string,
  isIdle: boolean,
): void {
  const isSaid = context.notices.some(
    ({ code, pointer: said }) => code === 'input-not-used' && said && `${pointer}/`.startsWith(`${said}/`),
  )
  if (isSaid) return
  const of = pointer.startsWith('/electricity') ? 'electricity' : row.carrier
  const parts = [row.mode && MODE_PROPERTIES[row.mode].title, of, wordsOf(name)].filter(Boolean)
  const what = parts.join(', ') || 'this'
  const detail = `${what.charAt(0).toUpperCase()}${what.slice(1)}: changes nothing, because ${overruled(context.input, row, pointer) ?? why(lines, row, pointer, isIdle)}.`
  context.notice('input-not-used', detail, { pointer })
}

/** Of a fleet where every row that it could drive names its powertrain: those rows go before it. */
function overruled({ demand, travel }: EstimateInput, { mode }: Row, pointer: string): string | undefined {
  if (!pointer.startsWith('/fleet') || travel) return undefined
  const driven = demand.filter((row) => row.mode === mode && !row.energy)
  const [first] = driven
  return first && driven.every(({ powertrain }) => powertrain)
    ? `${first.pointer} states ${first.powertrain}, and a row of demand goes before a row of fleet`
    : undefined
}

/** `meanSpeed` as `mean speed`. */
const wordsOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

function why(
  lines: readonly EstimateLine[],
  { mode, carrier }: Row,
  pointer: string,
  isIdle: boolean,
): string {
  if (mode !== undefined && !lines.some((line) => line.mode === mode))
    return `no activity of ${mode} is stated`
  const needed = pointer.startsWith('/electricity') ? 'electricity' : carrier
  if (needed !== undefined && !lines.some((line) => line.carrier === needed))
    return `nothing here uses ${needed}`
  if (isIdle)
    return needed === undefined
      ? 'its share of the distance is 0'
      : `what is driven with ${needed} has a share of 0`
  return 'no figure of this estimate depends on it'
}

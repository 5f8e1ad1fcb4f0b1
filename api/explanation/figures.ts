import { MODE_PROPERTIES } from '../../src/index.ts'
import type { PartlyKnown } from '../estimate/figure-schema.ts'
import { pointerTo } from '../request/pointer.ts'
import type { Documents, GivenFigure, LineDocument, ProductDocument } from './document-schema.ts'
import { productsOf, QUANTITIES, type QuantityName, quantityOf } from './quantity.ts'

/** What a figure is divided by: inhabitants, a distance, or the city's total. */
export type Divisor = 'person' | 'vkm' | 'pkm' | 'tkm' | 'total'

/** Part of a result: `{ by: 'byMode', key: 'car' }`. */
export interface Group {
  readonly by: string
  readonly key: string
}

interface Named {
  /** The short address: `byMode/car/co2e`. */
  readonly address: string
  /** RFC 6901 pointer into the result, with the lines beside it. */
  readonly pointer: string
}

/** A figure that can be explained; `given` is null where the result says that it is not known. */
export type ResultFigure = Named &
  (
    | {
        readonly kind: 'sum'
        readonly group: Group | undefined
        readonly quantity: QuantityName
        readonly given: GivenFigure | null
      }
    | {
        readonly kind: 'ratio'
        readonly group: Group | undefined
        readonly over: Divisor
        readonly given: GivenFigure | null
      }
    | {
        readonly kind: 'line'
        readonly line: LineDocument
        readonly quantity: QuantityName
        /** One product alone, where it was asked for by its pointer. */
        readonly product?: ProductDocument
      }
    | { readonly kind: 'parameter'; readonly key: string }
  )

/** Listed once for a result, whose figures are asked for one after another. */
const listed = new WeakMap<
  Documents['lines'],
  { readonly of: Documents; readonly all: readonly ResultFigure[] }
>()

/** Every figure of a result, of its lines, and every parameter. */
export function figuresOf(documents: Documents): readonly ResultFigure[] {
  const { result, lines, parameters } = documents
  const known = listed.get(lines)
  if (known?.of.result === result && known.of.parameters === parameters) return known.all
  const all = [...resultFigures(documents), ...lineFigures(documents), ...parameterFigures(documents)]
  listed.set(lines, { of: documents, all })
  return all
}

function resultFigures({ result }: Documents): readonly ResultFigure[] {
  return Object.entries(result).flatMap(([name, part]) => {
    if (name === 'totals') return figuresIn(result.totals, [name], [name], undefined)
    if (!/^by[A-Z]/.test(name) || !Array.isArray(part)) return []
    const field = `${name.charAt(2).toLowerCase()}${name.slice(3)}`
    return part.flatMap((entry: Record<string, unknown>, index) => {
      const key = String(entry[field])
      return figuresIn(entry, [name, key], [name, index], { by: name, key })
    })
  })
}

function figuresIn(
  part: object,
  address: readonly string[],
  path: readonly PropertyKey[],
  group: Group | undefined,
): readonly ResultFigure[] {
  return Object.entries(part).flatMap(([field, value]): readonly ResultFigure[] => {
    const names = [...address, field]
    const place = [...path, field]
    const given = typeof value === 'number' ? { value, unit: 'share' } : knownPartOf(value)
    if (given !== null && typeof given !== 'object') return []
    if (given !== null && typeof given.value !== 'number') return figuresIn(given, names, place, group)
    const named = { address: names.join('/'), pointer: pointerTo(place), group, given }
    const quantity = quantityOf(field)
    if (quantity !== undefined) return [{ ...named, kind: 'sum', quantity }]
    const over = divisorOf(field, given?.unit)
    return over === undefined ? [] : [{ ...named, kind: 'ratio', over }]
  })
}

/** A sum of which a part is unknown is explained by its known part; null where no line gives it. */
function knownPartOf(value: GivenFigure | PartlyKnown | null): GivenFigure | null {
  if (value === null || value.value !== null || !('reason' in value)) return value as GivenFigure | null
  const { known, unit, reason } = value
  return known ? { ...known, unit, reason } : null
}

/** What a figure is per, by its unit, or by its name where it is not known. */
function divisorOf(field: string, unit: string | undefined): Divisor | undefined {
  if (field === 'shareOfCo2e') return 'total'
  const per = unit?.split('/')[1] ?? behindPer(field.toLowerCase())
  if (/^(person|capita)/.test(per)) return 'person'
  if (/^v/.test(per)) return 'vkm'
  if (/^p/.test(per)) return 'pkm'
  return /^t/.test(per) ? 'tkm' : undefined
}

function behindPer(field: string): string {
  const at = field.indexOf('per')
  return at < 0 ? '' : field.slice(at + 'per'.length)
}

function lineFigures({ lines }: Documents): readonly ResultFigure[] {
  return lines.flatMap((line, index) =>
    (Object.keys(QUANTITIES) as QuantityName[])
      .filter((quantity) => quantity === 'co2e' || productsOf(line, quantity).length > 0)
      .map((quantity): ResultFigure => {
        const pointer = quantity === 'co2e' ? `/lines/${index}/co2eKg` : `/lines/${index}`
        return { kind: 'line', address: `lines/${line.id}/${quantity}`, pointer, line, quantity }
      }),
  )
}

const parameterFigures = ({ parameters }: Documents): readonly ResultFigure[] =>
  Object.keys(parameters).map((key) => ({
    kind: 'parameter',
    address: key,
    pointer: pointerTo(['parameters', key]),
    key,
  }))

/** Whether a product of a line is in a group; scopes are of products, everything else of whole lines. */
export function isInGroup(
  line: LineDocument,
  product: ProductDocument | undefined,
  group: Group | undefined,
): boolean {
  if (group === undefined) return true
  const { by, key } = group
  switch (by) {
    case 'byScope':
      return product?.scope === key
    case 'bySubSector':
      return line.subSector === key
    case 'bySector':
      return (line.sector ?? 'not-split') === key
    case 'byMode':
      return (line.mode ?? 'not-split') === key
    case 'byCarrier':
      return (line.carrier ?? 'not-split') === key
    case 'byFlow':
      return (line.flow ?? 'not-split') === key
    default:
      return false
  }
}

/** Passenger-kilometres stand under what carries passengers, tonne-kilometres under freight; all else under all. */
export function isUnder(line: LineDocument, over: Divisor): boolean {
  if (over !== 'pkm' && over !== 'tkm') return true
  if (line.mode === undefined) return false
  return MODE_PROPERTIES[line.mode].payload === (over === 'pkm' ? 'passengers' : 'freight')
}

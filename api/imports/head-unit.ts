import { plainName } from '../request/folded-name.ts'
import type { SourceColumn } from './source-column.ts'

/** What stands between a name and its unit. */
const BEFORE_UNIT = ['[', '(', '（', ' in ', ' en ', ' em ']
/** Words of a unit before a name: `Millions de véhicules-km`. */
const BEFORE_NAME =
  /^(?:millions?|millones|milhões|mio\.?|mill\.?|miles|milliers|tsd\.?|tausend|thousands?) (?:of |de |d['’])?/iu
const MAX_HEAD = 120

/** A head that is the name of a column and the unit of its values. */
export interface HeadOfUnit {
  readonly column: SourceColumn
  /** Whether the unit is that of the column, so that nothing is left to be done. */
  readonly isSame: boolean
}

/** Whether a column has a name, in its one spelling. */
export const isNamed = (plain: string, { name, headers = [] }: SourceColumn): boolean =>
  [name, ...headers].some((candidate) => plainName(candidate) === plain)

/** The column that a head names with a unit: `Fahrleistung [km]`, or with another one, which no value may be taken in. */
export function headOfUnit(header: string, columns: readonly SourceColumn[]): HeadOfUnit | undefined {
  if (header.length > MAX_HEAD) return undefined
  const measures = columns.filter(({ role }) => role === 'measure')
  const whole = plainName(header)
  const other = measures.find(({ otherUnits = [] }) => otherUnits.some((name) => plainName(name) === whole))
  if (other) return { column: other, isSame: false }
  const [name, unit] = parted(header)
  if (name === header) return undefined
  const plain = plainName(name)
  const column = measures.find((one) => isNamed(plain, one))
  if (!column) return undefined
  const said = plainName(unit)
  return { column, isSame: said !== '' && (column.units ?? []).some((one) => plainName(one) === said) }
}

/** The name in a head, and its unit; all of the head if it has none. */
function parted(header: string): readonly [name: string, unit: string] {
  const name = header.replace(BEFORE_NAME, '')
  if (name !== header) return [name, '']
  const at = Math.max(...BEFORE_UNIT.map((mark) => header.toLowerCase().lastIndexOf(mark)))
  return at <= 0 ? [header, ''] : [header.slice(0, at), header.slice(at + 1).replace(/^(?:in|en|em) /iu, '')]
}

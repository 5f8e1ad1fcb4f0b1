import { isWithin } from '../request/pointer.ts'
import type { Documents, DriverDocument, LineDocument, NoticeDocument } from './document-schema.ts'
import type { Explanation, Operand } from './schema.ts'

/** What a figure is made of, as far as notices speak of it. */
export interface Subject {
  /** The quantities that it sums; none for an input. */
  readonly quantities: ReadonlySet<string>
  readonly perPerson: boolean
  readonly isTotal: boolean
  readonly lines: readonly LineDocument[]
  readonly operands: readonly Operand[]
}

const hasOperand = ({ operands }: Subject, wanted: (operand: Operand) => boolean): boolean =>
  operands.some(wanted)
const usesElectricity = ({ lines, quantities }: Subject): boolean =>
  quantities.size > 0 && lines.some(({ carrier }) => carrier === 'electricity')
const isEmission = ({ quantities }: Subject): boolean =>
  ['co2e', 'co2', 'ch4', 'n2o'].some((name) => quantities.has(name))
const isSpeedCurve = ({ record }: Operand): boolean =>
  record?.published.value === null && record.published.unit === 'MJ/vkm'

/** Notices that name neither a record nor a place, and the figures that they are about. */
const GENERAL: Readonly<Record<string, (subject: Subject, notice: NoticeDocument) => boolean>> = {
  'energy-incomplete': ({ quantities }) => quantities.has('energy'),
  'distance-incomplete': ({ quantities }) => [...quantities].some((name) => name.endsWith('Distance')),
  'well-to-tank-incomplete': ({ quantities }) => quantities.has('wellToTank'),
  'gas-split-assumed': (subject) => isEmission(subject) && usesElectricity(subject),
  'gas-split-unknown': (subject) => isEmission(subject) && usesElectricity(subject),
  'grid-loss-unknown': (subject) => isEmission(subject) && usesElectricity(subject),
  'population-missing': ({ perPerson }) => perPerson,
  'cold-start-excluded': (subject) => hasOperand(subject, isSpeedCurve),
  'curve-frozen': (subject, { detail }) =>
    hasOperand(subject, (operand) => isSpeedCurve(operand) && operand.name.startsWith(beforeColon(detail))),
  'biofuel-share-unknown': ({ lines, quantities }, { detail }) =>
    quantities.size > 0 && lines.some(({ carrier }) => carrier === beforeColon(detail)),
  'shares-renormalised': (subject) =>
    hasOperand(subject, ({ parameter }) => parameter.startsWith('renormalised:')),
  'trips-left-out': ({ lines }) => lines.some(({ pointer }) => isWithin(pointer, '/travel')),
  'uncertainty-default': (subject) =>
    hasOperand(subject, ({ stated, interval }) => stated !== undefined && interval?.basis === 'default'),
  'own-factor-unused': () => false,
  'fuel-sales-not-used': ({ isTotal }) => isTotal,
  'fuel-sale-left-out': ({ isTotal }) => isTotal,
}

const beforeColon = (text: string): string => text.slice(0, Math.max(text.indexOf(':'), 0))

/** The notices of a result that touch a figure: by a record, by a place in the request, or by what they speak of. */
export function noticesTouching({ result }: Documents, subject: Subject): Explanation['notices'] {
  const records = new Set(
    subject.operands.flatMap(({ record, replaces }) => [record?.id ?? [], replaces ?? []].flat()),
  )
  const places = [
    ...subject.operands.flatMap(({ stated }) => stated?.pointer ?? []),
    ...subject.lines.map(({ pointer }) => pointer),
  ]
  const touches = (notice: NoticeDocument): boolean => {
    const { code, pointer, records: named } = notice
    if (named?.some((id) => records.has(id))) return true
    if (pointer && places.some((place) => isWithin(pointer, place) || isWithin(place, pointer))) return true
    if (named || pointer) return false
    // A notice that is not known here may touch anything.
    return GENERAL[code]?.(subject, notice) ?? true
  }
  return result.notices.filter(touches).map(({ code, detail, pointer, records: named }) => ({
    code,
    detail,
    ...(pointer === undefined ? {} : { pointer }),
    ...(named === undefined ? {} : { records: [...named] }),
  }))
}

/** The drivers of the total that are among the operands. */
export function driversAmong({ result }: Documents, operands: readonly Operand[]): DriverDocument[] {
  const pointers = new Set(operands.map(({ stated }) => stated?.pointer))
  const records = new Set(operands.map(({ record }) => record?.id))
  return (result.drivers ?? []).filter(
    ({ pointers: at = [], recordIds = [] }) =>
      at.some((pointer) => pointers.has(pointer)) || recordIds.some((id) => records.has(id)),
  )
}

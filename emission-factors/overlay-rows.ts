import {
  type FactorRecord,
  type FactorSet,
  type OwnFactor,
  POWERTRAIN_PROPERTIES,
  type Powertrain,
  type Refusal,
  subjectKey,
} from './domain.ts'

/** A figure with the place of the row that it was made of. */
export interface ReadRow {
  readonly figure: OwnFactor
  readonly at: string
}

const SUM_TOLERANCE = 1e-6

const POWERTRAINS = Object.keys(POWERTRAIN_PROPERTIES) as readonly Powertrain[]

/** Units that tell which distance a figure is per. */
const PER = /\/([vpt]km)$/

/** What a figure is per, so that one per vkm and one per pkm are told apart. */
export const perOf = ({ canonicalUnit }: FactorRecord): string => PER.exec(canonicalUnit)?.[1] ?? ''

/** Own figures that replace the same record, or speak of the same subject in the same years. */
export function checkTwice(rows: readonly ReadRow[]): readonly Refusal[] {
  const bySubject = new Map<string, ReadRow[]>()
  const refusals: Refusal[] = []
  for (const row of rows) {
    const { record } = row.figure
    const key = `${subjectKey(record)}|${record.region}|${perOf(record)}`
    const same = bySubject.get(key) ?? []
    const other = same.find((one) => clash(one, row))
    if (other)
      refusals.push({
        code: 'duplicate-row',
        pointer: row.at,
        detail: `Speaks of the same as ${other.at}, in the same years; keep one of them.`,
      })
    same.push(row)
    bySubject.set(key, same)
  }
  return refusals
}

/** Two sources may publish one subject, so two figures that replace records clash only over one record. */
function clash({ figure: a }: ReadRow, { figure: b }: ReadRow): boolean {
  if (a.replaces && b.replaces) return a.replaces.id === b.replaces.id
  return from(a.record) <= to(b.record) && from(b.record) <= to(a.record)
}

const from = ({ yearFrom = Number.NEGATIVE_INFINITY }: FactorRecord): number => yearFrom
const to = ({ yearTo = Number.POSITIVE_INFINITY }: FactorRecord): number => yearTo

/** Fleets that no longer make up a whole: own rows by themselves, or published ones of which some were replaced. */
export function checkFleetSums(rows: readonly ReadRow[], set: FactorSet, list: string): readonly Refusal[] {
  const fleets = new Map<string, ReadRow[]>()
  const refusals: Refusal[] = []
  for (const row of rows) {
    const { record, replaces } = row.figure
    if (record.kind !== 'fleet-share' && record.kind !== 'class-fleet-share') continue
    const years = replaces ? `${record.yearFrom}` : `${record.yearFrom}–${record.yearTo}`
    const key = [record.mode, classOf(record), record.region, years, replaces === undefined].join('|')
    fleets.set(key, [...(fleets.get(key) ?? []), row])
  }
  for (const fleet of fleets.values()) {
    const shares = sharesOf(fleet, set)
    const sum = shares.reduce((total, share) => total + share, 0)
    const [first] = fleet
    if (first === undefined || Math.abs(sum - 1) <= SUM_TOLERANCE) continue
    const { record, replaces } = first.figure
    const { mode, region } = record
    const vehicleClass = classOf(record)
    const of = vehicleClass === undefined ? mode : `${mode} of class ${vehicleClass}`
    const what = replaces ? 'with the records that stay' : 'stated'
    refusals.push({
      code: 'shares-not-one',
      pointer: list,
      detail: `The fleet shares of ${of} in ${region}, ${what}, sum to ${Number(sum.toPrecision(6))}, not 1.`,
    })
  }
  return [...refusals, ...crossing(rows)]
}

function sharesOf(fleet: readonly ReadRow[], set: FactorSet): readonly number[] {
  const own = new Map(fleet.map(({ figure }) => [figure.replaces?.id ?? figure.record.id, figure.record]))
  const replaced = fleet[0]?.figure.replaces
  if (!replaced?.mode) return [...own.values()].map(({ canonicalValue }) => canonicalValue)
  return fleetOf(replaced, set)
    .filter(({ yearFrom }) => yearFrom === replaced.yearFrom)
    .map((record) => (own.get(record.id) ?? record).canonicalValue)
}

/** The class whose distance a share is of; undefined for a share of a whole mode. */
const classOf = ({ kind, vehicleClass }: FactorRecord): FactorRecord['vehicleClass'] =>
  kind === 'class-fleet-share' ? vehicleClass : undefined

/** The shares that make up a whole with a share, in all years. */
function fleetOf(share: FactorRecord, set: FactorSet): readonly FactorRecord[] {
  const { kind, mode, region } = share
  if (mode === undefined) return [share]
  return kind === 'fleet-share'
    ? set.fleetShares(mode, region)
    : POWERTRAINS.flatMap((powertrain) => set.find({ ...share, powertrain }, region))
}

/** Own fleets of one mode whose years cross without being the same would add up to more than the whole. */
function crossing(rows: readonly ReadRow[]): readonly Refusal[] {
  const shares = rows.filter(({ figure }) => figure.record.kind === 'fleet-share' && !figure.replaces)
  return shares.flatMap((row, index) => {
    const { record } = row.figure
    const other = shares.slice(0, index).find(({ figure: { record: one } }) => {
      const isOfOne = one.mode === record.mode && one.region === record.region
      const isOfSameYears = one.yearFrom === record.yearFrom && one.yearTo === record.yearTo
      return isOfOne && !isOfSameYears && from(one) <= to(record) && from(record) <= to(one)
    })
    if (!other) return []
    const detail = `The years cross those of ${other.at}; the shares of one fleet speak of the same years.`
    return [{ code: 'factor-misfit' as const, pointer: row.at, detail }]
  })
}

import {
  type EnergyCarrier,
  type FactorKind,
  MODE_PROPERTIES,
  OWN_FIELDS,
  type OwnField,
  POWERTRAIN_PROPERTIES,
  type Powertrain,
} from './domain.ts'
import type { OverlayRow } from './overlay-row.ts'

interface Split {
  readonly needs: readonly OwnField[]
  readonly may?: readonly OwnField[]
}

const VEHICLE = ['vehicleClass', 'emissionStandard'] as const
const OF_MODE: Split = { needs: ['mode'] }
const OF_CARRIER: Split = { needs: ['carrier'] }

/** What each kind is split by; kinds that are not here can only replace a record. */
const SPLITS: Partial<Readonly<Record<FactorKind, Split>>> = {
  'energy-intensity': { needs: ['mode', 'powertrain', 'carrier'], may: VEHICLE },
  'direct-factor': { needs: ['mode', 'gas'], may: ['powertrain', 'carrier', ...VEHICLE] },
  'fuel-factor': { needs: ['carrier', 'gas'], may: ['subSector'] },
  'net-calorific-value': OF_CARRIER,
  density: OF_CARRIER,
  'well-to-tank': OF_CARRIER,
  'biofuel-share': OF_CARRIER,
  'grid-intensity': { needs: ['gas'] },
  'grid-loss': { needs: [] },
  'grid-well-to-tank': { needs: [] },
  'fleet-share': { needs: ['mode', 'powertrain'], may: VEHICLE },
  occupancy: OF_MODE,
  load: OF_MODE,
  'deadhead-share': OF_MODE,
  'utility-factor': OF_MODE,
  'mean-speed': OF_MODE,
  'trip-rate': { needs: [] },
  'trip-share': OF_MODE,
  'trip-length': OF_MODE,
  'annual-distance': OF_MODE,
}

/** Kinds that a city may state of a subject, without naming a record. */
export const SUBJECT_KINDS = Object.keys(SPLITS) as [FactorKind, ...FactorKind[]]

/** A fault of a row, by the name of the field that it lies in. */
export interface SubjectFault {
  readonly field: string
  readonly detail: string
  readonly candidates?: readonly string[]
}

/** A row with what follows from the parts that it states: the one powertrain of a mode, the one carrier of that. */
export function completed(row: OverlayRow): OverlayRow {
  if (row.kind !== 'energy-intensity') return row
  const powertrain = row.powertrain ?? (row.mode && MODE_PROPERTIES[row.mode].onlyPowertrain)
  const [carrier, second] = carriersOf(powertrain)
  const settled = row.carrier ?? (second === undefined ? carrier : undefined)
  return {
    ...row,
    ...(powertrain === undefined ? {} : { powertrain }),
    ...(settled === undefined ? {} : { carrier: settled }),
  }
}

/** What a completed row says too much or too little of its subject. */
export function subjectFaults(row: OverlayRow): readonly SubjectFault[] {
  const { kind, powertrain, carrier, gas } = row
  if (kind === undefined) return []
  const split = SPLITS[kind]
  if (!split)
    return [
      {
        field: 'kind',
        detail: `A figure of kind ${kind} is not looked up by subject: name the record in replaces.`,
        candidates: SUBJECT_KINDS,
      },
    ]
  const faults: SubjectFault[] = []
  for (const part of split.needs)
    if (row[part] === undefined) faults.push({ field: '', detail: `A figure of kind ${kind} needs ${part}.` })
  for (const part of OWN_FIELDS)
    if (row[part] !== undefined && !split.needs.includes(part) && !split.may?.includes(part))
      faults.push({ field: part, detail: `A figure of kind ${kind} is not split by ${part}.` })
  if (kind === 'fuel-factor' && gas === 'co2e')
    faults.push({
      field: 'gas',
      detail: 'State each gas of a fuel by itself.',
      candidates: ['co2', 'ch4', 'n2o'],
    })
  if (kind === 'energy-intensity' && powertrain !== undefined) {
    const carriers = carriersOf(powertrain)
    if (powertrain === 'mixed')
      faults.push({ field: 'powertrain', detail: 'Energy is stated of one powertrain, not of a mix.' })
    else if (carrier !== undefined && !carriers.includes(carrier))
      faults.push({ field: 'carrier', detail: `${powertrain} takes no ${carrier}.`, candidates: carriers })
  }
  return faults
}

function carriersOf(powertrain: Powertrain | undefined): readonly EnergyCarrier[] {
  if (powertrain === undefined) return []
  const { fuel, electric } = POWERTRAIN_PROPERTIES[powertrain]
  return [...(fuel === undefined ? [] : [fuel]), ...(electric ? (['electricity'] as const) : [])]
}

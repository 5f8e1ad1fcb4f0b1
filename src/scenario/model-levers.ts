import type { EstimateLine } from '../estimate/line.ts'
import { dividedBy, times } from '../estimate/parameter.ts'
import type { Notice } from '../issues/issue.ts'
import type { EnergyCarrier, Mode } from '../vocabulary.ts'
import { distanceParts, sharedParameter } from './base-cells.ts'
import type { Evidence } from './evidence.ts'
import type { FleetCurves } from './fleet-curves.ts'
import type { Inputs, ScenarioParameter } from './inputs.ts'
import { type Amount, type Lever, type ScenarioQuestion, sizeWords } from './lever.ts'
import type { ModelLever } from './model.ts'
import { originsOf } from './origins.ts'
import { rampShare } from './ramp.ts'
import type { ScenarioRecords } from './records.ts'
import { type ReferenceFrame, yearsOf } from './reference.ts'
import type { SalesReference } from './sales-reference.ts'

/** A mode of the model before its numbers are known. */
export interface ModeFrame {
  readonly mode: string
  readonly lines: readonly EstimateLine[]
  readonly techs: readonly string[]
  readonly sales: readonly SalesReference[]
}

interface Setting {
  readonly question: ScenarioQuestion
  readonly frame: ReferenceFrame
  readonly frames: readonly ModeFrame[]
  readonly evidence: readonly Evidence[]
  readonly inputs: Inputs
  readonly curves: FleetCurves
  readonly carriers: readonly EnergyCarrier[]
  readonly records: ScenarioRecords
  readonly stock: (mode: string) => readonly number[]
  /** Energy per distance of new vehicles by year; undefined: as in the base year. */
  readonly energy: (mode: string) => readonly number[] | undefined
}

export interface ModelLevers {
  readonly levers: readonly ModelLever[]
  readonly notices: readonly Notice[]
  readonly records: readonly string[]
}

/** Turns levers into numbers; what is stated of them becomes inputs, each with its own uncertainty. */
export function toModelLevers(setting: Setting): ModelLevers {
  const { question, frame, frames, evidence, inputs, curves, carriers, records, stock, energy } = setting
  const notices: Notice[] = []
  const used: string[] = []
  const placeOf = (mode: string | undefined): number =>
    mode === undefined ? -1 : frames.findIndex((one) => one.mode === mode)
  const optional = (lever: Lever, name: 'zoneShare' | 'rebound' | 'induced', words: string): number => {
    const amount = lever[name]
    return amount === undefined ? -1 : inputs.number(stated(`${lever.pointer}/${name}`, words, amount))
  }
  const levers = question.levers.map((lever, at): ModelLever => {
    const { kind, pointer, mode, toMode, powertrain, carrier } = lever
    const { size, range, basis, record } = evidence[at] as Evidence
    const ramp = yearsOf(frame).map((year) => rampShare(lever, year))
    const own = frames[placeOf(mode)]
    const made = {
      kind,
      ramp,
      size: inputs.number({
        key: `${pointer}/size`,
        name: `${lever.id}: ${sizeWords(lever)}`,
        value: size.value,
        unit: kind === 'age-limit' ? 'years' : 'share',
        origin: basis,
        basis: range,
        uncertainty: size.uncertainty,
        recordId: record?.id,
      }),
      mode: placeOf(mode),
      toMode: placeOf(toMode),
      tech: own && powertrain ? own.techs.indexOf(powertrain) : -1,
      blend: carrier === undefined ? -1 : carriers.indexOf(carrier),
      zoneShare: optional(lever, 'zoneShare', 'Share of the distance of the mode where the lever acts'),
      rebound: optional(lever, 'rebound', 'Share of the effect that comes back'),
      induced: optional(lever, 'induced', 'New trips for each switched one'),
    }
    if (kind === 'age-limit') {
      const oldest = ramp.map((share) =>
        share > 0 ? OLD - (OLD - size.value) * share : Number.POSITIVE_INFINITY,
      )
      return {
        ...made,
        length: -1,
        origins: [],
        fleet: curves.fleetOf(mode as Mode, stock(mode ?? ''), energy(mode ?? ''), oldest),
      }
    }
    if (kind !== 'mode-shift') return { ...made, length: -1, origins: [] }
    const length = lengthInput(lever, frames, inputs, notices)
    if (mode) return { ...made, length, origins: [] }
    const found = originsOf(lever, new Set(frames.map((one) => one.mode)), records)
    if (found.record) used.push(found.record.id)
    notices.push(...found.notices)
    return {
      ...made,
      length,
      origins: found.origins.map(({ mode: from, share }, index) => ({
        mode: placeOf(from),
        share: inputs.number({
          ...stated(
            `${pointer}/origins/${index}/share`,
            `Share of the new trips that come from ${from}`,
            share,
          ),
          origin: found.record ? 'published' : 'stated',
          basis: found.range,
          recordId: found.record?.id,
        }),
      })),
    }
  })
  return { levers, notices, records: used }
}

/** The age from which an age limit comes down over its ramp. */
const OLD = 40

const stated = (key: string, name: string, amount: Amount): ScenarioParameter => ({
  key,
  name,
  value: amount.value,
  unit: 'share',
  origin: 'stated',
  basis: amount.uncertainty ? 'stated' : 'certain',
  uncertainty: amount.uncertainty,
})

/**
 * Length of the switched trips over the mean length of those that they are counted in: of `mode` if it is named, else of
 * `toMode`. Without a stated length, trips that change mode are as long as those of the new mode, and at most as long as
 * those of the old one.
 */
function lengthInput(lever: Lever, frames: readonly ModeFrame[], inputs: Inputs, notices: Notice[]): number {
  const { pointer, mode, toMode, tripLength } = lever
  const key = `${pointer}/tripLength`
  const meanOf = (of: string | undefined) => {
    const lines = frames.find((one) => one.mode === of)?.lines ?? []
    return sharedParameter(
      distanceParts(lines, 'passenger-distance'),
      ({ parameter }) => parameter.unit === 'km',
    )
  }
  const counted = meanOf(mode ?? toMode)
  if (tripLength && counted) {
    const own = {
      key,
      name: `${lever.id}: length of the switched trips`,
      value: tripLength.value,
      unit: 'km',
      origin: 'stated',
      basis: tripLength.uncertainty ? 'stated' : 'certain',
      uncertainty: tripLength.uncertainty,
    } as const
    const parameter = inputs.parameter(own)
    inputs.described.push(own)
    return inputs.product(key, [times(parameter), dividedBy(counted)])
  }
  if (mode === undefined) return inputs.add(key, ONE)
  const arrives = meanOf(toMode)
  if (counted && arrives)
    return arrives.value < counted.value
      ? inputs.product(key, [times(arrives), dividedBy(counted)])
      : inputs.add(key, ONE)
  const advice = counted
    ? 'State tripLength.'
    : `State tripLength, and the trips of ${mode} with their meanTripLength in the base.`
  notices.push({
    code: 'switched-length-unknown',
    pointer,
    detail: `Nothing tells how long the trips are that change from ${mode} to ${toMode}; they count as long as those of ${mode}, which overstates a change to a mode of short trips. ${advice}`,
  })
  return inputs.add(key, ONE)
}

const ONE = [{ weight: 1, terms: [] }] as const

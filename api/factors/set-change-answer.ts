import {
  type FactorEffect,
  type FactorSet,
  type FactorSide,
  multiplierOf,
  type Notice,
  type StructureEffect,
  type StructureSide,
} from '../../src/index.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import { toRecordReference } from './diff-answer.ts'
import type { SetChangeView } from './diff-schema.ts'
import type { SetChange } from './set-change.ts'

type EffectView = SetChangeView['effects'][number]
type OtherView = SetChangeView['other'][number]

/** Why an estimate differs between two sets, as callers see it: in tonnes, nothing rounded. */
export function toSetChangeView({
  before,
  after,
  decomposition,
  notices,
  leftOut = [],
}: SetChange): SetChangeView {
  const { beforeKgCo2e, afterKgCo2e, factors, structure } = decomposition
  const changeKg = afterKgCo2e - beforeKgCo2e
  const shareOf = (effectKg: number): number | null => (changeKg === 0 ? null : effectKg / changeKg)
  const { city, period } = after.result
  return {
    city: { name: city.name, country: city.country },
    period,
    unit: 't CO2e',
    before: sideOf(before, beforeKgCo2e),
    after: sideOf(after, afterKgCo2e),
    change: changeKg * T_PER_KG,
    relativeChange: relative(beforeKgCo2e, afterKgCo2e),
    effects: factors.map((effect) => ({
      ...toEffect(effect, before.set, after.set),
      shareOfChange: shareOf(effect.effectKgCo2e),
      multiplier:
        beforeKgCo2e > 0 && afterKgCo2e > 0
          ? multiplierOf(effect.effectKgCo2e, beforeKgCo2e, afterKgCo2e)
          : null,
    })),
    other: structure.map((effect) => ({
      ...toOther(effect, before.set, after.set),
      shareOfChange: shareOf(effect.effectKgCo2e),
    })),
    ...(leftOut.length > 0 ? { leftOut: leftOut.map((row) => ({ ...row })) } : {}),
    notices: { before: notices.before.map(toNotice), after: notices.after.map(toNotice) },
  }
}

function sideOf({ set, result }: SetChange['before'], kgCo2e: number): SetChangeView['before'] {
  return { factorSet: set.content.id, estimate: result.id, co2e: kgCo2e * T_PER_KG }
}

const relative = (before: number, after: number): number | null =>
  before === 0 ? null : (after - before) / before

function toEffect(
  { name, unit, modes, before, after, effectKgCo2e }: FactorEffect,
  setBefore: FactorSet,
  setAfter: FactorSet,
): Omit<EffectView, 'shareOfChange' | 'multiplier'> {
  return {
    parameter: name,
    unit,
    modes: [...modes],
    before: before ? toFactorSide(before, setBefore) : null,
    after: after ? toFactorSide(after, setAfter) : null,
    relativeChange: before && after ? relative(before.value, after.value) : null,
    effect: effectKgCo2e * T_PER_KG,
  }
}

const toFactorSide = ({ value, records }: FactorSide, set: FactorSet) => ({
  value,
  records: records.map((record) => toRecordReference(record, set)),
})

function toOther(
  { pointer, mode, flow, before, after, effectKgCo2e }: StructureEffect,
  setBefore: FactorSet,
  setAfter: FactorSet,
): Omit<OtherView, 'shareOfChange'> {
  return {
    pointer,
    ...(mode === undefined ? {} : { mode }),
    ...(flow === undefined ? {} : { flow }),
    before: toStructureSide(before, setBefore),
    after: toStructureSide(after, setAfter),
    effect: effectKgCo2e * T_PER_KG,
  }
}

function toStructureSide({ kgCo2e, parts, records }: StructureSide, set: FactorSet): OtherView['before'] {
  return {
    co2e: kgCo2e * T_PER_KG,
    parts: parts.map(
      ({ vehicleClass, powertrain, emissionStandard, carrier, method, quantity, scope, kgCo2e: kg }) => ({
        ...(vehicleClass === undefined ? {} : { vehicleClass }),
        ...(powertrain === undefined ? {} : { powertrain }),
        ...(emissionStandard === undefined ? {} : { emissionStandard }),
        ...(carrier === undefined ? {} : { carrier }),
        method,
        quantity,
        ...(scope === undefined ? {} : { scope }),
        co2e: kg * T_PER_KG,
      }),
    ),
    records: records.map((record) => toRecordReference(record, set)),
  }
}

function toNotice({ code, detail, pointer, records }: Notice): SetChangeView['notices']['before'][number] {
  return {
    code,
    detail,
    ...(pointer === undefined ? {} : { pointer }),
    ...(records === undefined ? {} : { records: [...records] }),
  }
}

import { type Found, findFactor, isOwnFound } from '../factors/select.ts'
import { type EnergyCarrier, MODE_PROPERTIES, type Mode, type Scope } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { isOfOneTable } from './own.ts'
import { times } from './parameter.ts'
import type { PerUnit } from './per-unit.ts'
import type { Per } from './vehicle.ts'

const KG_PER_G = 1e-3
const WHY = 'the source gives emissions per distance, but no energy'

/** A factor per distance, and of what. */
interface DirectFactor {
  readonly mode: Mode
  readonly found: Found
  readonly per: Per
  /** The mode and vehicle in words. */
  readonly name: string
  /** The carrier whose energy follows from the factor. */
  readonly fuel: EnergyCarrier | undefined
}

/** What a unit of distance emits by a factor per distance, with the gases that its table gives beside it. */
export function perDistanceOf(context: EstimateContext, direct: DirectFactor): readonly PerUnit[] {
  const { mode, found, per, name, fuel } = direct
  const { record } = found
  const electric = record.carrier === 'electricity'
  const scope: Scope = electric ? '2' : '1'
  const nameOf = (label: string): string => `${name}: ${label} per ${per}`
  const unitOf = (label: string): string => `kg ${label}/${per}`
  const label = record.gas === 'co2e' ? 'CO2e' : 'CO2'
  const first = context.factor(nameOf(label), found, WHY, unitOf(label), KG_PER_G)
  const parts: PerUnit[] = [
    { quantity: record.gas === 'co2e' ? 'co2e-unsplit' : 'co2', scope, terms: [times(first)] },
  ]
  if (record.gas === 'co2e')
    context.notice('gas-split-unknown', `${name}: the source gives only CO2e, not single gases.`, {
      record: record.id,
    })
  else
    for (const gas of ['ch4', 'n2o'] as const) {
      const beside = sameTable(context, found, gas, per)
      if (!beside) continue
      const formula = gas.toUpperCase()
      const parameter = context.companion(nameOf(formula), beside, WHY, unitOf(formula), KG_PER_G)
      parts.push({ quantity: gas, scope, terms: [times(parameter)] })
    }
  const more = { record: record.id }
  context.notice('direct-factor-used', `${name}: ${energyText(per, fuel)}`, more)
  const origin = [record.region, record.yearFrom].filter((part) => part !== undefined).join(' ')
  if (electric)
    context.notice(
      'electricity-embedded',
      `${name}: the factor contains the electricity mix of ${origin}, not that of the city.`,
      more,
    )
  else if (MODE_PROPERTIES[mode].subSector === 'II.2' && fuel === undefined)
    context.notice(
      'scope-not-separable',
      `${name}: the factor mixes diesel and electric traction, so all of it counts in scope 1.`,
      more,
    )
  return parts
}

const energyText = (per: Per, fuel: EnergyCarrier | undefined): string =>
  fuel === undefined
    ? `the source gives emissions per ${per}, but no energy, so the line has no energy and no well-to-tank emissions.`
    : `the source gives CO2 per ${per}, which stays as stated. Energy follows from it by the fossil carbon of ${fuel} as sold, and from that energy what the source does not give.`

function sameTable(
  { set, year }: EstimateContext,
  found: Found,
  gas: 'ch4' | 'n2o',
  per: Per,
): Found | undefined {
  const { record, regionRank, yearGap, match } = found
  const subject = { ...record, gas }
  // What a city states of one gas goes with the other gases of its country, its own first.
  if (isOwnFound(found))
    return findFactor(set, { subject, region: record.region, year, per, reach: 'country' })
  const beside = set
    .find(subject, record.region)
    .find((other) => isOfOneTable(set, record, other) && other.canonicalUnit.endsWith(per))
  return beside && { record: beside, regionRank, yearGap, match }
}

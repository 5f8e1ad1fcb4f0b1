import type { Amount, ScenarioQuestion } from '../../src/index.ts'
import { KG_PER_T } from '../estimate/scale.ts'
import type { ScenarioFrame } from './request-schema.ts'

/** A checked body in the words of the domain, every part with its place. */
export function toQuestion<Until extends number | undefined>({
  until,
  reference,
  levers,
  targets,
}: Pick<ScenarioFrame, 'reference' | 'levers' | 'targets'> & { readonly until: Until }): Omit<
  ScenarioQuestion,
  'until'
> & { readonly until: Until } {
  return {
    until,
    reference: {
      ...reference,
      sales: reference.sales?.map((one, at) => ({ ...one, pointer: `/reference/sales/${at}` })),
    },
    levers: levers.map(({ size, tripLength, origins, induced, rebound, zoneShare, ...lever }, at) => ({
      ...lever,
      pointer: `/levers/${at}`,
      size: toAmount(size),
      tripLength: toAmount(tripLength),
      induced: toAmount(induced),
      rebound: toAmount(rebound),
      zoneShare: toAmount(zoneShare),
      origins: origins?.map(({ from, share }) => ({ from, share: toAmount(share) ?? { value: 0 } })),
    })),
    targets: targets.map(({ budget, ...target }, at) => ({
      ...target,
      pointer: `/targets/${at}`,
      budgetKg: budget === undefined ? undefined : budget * KG_PER_T,
    })),
  }
}

function toAmount(stated: Amount | undefined): Amount | undefined {
  if (stated === undefined) return undefined
  const { value, uncertainty } = stated
  return { value, uncertainty }
}

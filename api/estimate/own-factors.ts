import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { readOverlay } from '../../emission-factors/overlay.ts'
import { EstimateRefused, estimateCity, type FactorSet, type Refusal, withOverlay } from '../../src/index.ts'
import type { EstimateRequest } from './request-schema.ts'
import { toEstimateInput } from './to-input.ts'

/** Sets with own factors that are kept, so that a city's next request finds what the one before looked up. */
const OVERLAID_SETS_KEPT = 16

const overlaidSetsOf = new WeakMap<FactorSet, LRUCache<string, FactorSet>>()

/**
 * The set that a request is estimated with: a released one, with the figures that the request carries over it.
 *
 * @throws {EstimateRefused} with every fault of the figures and of the rest of the request
 */
export function withOwnFactors(request: EstimateRequest, base: FactorSet): FactorSet {
  const { factors, city, electricity } = request
  if (factors === undefined) return base
  const digest = `sha256:${createHash('sha256').update(JSON.stringify(factors)).digest('hex')}`
  const overlaidSets =
    overlaidSetsOf.get(base) ?? new LRUCache<string, FactorSet>({ max: OVERLAID_SETS_KEPT })
  overlaidSetsOf.set(base, overlaidSets)
  const key = `${digest}|${city.country}|${electricity?.grid ?? ''}`
  const known = overlaidSets.get(key)
  if (known) return known
  const place = { country: city.country, grid: electricity?.grid, name: 'own' }
  const { figures, refusals } = readOverlay(factors, base, place)
  const [first, ...rest] = refusals
  if (first) throw new EstimateRefused([first, ...rest, ...otherRefusals(request, base)])
  const overlaid = withOverlay(base, { digest, figures })
  overlaidSets.set(key, overlaid)
  return overlaid
}

/** What else the request is refused for; a figure that is missing may be one of the faulty ones. */
function otherRefusals(request: EstimateRequest, base: FactorSet): readonly Refusal[] {
  try {
    estimateCity(toEstimateInput(request), base)
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    return error.refusals.filter(({ code }) => code !== 'factor-not-found')
  }
  return []
}

import { EstimateRefused } from '../../src/index.ts'
import { nearestFirst } from '../request/nearest.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { EstimateRequest } from './request-schema.ts'

/**
 * A request with the figures of the overlay that it names in place of the name, so that an estimate holds all that it
 * was made from and stays what it is when the file changes.
 *
 * @throws {EstimateRefused} if there is no such overlay, it is of another country, or the request has own factors too
 */
export function withNamedOverlay(request: EstimateRequest, factorSets: FactorSets): EstimateRequest {
  const { overlay: id } = request
  if (id === undefined) return request
  const refuse = (
    code: 'overlay-unknown' | 'overlay-misfit',
    detail: string,
    candidates?: readonly string[],
  ) => new EstimateRefused([{ code, pointer: '/overlay', detail, ...(candidates ? { candidates } : {}) }])
  const overlay = factorSets.overlays.find((one) => one.id === id)
  if (!overlay) {
    const ids = factorSets.overlays.map((one) => one.id)
    throw refuse('overlay-unknown', 'No own factors are registered under this name.', nearestFirst(id, ids))
  }
  if (request.factors)
    throw refuse('overlay-misfit', 'State factors or overlay, not both: one could contradict the other.')
  if (overlay.country !== request.city.country)
    throw refuse('overlay-misfit', `These figures are of ${overlay.country}, not of ${request.city.country}.`)
  // In the place that `factors` has in a request: the order of fields is part of what an estimate's id is made from.
  const fields = Object.entries(request).map(([name, value]) =>
    name === 'overlay' ? ['factors', overlay.factors] : [name, value],
  )
  return Object.fromEntries(fields) as EstimateRequest
}

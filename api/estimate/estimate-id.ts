import { hash } from 'node:crypto'
import { type FactorSet, METHOD_VERSION } from '../../src/index.ts'
import type { EstimateRequest } from './request-schema.ts'

/**
 * The name of an estimate: a hash of what alone decides it, the checked request, the factor set and the method.
 *
 * @returns `est_` and 32 hexadecimal digits (128 bits)
 */
export function estimateId(request: EstimateRequest, set: FactorSet): string {
  const { factorSet: _, ...asked } = request
  // The set comes last whether the request named it or took the newest: both are the same estimate.
  const decides = JSON.stringify([
    METHOD_VERSION,
    set.content.digest,
    { ...asked, factorSet: set.content.id },
  ])
  return `est_${hash('sha256', decides).slice(0, 32)}`
}

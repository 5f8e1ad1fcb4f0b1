import { toPrivacy } from '../estimate/privacy-answer.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import type { EstimateResult } from '../estimate/result-schema.ts'

/** What is true of all that datasets gave out; each is said once. */
export function privacyOf(requests: readonly EstimateRequest[]): {
  readonly privacy?: EstimateResult['privacy'][]
} {
  const said = new Map(
    requests
      .filter(({ demandSource }) => demandSource !== undefined)
      .map(toPrivacy)
      .map((one) => [JSON.stringify(one), one]),
  )
  return said.size > 0 ? { privacy: [...said.values()] } : {}
}

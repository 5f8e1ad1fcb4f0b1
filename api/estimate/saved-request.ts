import type { EstimateRequest } from './request-schema.ts'

/** The checked request of a saved estimate. Those saved by method version 1 say nothing of uncertainty. */
export function checkedRequestOf({ request }: { readonly request: string }): EstimateRequest {
  const checked = JSON.parse(request)
  return checked.uncertainty
    ? checked
    : { ...checked, uncertainty: { method: 'propagation', correlations: [] } }
}

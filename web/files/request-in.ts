import { isObject } from '../form/to-request.ts'

const MAX_BYTES = 1_000_000

/** Why a file holds no request: it is too large, no JSON, or lacks the city or the period. */
export type NoRequest = 'large' | 'none' | 'parts'

/** The request in a file of JSON, or in the answer that repeats it. */
export async function requestIn(file: File): Promise<Record<string, unknown> | NoRequest> {
  if (file.size > MAX_BYTES) return 'large'
  let read: unknown
  try {
    read = JSON.parse(await file.text())
  } catch {
    return 'none'
  }
  const found = isObject(read) && isObject(read['request']) ? read['request'] : read
  return isObject(found) && isObject(found['city']) && 'period' in found ? found : 'parts'
}

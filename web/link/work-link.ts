import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'

/** What a link keeps: the request, and by what it was answered. */
export interface Work {
  /** A request, or the id of a saved estimate. */
  readonly request: unknown
  readonly factorSet?: string | undefined
  readonly methodVersion?: string | undefined
  /** What was answered then, in t CO2e, so that it can be set beside another answer. */
  readonly total?: LinkedTotal | undefined
  /** Packages of measures, and what else the page of scenarios was left with. */
  readonly whatIf?: unknown
  /** What stands beside the request: other years of the city, or other cities. */
  readonly beside?: readonly LinkedRequest[] | undefined
  /** Which two years are compared, or which city is the measure. */
  readonly chosen?: { readonly from?: string; readonly to?: string; readonly against?: string } | undefined
}

/** A request beside the first one. */
export interface LinkedRequest {
  readonly request: Readonly<Record<string, unknown>>
  /** Fields whose figures were copied from another year, and not looked at since. */
  readonly copied?: readonly string[] | undefined
}

export interface LinkedTotal {
  readonly value: number
  readonly lower?: number | undefined
  readonly upper?: number | undefined
  /** True: a part was not known, and the total is at least this. */
  readonly isPart?: boolean | undefined
}

/** Longer links are cut by programs on their way, such as mail and chat. */
const MAX_LINK_LENGTH = 1_900
/** A request of the form is a few kilobytes; a fragment is never read into more. */
const MAX_REQUEST_BYTES = 1_000_000
const VERSION = '1'

/** The work as the fragment of a link: version, checksum and the compressed request. */
export function toFragment(work: Work): string {
  const packed = base64url(deflateSync(strToU8(JSON.stringify(work)), { level: 9 }))
  return `${VERSION}.${checksum(packed)}.${packed}`
}

/** @returns undefined where the fragment is empty; 'cut' where a part of it is missing, 'newer' where a later version made it */
export function fromFragment(fragment: string): Work | 'cut' | 'newer' | undefined {
  const text = fragment.replace(/^#/, '')
  if (text === '') return undefined
  const [version, sum, packed, ...more] = text.split('.')
  if (/^\d{1,4}$/.test(version ?? '') && Number(version) > Number(VERSION)) return 'newer'
  if (version !== VERSION || !sum || !packed || more.length > 0 || checksum(packed) !== sum) return 'cut'
  try {
    const out = new Uint8Array(MAX_REQUEST_BYTES)
    const work: unknown = JSON.parse(strFromU8(inflateSync(fromBase64url(packed), { out })))
    return isWork(work) ? work : 'cut'
  } catch {
    return 'cut'
  }
}

const isWork = (work: unknown): work is Work => typeof work === 'object' && work !== null && 'request' in work

/** Whether programs on the way of a link leave it whole. */
export const isSafeLength = (link: string): boolean => link.length <= MAX_LINK_LENGTH

/** FNV-1a, 32 bits: tells a link that was cut or mistyped, and nothing more. */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const fromBase64url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

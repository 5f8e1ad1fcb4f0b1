import { readdirSync, readFileSync } from 'node:fs'

/** What a process holds at some moment. */
export interface Held {
  readonly files: number
  readonly mebibytes: number
}

/** What a process held when a share of a run was over. */
export interface Sample extends Held {
  readonly share: number
}

/** By how much the least that a process holds may rise; what is kept to answer faster is bounded. */
const MOST: Held = { files: 20, mebibytes: 200 }
/** Before, what is loaded once is not there yet. */
const WARM_SHARE = 0.1
const EARLY_SHARE = 0.4
const LATE_SHARE = 0.7

/**
 * By how much the least that a process holds rose from the first part of a run to the last; 0 if not beyond what it may.
 * What it holds at one moment says little: a large answer under way, or a pool that rests soon, may be a gigabyte.
 */
export function leakOf(samples: readonly Sample[], of: keyof Held): number {
  const least = (from: number, to: number): number =>
    Math.min(...samples.filter(({ share }) => share >= from && share <= to).map((sample) => sample[of]))
  const more = least(LATE_SHARE, Number.POSITIVE_INFINITY) - least(WARM_SHARE, EARLY_SHARE)
  // Too short a run has no first part or no last.
  return Number.isFinite(more) && more > MOST[of] ? Math.round(more) : 0
}

/** Open files and resident memory of a process, where the system tells. */
export function findHeld(pid: number | undefined): Held | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? []
    return { files: readdirSync(`/proc/${pid}/fd`).length, mebibytes: Number(kibibytes) / 1024 }
  } catch {
    return undefined
  }
}

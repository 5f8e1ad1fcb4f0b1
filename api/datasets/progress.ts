export const IMPORT_PHASES = ['receiving', 'waiting', 'reading', 'checking', 'storing'] as const
export type ImportPhase = (typeof IMPORT_PHASES)[number]

/** The progress of an import. */
export interface ImportState {
  readonly phase: ImportPhase
  /** Received so far. */
  readonly bytes: number
  /** Announced by the sender. */
  readonly totalBytes?: number
  /** Rows done by the running statement. */
  readonly rows: number
  readonly totalRows: number
  /** Until the end of the phase, at its speed so far; absent if unknown. */
  readonly secondsLeft?: number
}

/** Takes the progress of an import. */
export interface ImportProgress {
  enter(phase: ImportPhase): void
  report(part: { readonly bytes?: number; readonly rows?: number; readonly totalRows?: number }): void
  state(): ImportState
}

/**
 * @param changed called on every change
 * @param now a clock [ms]
 */
export function newProgress(
  totalBytes: number | undefined,
  changed: () => void,
  now: () => number = () => performance.now(),
): ImportProgress {
  let phase: ImportPhase = 'receiving'
  let since = now()
  let bytes = 0
  let rows = 0
  let totalRows = 0
  const share = (): number =>
    phase === 'receiving'
      ? bytes / (totalBytes ?? Number.POSITIVE_INFINITY)
      : rows / (totalRows || Number.POSITIVE_INFINITY)
  return {
    enter: (next) => {
      phase = next
      since = now()
      rows = 0
      totalRows = 0
      changed()
    },
    report: (part) => {
      bytes = part.bytes ?? bytes
      rows = part.rows ?? rows
      totalRows = part.totalRows ?? totalRows
      changed()
    },
    state: () => {
      const done = share()
      const left = done > 0 && done <= 1 ? (((now() - since) / 1000) * (1 - done)) / done : undefined
      return {
        phase,
        bytes,
        ...(totalBytes === undefined ? {} : { totalBytes }),
        rows,
        totalRows,
        ...(left === undefined ? {} : { secondsLeft: Math.round(left) }),
      }
    },
  }
}

import { isKillClean } from '../faults/clean.ts'
import type { KillReport } from '../faults/kill-rounds.ts'
import type { AppendReport } from './appends.ts'
import type { MemoryReport } from './mix.ts'
import type { OverloadReport } from './overload.ts'
import type { StopReport } from './stop.ts'

/** What is accepted is answered in time [ms]. */
export const MAX_P99_MS = 250
/** A supervisor waits no longer [ms]. */
const MAX_STOP_MS = 10_000
/** Memory at the end over memory after the warm-up: what its collector leaves differs by a tenth from minute to minute. */
const MAX_GROWTH = 1.15

/** Whether what was too much was refused, and nothing else went wrong. */
export const isShed = ({ accepted, shed, others }: OverloadReport): boolean =>
  accepted > 0 && shed > 0 && others === 0

/** The same, and what was accepted was answered in time: on a machine that does nothing else. */
export const isShedInTime = (report: OverloadReport): boolean => isShed(report) && report.p99 <= MAX_P99_MS

export const isLevel = ({ growth, done }: MemoryReport): boolean =>
  growth <= MAX_GROWTH &&
  done.others.length === 0 &&
  Math.min(done.estimates, done.drawn, done.imports, done.releases) > 0

/** Whether it ended by itself, with everything that it acknowledged. */
export const isStopped = ({ stops, failed, lost }: StopReport): boolean =>
  stops > 0 && failed === 0 && lost.length === 0

export const isStoppedInTime = (report: StopReport): boolean =>
  isStopped(report) && report.longestMs <= MAX_STOP_MS

export const isAppended = ({ files, lost, doubled, takenTwice }: AppendReport): boolean =>
  files > 0 && lost + doubled + takenTwice === 0

/** Whether it was killed as often as was asked, and lost, doubled and halved nothing; a run that time has ended proves less. */
export const isKilledOften = (report: KillReport, rounds: number): boolean =>
  report.rounds >= rounds && isKillClean(report)

import type { FullDiskReport } from './full-disk.ts'
import type { KillReport } from './kill-rounds.ts'

/** Whether each kind of work was acknowledged and met a kill, and nothing is wrong. */
export const isKillClean = (report: KillReport): boolean => {
  const { estimates, files, replaced, deleted, zones, releases, drawn } = report
  const { lost, doubled, returned, halfWritten, runningJobs, stagingLeft } = report
  return (
    Math.min(estimates, files, replaced, deleted, zones, releases, drawn) > 0 &&
    lost + doubled + returned + halfWritten + runningJobs + stagingLeft === 0
  )
}

/** Whether a disk was full, and nothing worse came of it than that it was said. */
export const isFullDiskClean = ({ wasFull, whileFull, healed, lost, others }: FullDiskReport): boolean =>
  wasFull &&
  whileFull.save === 503 &&
  whileFull.import === 503 &&
  whileFull.live === 200 &&
  healed &&
  lost === 0 &&
  others.length === 0

import type { KillReport } from './kill-rounds.ts'

/** What rounds report of which each met every kind of work, and nothing went wrong. */
export const KILLED: KillReport = {
  rounds: 10,
  estimates: 50,
  files: 20,
  replaced: 5,
  deleted: 3,
  zones: 40,
  releases: 2,
  drawn: 5,
  lost: 0,
  doubled: 0,
  returned: 0,
  halfWritten: 0,
  runningJobs: 0,
  stagingLeft: 0,
  findings: [],
}

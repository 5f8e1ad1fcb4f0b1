import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { killRounds } from '../faults/kill-rounds.ts'
import { KILLED } from '../faults/killed.ts'
import { startService } from '../fixtures/running-service.ts'
import { type AppendReport, dailyAppends } from './appends.ts'
import { type MemoryReport, prepareMix } from './mix.ts'
import { burst, type OverloadReport } from './overload.ts'
import { type StopReport, stopUnderWork } from './stop.ts'
import {
  isAppended,
  isKilledOften,
  isLevel,
  isShed,
  isShedInTime,
  isStopped,
  isStoppedInTime,
} from './verdict.ts'

// The short form of npm run test:steady: nothing here is a matter of time, so that a slow machine does not fail.

const root = mkdtempSync(join(tmpdir(), 'cordon-steady-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

test('what is too much is refused, each file is there once, and a stop in the middle of it all loses nothing', async () => {
  const folder = newFolder()
  const service = await startService(folder)
  // More at once than may wait: some are refused, however slow those are that ask.
  const { accepted, shed, others } = await burst(service)
  expect(others).toBe(0)
  expect(accepted).toBeGreaterThan(0)
  expect(shed).toBeGreaterThan(0)
  const appended = await dailyAppends(service, folder, { cities: 3, days: 2 })
  expect(appended).toMatchObject({ files: 6, lost: 0, doubled: 0, takenTwice: 0 })
  await prepareMix(service)
  // Whether it ends by itself before it is ended is a matter of time; that nothing is lost is not.
  const { lost } = await stopUnderWork(service, () => startService(folder), 100)
  expect(lost).toEqual([])
})

test('killed in the middle of its work, it has lost, doubled and halved nothing', async () => {
  const report = await killRounds({ dataFolder: newFolder(), rounds: 1, seed: 1 })
  const { lost, doubled, returned, halfWritten, runningJobs, stagingLeft, findings } = report
  expect({ lost, doubled, returned, halfWritten, runningJobs, stagingLeft, findings }).toEqual({
    lost: 0,
    doubled: 0,
    returned: 0,
    halfWritten: 0,
    runningJobs: 0,
    stagingLeft: 0,
    findings: [],
  })
})

describe('the verdict of the long form', () => {
  const SHED: OverloadReport = {
    servedPerS: 100,
    askedPerS: 400,
    accepted: 100,
    shed: 300,
    others: 0,
    p50: 50,
    p99: 250,
    healthP99: 20,
  }
  const LEVEL: MemoryReport = {
    minutes: 10,
    done: { estimates: 9, drawn: 9, imports: 9, releases: 9, shed: 0, others: [] },
    residentByMinute: [],
    growth: 1.15,
  }
  const STOPPED: StopReport = { stops: 1, failed: 0, longestMs: 10_000, lost: [] }
  const APPENDED: AppendReport = {
    cities: 1,
    days: 1,
    files: 1,
    lost: 0,
    doubled: 0,
    takenTwice: 0,
    secondsADay: [],
    dataMegabytes: 1,
    residentMegabytes: 1,
  }

  test('is good when all is as it should be', () => {
    expect(isShedInTime(SHED) && isLevel(LEVEL) && isStoppedInTime(STOPPED) && isAppended(APPENDED)).toBe(
      true,
    )
    expect(isKilledOften({ ...KILLED, rounds: 200 }, 200)).toBe(true)
  })

  test.each<[string, boolean]>([
    ['nothing was refused', isShed({ ...SHED, shed: 0 })],
    ['nothing was accepted', isShed({ ...SHED, accepted: 0 })],
    ['there were faults', isShed({ ...SHED, others: 1 })],
    ['what was accepted came late', isShedInTime({ ...SHED, p99: 251 })],
    ['memory rose', isLevel({ ...LEVEL, growth: 1.16 })],
    ['nothing was drawn', isLevel({ ...LEVEL, done: { ...LEVEL.done, drawn: 0 } })],
    ['an answer was a fault', isLevel({ ...LEVEL, done: { ...LEVEL.done, others: [500] } })],
    ['it was ended', isStopped({ ...STOPPED, failed: 1 })],
    ['a stop took too long', isStoppedInTime({ ...STOPPED, longestMs: 10_001 })],
    ['an estimate was lost', isStopped({ ...STOPPED, lost: ['est_a'] })],
    ['time ended it before the last kill', isKilledOften({ ...KILLED, rounds: 199 }, 200)],
    ['a kill doubled something', isKilledOften({ ...KILLED, rounds: 200, doubled: 1 }, 200)],
    ['nothing was replaced when it was killed', isKilledOften({ ...KILLED, rounds: 200, replaced: 0 }, 200)],
    ['a file was lost', isAppended({ ...APPENDED, lost: 1 })],
    ['a file was doubled', isAppended({ ...APPENDED, doubled: 1 })],
    ['a file was taken twice', isAppended({ ...APPENDED, takenTwice: 1 })],
  ])('is not when %s', (_, isGood) => {
    expect(isGood).toBe(false)
  })
})

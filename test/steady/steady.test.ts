import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { killRounds } from '../faults/kill-rounds.ts'
import { startService } from '../fixtures/running-service.ts'
import { type AppendReport, dailyAppends } from './appends.ts'
import type { MemoryReport } from './mix.ts'
import { type OverloadReport, overload } from './overload.ts'
import { type StopReport, stopsUnderWork } from './stop.ts'
import { isAppended, isLevel, isShed, isShedInTime, isStopped, isStoppedInTime } from './verdict.ts'

// The short form of npm run test:steady: nothing here is a matter of time, so that a slow machine does not fail.

const root = mkdtempSync(join(tmpdir(), 'cordon-steady-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

test('what is too much is refused, and the rest is answered', async () => {
  const service = await startService(newFolder())
  try {
    // More at once than may wait: some are refused, however slow those are that ask.
    const report = await overload(service, { seconds: 2, times: 50, connections: 600 })
    expect(report.others).toBe(0)
    expect(report.accepted).toBeGreaterThan(0)
    expect(report.shed).toBeGreaterThan(0)
  } finally {
    service.child.kill('SIGTERM')
    expect(await service.ended).toBe(0)
  }
})

test('told to stop in the middle of its work, the service ends by itself and has what it acknowledged', async () => {
  const folder = newFolder()
  const report = await stopsUnderWork(() => startService(folder), { stops: 1, workMs: 300 })
  expect(report).toMatchObject({ stops: 1, failed: 0, lost: [] })
})

test('killed in the middle of its work, it has lost, doubled and halved nothing', async () => {
  const report = await killRounds({ dataFolder: newFolder(), rounds: 2, seed: 1, isBuilt: false })
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

test('files of every city are there once, day after day', async () => {
  const folder = newFolder()
  const service = await startService(folder)
  const report = await dailyAppends(service, folder, { cities: 5, days: 2 })
  service.child.kill('SIGTERM')
  expect(await service.ended).toBe(0)
  expect(report).toMatchObject({ files: 10, lost: 0, doubled: 0, takenTwice: 0 })
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
    ['a file was lost', isAppended({ ...APPENDED, lost: 1 })],
    ['a file was doubled', isAppended({ ...APPENDED, doubled: 1 })],
    ['a file was taken twice', isAppended({ ...APPENDED, takenTwice: 1 })],
  ])('is not when %s', (_, isGood) => {
    expect(isGood).toBe(false)
  })
})

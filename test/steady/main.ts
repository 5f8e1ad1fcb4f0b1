import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { killRounds } from '../faults/kill-rounds.ts'
import { type RunningService, startService } from '../fixtures/running-service.ts'
import { dailyAppends } from './appends.ts'
import { memoryOfMix, prepareMix } from './mix.ts'
import { overload } from './overload.ts'
import { stopsUnderWork } from './stop.ts'
import { isAppended, isKilledOften, isLevel, isShedInTime, isStoppedInTime } from './verdict.ts'

// npm run test:steady -- [overload] [memory] [stop] [kill] [appends]: prints one line of JSON for each, and ends with 1 if one is not
// as it should be. How far it got goes to stderr.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '20' },
    stops: { type: 'string', default: '5' },
    cities: { type: 'string', default: '366' },
    'kill-minutes': { type: 'string', default: '60' },
  },
})

/** As `npm start` starts it, but for requests a minute: there is no key to count them by. */
const ENVIRONMENT = { NODE_OPTIONS: '--max-semi-space-size=16' }

async function within<T>(work: (folder: string, start: () => Promise<RunningService>) => Promise<T>) {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-steady-'))
  try {
    return await work(folder, () => startService(folder, ENVIRONMENT))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function serving<T>(
  start: () => Promise<RunningService>,
  work: (service: RunningService) => Promise<T>,
) {
  const service = await start()
  try {
    return await work(service)
  } finally {
    service.child.kill('SIGTERM')
    await service.ended
  }
}

const tell = (what: object): void => void process.stderr.write(`${JSON.stringify(what)}\n`)

const PARTS = {
  overload: () =>
    within(async (_, start) => {
      const report = await serving(start, (service) => overload(service, { seconds: Number(values.seconds) }))
      return { report, isClean: isShedInTime(report) }
    }),
  memory: () =>
    within(async (_, start) => {
      const report = await serving(start, async (service) => {
        await prepareMix(service)
        return memoryOfMix(service, Number(values.minutes))
      })
      return { report, isClean: isLevel(report) }
    }),
  stop: () =>
    within(async (_, start) => {
      const report = await stopsUnderWork(start, { stops: Number(values.stops), workMs: 3000 })
      return { report, isClean: isStoppedInTime(report) }
    }),
  kill: () =>
    within(async (dataFolder) => {
      const minutes = Number(values['kill-minutes'])
      const rounds = Number(values.rounds)
      const report = await killRounds({ dataFolder, rounds, seed: 20_261_129, minutes, tell })
      return { report, isClean: isKilledOften(report, rounds) }
    }),
  appends: () =>
    within(async (dataFolder, start) => {
      const report = await serving(start, (service) =>
        dailyAppends(service, dataFolder, { cities: Number(values.cities), days: 2 }),
      )
      return { report, isClean: isAppended(report) }
    }),
}

for (const [name, run] of Object.entries(PARTS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const { report, isClean } = await run()
  process.stdout.write(`${JSON.stringify({ [name]: report, isClean })}\n`)
  if (!isClean) process.exitCode = 1
}

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isFullDiskClean, isKillClean } from './clean.ts'
import { fullDisk } from './full-disk.ts'
import { killRounds } from './kill-rounds.ts'

// npm run test:faults -- --rounds 200: prints one line of JSON (how far it got goes to stderr), and ends with 1 unless all of it was tried
// and nothing is lost or half-written.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '20261129' },
    minutes: { type: 'string' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'cordon-faults-'))
const killed = await killRounds({
  dataFolder: folder,
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  ...(values.minutes === undefined ? {} : { minutes: Number(values.minutes) }),
  tell: (what) => process.stderr.write(`${JSON.stringify(what)}\n`),
})
rmSync(folder, { recursive: true, force: true })
const full = await fullDisk((...words) => execFileSync(words[0] ?? '', words.slice(1), { stdio: 'ignore' }))
process.stdout.write(`${JSON.stringify({ killed, full })}\n`)
process.exitCode = isKillClean(killed) && (full === 'not run' || isFullDiskClean(full)) ? 0 : 1

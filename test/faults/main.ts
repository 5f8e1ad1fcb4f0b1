import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fullDisk } from './full-disk.ts'
import { killRounds } from './kill-rounds.ts'

// npm run test:faults -- --rounds 200: prints one line of JSON, and ends with 1 unless nothing is lost or half-written.
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: '20261129' } },
})
const folder = mkdtempSync(join(tmpdir(), 'cordon-faults-'))
const killed = await killRounds({
  dataFolder: folder,
  rounds: Number(values.rounds),
  seed: Number(values.seed),
})
rmSync(folder, { recursive: true, force: true })
const full = await fullDisk((...words) => execFileSync(words[0] ?? '', words.slice(1), { stdio: 'ignore' }))
process.stdout.write(`${JSON.stringify({ killed, full })}\n`)
const { lost, halfWritten, runningJobs, stagingLeft } = killed
const isClean =
  lost + halfWritten + runningJobs + stagingLeft === 0 &&
  (full === 'not run' || (full.lost === 0 && full.healed))
process.exitCode = isClean ? 0 : 1

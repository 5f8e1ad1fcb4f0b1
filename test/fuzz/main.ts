import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'

// After npm run build: npm run fuzz -- --cases 100000 --seed 1 --files 0.15 --minutes 60: prints one line of JSON (how far it got goes to stderr), and ends with 1 unless all counts are zero. SIGTERM ends it with the report of what was sent.
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '20261129' },
    files: { type: 'string', default: '0.15' },
    minutes: { type: 'string' },
  },
})
const dataFolder = mkdtempSync(join(tmpdir(), 'cordon-fuzz-'))
const ended = new AbortController()
process.on('SIGTERM', () => ended.abort())
const report = await fuzz({
  until: ended.signal,
  cases: Number(values.cases),
  seed: Number(values.seed),
  files: Number(values.files),
  dataFolder,
  ...(values.minutes === undefined ? {} : { minutes: Number(values.minutes) }),
  tell: (what) => process.stderr.write(`${JSON.stringify(what)}\n`),
})
rmSync(dataFolder, { recursive: true, force: true })
process.stdout.write(`${JSON.stringify(report)}\n`)
const { serverErrors, undocumented, unanswered, crashes, healthHangs, leakedFiles, leakedMebibytes } = report
const found = [serverErrors, undocumented, unanswered, crashes, healthHangs, leakedFiles, leakedMebibytes]
process.exitCode = found.some((count) => count > 0) ? 1 : 0

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measurement, percentile } from './measurement.ts'

/** Makes a process say at its end what it took of the processor [µs]. */
const SAYS_PROCESSOR_TIME = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write(String(user + system)) })",
)}`

/** What one command takes from its start to its end, and the first of a fresh checkout through npx. */
export async function benchCommand(smoke: boolean): Promise<readonly Measurement[]> {
  const runs = smoke ? 1 : 9
  const of = (...words: string[]): number =>
    percentile(
      Array.from({ length: runs }, () => processorMs(words)),
      0.5,
    )
  return [
    {
      name: 'command.estimate.processor',
      value: of('estimate', 'examples/hennepin-2020.json'),
      unit: 'ms',
      target: 800,
    },
    { name: 'command.version.processor', value: of('--version'), unit: 'ms' },
    { name: 'command.npx-first', value: firstByNpx(), unit: 'ms', target: 3000 },
  ]
}

function processorMs(words: readonly string[]): number {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', SAYS_PROCESSOR_TIME, 'dist/api/cli.js', ...words],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`cordon ${words.join(' ')}: ${stderr}`)
  return Number(stderr) / 1000
}

/** Time until npx answers that knows nothing of this folder yet. */
function firstByNpx(): number {
  const cache = mkdtempSync(join(tmpdir(), 'cordon-bench-'))
  try {
    const begin = performance.now()
    const { status, stderr } = spawnSync('npx', ['cordon', 'estimate', 'examples/hennepin-2020.json'], {
      encoding: 'utf8',
      env: { ...process.env, npm_config_cache: cache },
    })
    if (status !== 0) throw new Error(`npx cordon estimate: ${stderr}`)
    return performance.now() - begin
  } finally {
    rmSync(cache, { recursive: true, force: true })
  }
}

import { benchChange } from './change.ts'
import { benchCommand } from './command.ts'
import { benchEstimate } from './estimate.ts'
import { benchFactors } from './factors.ts'
import { benchFacts } from './facts.ts'
import { benchHealth } from './health.ts'
import { benchHttp } from './http.ts'
import { benchImport } from './import.ts'
import { benchInventory } from './inventory.ts'
import type { Measurement } from './measurement.ts'
import { benchPage } from './page.ts'
import { benchRelease } from './release.ts'
import { benchScenario } from './scenario.ts'
import { benchStart } from './start.ts'
import { benchUncertainty } from './uncertainty.ts'

/**
 * `npm run bench [-- name …] [-- --smoke]`: prints one JSON object a line. Needs the built service.
 * `--smoke` runs each for a moment only, to see that it runs.
 */
const BENCHMARKS: Readonly<Record<string, (smoke: boolean) => Promise<readonly Measurement[]>>> = {
  estimate: benchEstimate,
  factors: benchFactors,
  start: benchStart,
  command: benchCommand,
  uncertainty: benchUncertainty,
  scenario: benchScenario,
  inventory: benchInventory,
  change: benchChange,
  import: benchImport,
  release: benchRelease,
  facts: benchFacts,
  http: benchHttp,
  health: benchHealth,
  page: benchPage,
}

const words = process.argv.slice(2)
const smoke = words.includes('--smoke')
const names = words.filter((word) => word !== '--smoke')
const unknown = names.filter((name) => !(name in BENCHMARKS))
if (unknown.length > 0) {
  process.stderr.write(
    `No benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.\n`,
  )
  process.exit(1)
}
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (names.length > 0 && !names.includes(name)) continue
  for (const measurement of await run(smoke)) process.stdout.write(`${JSON.stringify(measurement)}\n`)
}

import { boundariesDocumentOf } from '../api/boundaries/compare-boundaries.ts'
import { simulateHere } from '../api/draws/simulate.ts'
import { estimateQuestion, questionOf } from '../api/estimate/estimate.ts'
import { estimateRequest } from '../api/estimate/request-schema.ts'
import { inventoryView } from '../api/inventory/take-inventory.ts'
import { factorSetsOf } from '../api/sets/factor-sets.ts'
import { listFactorSets, loadFactorSet } from '../emission-factors/load.ts'
import { compileFactorSet } from '../src/index.ts'
import { HENNEPIN, HENNEPIN_FLOWS } from './hennepin.ts'
import { type Measurement, percentile } from './measurement.ts'

const SETS = new URL('../emission-factors/sets/', import.meta.url).pathname

/** An estimate with the checks of its plausibility, its inventory, and a city of four flows under four allocations. */
export async function benchInventory(smoke: boolean): Promise<readonly Measurement[]> {
  const [newest] = listFactorSets(SETS)
  if (!newest) throw new Error('There is no factor set.')
  const sets = factorSetsOf([compileFactorSet(loadFactorSet(newest.folder))])
  const questions = [HENNEPIN, HENNEPIN_FLOWS].map((body) =>
    questionOf(estimateRequest.parse(JSON.parse(body)), sets),
  )
  const [plain, flows] = questions
  if (!plain || !flows) throw new Error('Two bodies make two questions.')
  const runs = smoke ? 10 : 300
  const median = async (work: () => unknown): Promise<number> => {
    const times: number[] = []
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now()
      await work()
      times.push(performance.now() - start)
    }
    return percentile(times.slice(Math.floor(runs / 5)), 0.5)
  }
  const made = [estimateQuestion(plain), estimateQuestion(flows)] as const
  return [
    { name: 'inventory.guarded-estimate', value: await median(() => estimateQuestion(plain)), unit: 'ms' },
    {
      name: 'inventory.view',
      value: await median(() => inventoryView(made[0], simulateHere)),
      unit: 'ms',
    },
    {
      name: 'inventory.boundaries',
      value: await median(() => boundariesDocumentOf(made[1], simulateHere)),
      unit: 'ms',
    },
  ]
}

import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { savedEstimate } from './saved-estimate.ts'

// Run by the store's tests as a process of its own, to be killed.
const store = await openDuckdbStore(process.argv[2] ?? '')
for (let index = 0; ; index += 1) {
  const id = `est_${process.pid}_${index}`
  await store.saveEstimate(savedEstimate(id))
  process.stdout.write(`${id}\n`)
}

import { openStore, type StorePlace } from '../../api/store/open-store.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { FACTS_PER_FILE, killableFile } from './killable-file.ts'

// Run by the store's tests as a process of its own, to be killed: takes in files without end, saying each when it is
// acknowledged.
const store = await openStore(JSON.parse(process.argv[2] ?? '') as StorePlace)
await store.registerDataset(FLOWS_OF_TEST)
process.stdout.write('ready\n')
for (let index = 0; ; index += 1) {
  const name = `${process.pid}-${index}`
  const job = `job_${name}`
  await store.startJob({ id: job, kind: 'import', dataset: 'flows', format: 'tally', startedAt: name })
  await importText(store, killableFile(name), {}, undefined, undefined, {
    id: job,
    endedAt: () => name,
    outcomeOf: ({ facts }) => JSON.stringify({ whole: facts === FACTS_PER_FILE }),
  })
  process.stdout.write(`${name}\n`)
}

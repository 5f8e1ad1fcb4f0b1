import autocannon from 'autocannon'
import { neverSeen } from '../../bench/hennepin.ts'

// tsx test/steady/asking.ts '<options of autocannon>': asks for estimates that were never asked for, in a process of its own, so that
// what it takes is not taken from what is measured beside it. Prints what came of it as JSON.
const options = JSON.parse(process.argv[2] ?? '{}') as autocannon.Options
const result = await autocannon({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  requests: [{ setupRequest: (request) => ({ ...request, body: neverSeen() }) }],
  ...options,
})
process.stdout.write(JSON.stringify(result))

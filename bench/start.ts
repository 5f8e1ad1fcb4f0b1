import { readFileSync } from 'node:fs'
import { SERVICE, startServer } from './child-server.ts'
import { HENNEPIN } from './hennepin.ts'
import { type Measurement, percentile } from './measurement.ts'

/** Clock ticks of /proc/<pid>/stat, whatever the machine. */
const MS_PER_TICK = 10

/** Time from starting the process to its first answered estimate, and memory held after a hundred more. */
export async function benchStart(smoke: boolean): Promise<readonly Measurement[]> {
  const times: number[] = []
  const processorTimes: number[] = []
  let residentMb = 0
  for (let run = 0; run < (smoke ? 1 : 5); run += 1) {
    const begin = performance.now()
    const server = await startServer(SERVICE)
    await post(server.url)
    times.push(performance.now() - begin)
    processorTimes.push(processorMs(server.pid))
    for (let request = 0; request < 100; request += 1) await post(server.url)
    residentMb = Math.max(residentMb, residentKb(server.pid) / 1024)
    await server.stop()
  }
  return [
    { name: 'start.first-answer', value: percentile(times, 0.5), unit: 'ms', target: 1200 },
    { name: 'start.first-answer.processor', value: percentile(processorTimes, 0.5), unit: 'ms' },
    { name: 'start.resident-memory', value: residentMb, unit: 'MB', target: 200 },
  ]
}

async function post(url: string): Promise<void> {
  const answer = await fetch(`${url}/v1/estimates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: HENNEPIN,
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** Processor time of a process so far; NaN where the system has no /proc. */
function processorMs(pid: number): number {
  try {
    // The name of the program, in parentheses, may hold spaces; what follows it does not.
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const values = fields.split(' ')
    return (Number(values[11]) + Number(values[12])) * MS_PER_TICK
  } catch {
    return Number.NaN
  }
}

/** Resident set size; NaN where the system has no /proc. */
function residentKb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return Number.NaN
  }
}

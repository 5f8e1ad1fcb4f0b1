import { readFileSync } from 'node:fs'
import { processorMs, SERVICE, startServer } from './child-server.ts'
import { HENNEPIN } from './hennepin.ts'
import { type Measurement, percentile } from './measurement.ts'

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

/** Resident set size; NaN where the system has no /proc. */
function residentKb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return Number.NaN
  }
}

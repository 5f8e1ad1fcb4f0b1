import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Asks in a process of its own whether the service lives, so that the one that sends cases does not delay it. */
export interface Probe {
  /** @param service undefined: nothing to watch for now */
  watch(
    service: { readonly url: string; readonly child: { readonly pid?: number | undefined } } | undefined,
  ): void
  /** What it has seen until now. */
  seen(): Promise<Health>
  /** The same, and ends. */
  end(): Promise<Health>
}

interface Health {
  readonly hangs: number
  readonly slowestMs: number
}

const EVERY_MS = 100

const PROGRAM = `
  const { createInterface } = require('node:readline')
  const { readFileSync } = require('node:fs')
  const hangMs = Number(process.argv[1])
  let url
  let pid
  // How long a main thread was ready to run and the machine had no processor for it [ms].
  const waitedOf = (id) => {
    try {
      return Number(readFileSync('/proc/' + id + '/task/' + id + '/schedstat', 'utf8').split(' ')[1]) / 1e6
    } catch {
      return 0
    }
  }
  // Of the service and of this probe: neither is time that the service took.
  const waitedMs = () => waitedOf(pid) + waitedOf(process.pid)
  let hangs = 0
  let slowestMs = 0
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'seen' || line === 'end') {
      process.stdout.write(JSON.stringify({ hangs, slowestMs }) + '\\n')
      if (line === 'end') process.exit(0)
      return
    }
    ;[url, pid] = line === '-' ? [] : line.split(' ')
  }).on('close', () => process.exit(0))
  const ask = async () => {
    const asked = url
    if (asked !== undefined) {
      const start = performance.now()
      const waitedBefore = waitedMs()
      let isAnswered = true
      await fetch(asked + '/healthz', { signal: AbortSignal.timeout(20000) }).then((answer) => answer.text()).catch(() => { isAnswered = false })
      const ms = performance.now() - start - Math.max(0, waitedMs() - waitedBefore)
      // A service that is started anew does not answer meanwhile.
      if (asked === url && (isAnswered || ms > hangMs)) {
        slowestMs = Math.max(slowestMs, ms)
        if (ms > hangMs) hangs += 1
      }
    }
    setTimeout(ask, ${EVERY_MS})
  }
  void ask()
`

/** @param hangMs an answer that takes longer is a hang */
export async function startProbe(hangMs: number): Promise<Probe> {
  const child = spawn(process.execPath, ['-e', PROGRAM, String(hangMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = createInterface({ input: child.stdout })
  await once(child, 'spawn')
  const ask = async (what: 'seen' | 'end'): Promise<Health> => {
    child.stdin.write(`${what}\n`)
    const [line] = await once(said, 'line')
    return JSON.parse(String(line))
  }
  return {
    watch: (service) => void child.stdin.write(`${service ? `${service.url} ${service.child.pid}` : '-'}\n`),
    seen: () => ask('seen'),
    end: () => ask('end'),
  }
}

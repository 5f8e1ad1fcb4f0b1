import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server in a process of its own, on a port of its own on the loopback. */
export interface ChildServer {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** The arguments of node in `npm start`: what is measured is what is shipped. */
export const SERVICE = startArguments()

function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.split(' ').slice(1)
}

/**
 * Starts a server and waits for the line that names its address.
 *
 * @param args arguments of node
 */
export async function startServer(args: readonly string[]): Promise<ChildServer> {
  const data = mkdtempSync(join(tmpdir(), 'cordon-bench-'))
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', CORDON_DATA_DIR: data, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (!stdout) throw new Error('The server has no output to read its address from.')
  let text = ''
  for await (const chunk of stdout) {
    text += String(chunk)
    const [url] = /http:\/\/[\w.:[\]]+/.exec(text) ?? []
    if (url !== undefined) return url
  }
  throw new Error(`The server ended without naming its address: ${text}`)
}

/** Clock ticks of /proc/<pid>/stat, whatever the machine. */
const MS_PER_TICK = 10

/** Processor time of a process so far; NaN where the system has no /proc. */
export function processorMs(pid: number): number {
  try {
    // The name of the program, in parentheses, may hold spaces; what follows it does not.
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const values = fields.split(' ')
    return (Number(values[11]) + Number(values[12])) * MS_PER_TICK
  } catch {
    return Number.NaN
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { StorePlace } from '../../api/store/open-store.ts'
import { bundledProgram } from '../fixtures/bundled-program.ts'

/**
 * Lets a process take in files, kills it, and gives the files that it acknowledged.
 *
 * @param delayMs from when it is ready; undefined: when it has acknowledged the first file
 */
export async function killedAfter(
  place: StorePlace,
  delayMs: number | undefined,
): Promise<{ acknowledged: readonly string[]; lastedMs: number }> {
  const program = await bundledProgram(new URL('./taking-in.ts', import.meta.url))
  const child = spawn(process.execPath, [program, JSON.stringify(place)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const acknowledged: string[] = []
  let readyMs = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') acknowledged.push(line)
    else {
      readyMs = performance.now()
      if (delayMs !== undefined) void pause(delayMs).then(() => child.kill('SIGKILL'))
    }
    if (delayMs === undefined && acknowledged.length > 0) child.kill('SIGKILL')
  }
  await exited
  return { acknowledged, lastedMs: performance.now() - readyMs }
}

import { Failure } from '../../request/failure.ts'
import type { Importer } from '../importer.ts'
import { lookAtFile } from '../look-at-file.ts'
import { readFile } from '../read-file.ts'
import { EngineBroken } from '../shielded-database.ts'
import type { FromChild, ToChild } from './message.ts'

/** The work of a process that reads: one file after another, for the service that started it and no longer than it. */
export function serveReads(importers: readonly Importer[]): void {
  const tell = (message: FromChild): void => void process.send?.(message)
  // Nobody is left to read for; a statement may still run, so there is nothing to wait for.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.on('message', (order: ToChild) => void answer(order, importers, tell))
  tell({ ready: true })
}

async function answer(
  order: ToChild,
  importers: readonly Importer[],
  tell: (message: FromChild) => void,
): Promise<void> {
  try {
    if ('firstBytes' in order) {
      tell({ look: lookAtFile(order.firstBytes, importers) })
      return
    }
    const facts = await readFile(order, importers, {
      enter: (phase) => tell({ phase }),
      report: ({ rows, totalRows }) => tell({ rows, totalRows }),
    })
    tell({ facts, peakBytes: process.resourceUsage().maxRSS * 1024 })
  } catch (error) {
    tell(messageOf(error))
  }
}

function messageOf(error: unknown): FromChild {
  if (error instanceof Failure) {
    const { slug, detail, more } = error
    return { refused: { slug, detail, more }, isBroken: error instanceof EngineBroken }
  }
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => line.trim().startsWith('at '))
  return { fault: { name, frames } }
}

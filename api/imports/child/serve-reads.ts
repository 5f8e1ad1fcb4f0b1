import type { DuckDBInstance } from '@duckdb/node-api'
import { Failure } from '../../request/failure.ts'
import type { Importer } from '../importer.ts'
import { lookAtFile } from '../look-at-file.ts'
import { readFile } from '../read-file.ts'
import { READ_LIMITS } from '../read-limits.ts'
import { openBlankDatabase } from '../reading-database.ts'
import { EngineBroken } from '../shielded-database.ts'
import type { FromChild, ToChild } from './message.ts'

/** The work of a process that reads: one file after another, for the service that started it and no longer than it. */
export function serveReads(importers: readonly Importer[]): void {
  const tell = (message: FromChild): void => void process.send?.(message)
  // Nobody is left to read for; a statement may still run, so there is nothing to wait for.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  let blank: Promise<DuckDBInstance> | undefined
  const takeBlank = (): Promise<DuckDBInstance> | undefined => {
    const taken = blank
    blank = undefined
    return taken
  }
  process.on('message', (order: ToChild) => {
    if ('prepare' in order) {
      blank ??= openBlankDatabase(READ_LIMITS.databaseMebibytes)
      // Whoever reads with it is told.
      blank.catch(() => undefined)
      return
    }
    void answer(order, importers, tell, takeBlank)
  })
  tell({ ready: true })
}

async function answer(
  order: Exclude<ToChild, { readonly prepare: true }>,
  importers: readonly Importer[],
  tell: (message: FromChild) => void,
  takeBlank: () => Promise<DuckDBInstance> | undefined,
): Promise<void> {
  try {
    if ('firstBytes' in order) {
      tell({ look: lookAtFile(order.firstBytes, importers) })
      return
    }
    const progress = {
      enter: (phase: 'reading' | 'checking') => tell({ phase }),
      report: ({ rows, totalRows }: { readonly rows: number; readonly totalRows: number }) =>
        tell({ rows, totalRows }),
    }
    const facts = await readFile(order, importers, progress, undefined, takeBlank)
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

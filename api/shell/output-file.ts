import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { CommandRefused } from './failure.ts'

/**
 * Writes a file completely or not at all; an existing file is replaced.
 *
 * @throws {CommandRefused} if it cannot be written
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const unfinished = `${file}.${process.pid}.part`
  try {
    writeFileSync(unfinished, content)
    renameSync(unfinished, file)
  } catch {
    rmSync(unfinished, { force: true })
    throw new CommandRefused(`Cannot write ${file}.`)
  }
}

import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { singleRefusal } from '../request/failure.ts'
import { MAX_LINE_BYTES } from './read-limits.ts'

/**
 * The bytes of a file, in parts.
 *
 * @throws {Failure} if it is packed and cannot be unpacked
 */
export async function* bytesOf(
  path: string,
  isPacked: boolean,
  partBytes = 1_048_576,
): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: partBytes })
  const bytes: Readable = isPacked ? file.pipe(createGunzip()) : file
  file.once('error', (error) => bytes.destroy(error))
  try {
    yield* bytes
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_'))
      throw singleRefusal('file-refused', 'file-unreadable', 'The file is damaged: gzip cannot unpack it.')
    throw error
  } finally {
    file.destroy()
  }
}

/** The refusal of a line that no table has. */
export const lineTooLong = (line?: number): Error =>
  singleRefusal(
    'file-refused',
    'file-too-large',
    `A line may have at most ${MAX_LINE_BYTES} bytes; ${line === undefined ? 'one' : `line ${line}`} has more.`,
  )

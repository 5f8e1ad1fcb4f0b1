import type { IncomingMessage } from 'node:http'

/** What is read of a body that is refused; a client that sends more finds the connection closed. */
const MAX_READ_BYTES = 64 * 1_048_576

/**
 * Reads and drops the rest of a refused body before `answer`: a client that is still sending when the connection
 * closes loses the answer. How long that may take is bounded by the server's request timeout.
 */
export function readToEnd(body: IncomingMessage, answer: () => void): void {
  if (body.complete || body.readableEnded || body.destroyed) {
    answer()
    return
  }
  let left = MAX_READ_BYTES
  const stop = (): void => {
    body.off('data', count).off('end', stop).off('close', stop)
    answer()
  }
  const count = (part: Uint8Array): void => {
    left -= part.length
    if (left < 0) stop()
  }
  body.on('data', count).on('end', stop).on('close', stop).resume()
}

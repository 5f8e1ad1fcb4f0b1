import { Transform } from 'node:stream'

/**
 * Passes bytes on and counts them.
 *
 * @param most bytes; the stream fails if there are more
 * @param refusal the error that it fails with
 * @param seen called with each part and the sum so far
 */
export function countingUpTo(
  most: number,
  refusal: () => Error,
  seen: (part: Buffer, sum: number) => void,
): Transform {
  let sum = 0
  return new Transform({
    transform(part: Buffer, _, done) {
      sum += part.length
      if (sum > most) {
        done(refusal())
        return
      }
      seen(part, sum)
      done(null, part)
    },
  })
}

import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/** A source of 32 random bits at a time, as a signed integer. */
export interface Stream {
  next(): number
}

/** The name of the generator in a result. With the seed and the method version, it reproduces the draws. */
export const GENERATOR = 'xoroshiro128+, a stream for each variable from the seed and its key; ziggurat'

/** Largest seed. */
export const MAX_SEED = 4_294_967_295

/**
 * The random numbers of one variable: xoroshiro128+ (Blackman and Vigna, Scrambled linear pseudorandom number
 * generators, ACM TOMS 47, 2021) as in pure-rand, started from a hash of the seed and the variable's key. A variable
 * therefore has the same draws in every estimate, no matter what else is uncertain there: two estimates with the same
 * seed differ only by their inputs.
 *
 * @param seed whole number from 0 to `MAX_SEED`
 */
export function streamOf(seed: number, key: string): Stream {
  const word = (index: number): number => hash(key, mixed((seed + index * 0x9e3779b9) | 0))
  // The last word is odd, because a state of zeros would never move.
  return xoroshiro128plusFromState([word(1), word(2), word(3), word(4) | 1])
}

/** MurmurHash3 (A. Appleby) of a text, one UTF-16 unit at a time. */
function hash(text: string, start: number): number {
  let h = start
  for (let index = 0; index < text.length; index += 1) {
    let unit = Math.imul(text.charCodeAt(index), 0xcc9e2d51)
    unit = (unit << 15) | (unit >>> 17)
    h ^= Math.imul(unit, 0x1b873593)
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  return mixed(h ^ text.length)
}

/** The finaliser of MurmurHash3: every bit of the input flips about half of the bits of the result. */
function mixed(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** One of 2³² evenly spaced numbers above 0 and below 1. */
export const uniform = (stream: Stream): number => ((stream.next() >>> 0) + 0.5) * 2 ** -32

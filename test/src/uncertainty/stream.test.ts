import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, test } from 'vitest'
import { MAX_SEED, streamOf, uniform } from '../../../src/uncertainty/stream.ts'

const numbersOf = (seed: number, key: string, count: number): readonly number[] => {
  const stream = streamOf(seed, key)
  return Array.from({ length: count }, () => uniform(stream))
}

/** The low words of xoroshiro128+ as Blackman and Vigna publish it (2016: 55, 14, 36; 2018: 24, 16, 37), in big integers. */
function referenceWords(first: bigint, second: bigint, count: number): readonly number[] {
  const mask = (1n << 64n) - 1n
  const turned = (word: bigint, by: bigint): bigint => ((word << by) | (word >> (64n - by))) & mask
  let [s0, s1] = [first, second]
  return Array.from({ length: count }, () => {
    const sum = (s0 + s1) & mask
    s1 ^= s0
    s0 = turned(s0, 24n) ^ s1 ^ ((s1 << 16n) & mask)
    s1 = turned(s1, 37n)
    return Number(BigInt.asIntN(32, sum))
  })
}

describe('the generator', () => {
  test('is xoroshiro128+ as published', () => {
    const generator = xoroshiro128plus(42)
    // pure-rand starts from the words −1, ~seed and seed, 0.
    const words = referenceWords(0xffffffff_ffffffd5n, 42n << 32n, 1000)
    expect(Array.from({ length: 1000 }, () => generator.next())).toEqual(words.map((word) => word))
  })
})

describe('streams', () => {
  test('give the same numbers for the same seed and key', () => {
    expect(numbersOf(7, '/city/population', 100)).toEqual(numbersOf(7, '/city/population', 100))
  })

  test('differ by the seed, and by each unit of the key', () => {
    const firsts = [0, 1, 2, MAX_SEED].flatMap((seed) =>
      ['', 'a', 'b', 'aa', 'ab', 'ba', '/fleet/1', '/fleet/10'].map((key) => numbersOf(seed, key, 4).join()),
    )
    expect(new Set(firsts).size).toBe(firsts.length)
  })

  test('of near keys are uniform: χ² of 64 classes within 5 standard deviations', () => {
    const counts = new Float64Array(64)
    const n = 64_000
    for (let key = 0; key < 64; key += 1)
      for (const one of numbersOf(1, `a${key}`, 1000)) {
        expect(one).toBeGreaterThan(0)
        expect(one).toBeLessThan(1)
        counts[Math.floor(one * 64)] = (counts[Math.floor(one * 64)] as number) + 1
      }
    const squared = counts.reduce((sum, count) => sum + (count - n / 64) ** 2 / (n / 64), 0)
    // χ² with 63 degrees of freedom: mean 63, standard deviation √126.
    expect(Math.abs(squared - 63)).toBeLessThan(5 * Math.sqrt(126))
  })

  test('of near keys and of near seeds are not correlated', () => {
    const n = 10_000
    const rows = [
      ...Array.from({ length: 20 }, (_, key) => numbersOf(1, `a${key}`, n)),
      ...Array.from({ length: 20 }, (_, seed) => numbersOf(seed + 2, 'a0', n)),
    ]
    for (const [index, row] of rows.entries())
      for (const other of rows.slice(0, index)) {
        // Of independent uniform numbers, n·r is a sum of products of variance 1: standard deviation of r is 1/√n.
        const r = row.reduce((sum, x, at) => sum + (x - 0.5) * ((other[at] as number) - 0.5), 0) * (12 / n)
        expect(Math.abs(r)).toBeLessThan(5 / Math.sqrt(n))
      }
  })
})

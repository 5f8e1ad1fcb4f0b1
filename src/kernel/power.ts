/** The last terms of the series: the rest is less than the last bit for what a power is taken of here. */
const LAST_ODD = 41
const LAST_TERM = 30

/**
 * x to the power of s, by +, −, × and ÷ in a fixed order: the library's power may round differently from machine to
 * machine, and from language to language.
 *
 * @param x above 0
 * @param s such that s · ln x lies between −1 and 1, where no digit cancels
 */
export function power(x: number, s: number): number {
  return exponential(s * logarithm(x))
}

/** ln x = 2 · (t + t³/3 + t⁵/5 + …), t = (x − 1) ÷ (x + 1); ln 2 apart from one factor of 2 after another. */
function logarithm(x: number): number {
  if (x > 1.5) return logarithm(x / 2) + Math.LN2
  if (x < 0.75) return logarithm(x * 2) - Math.LN2
  const t = (x - 1) / (x + 1)
  const square = t * t
  let sum = 0
  for (let odd = LAST_ODD; odd >= 1; odd -= 2) sum = 1 / odd + square * sum
  return 2 * t * sum
}

/** 1 + y · (1 + y/2 · (1 + y/3 · …)). */
function exponential(y: number): number {
  let sum = 1
  for (let term = LAST_TERM; term >= 1; term -= 1) sum = 1 + (y / term) * sum
  return sum
}

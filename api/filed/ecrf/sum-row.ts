import type { FiledRow } from '../schema.ts'
import type { Reading } from './reading.ts'

const SUM_WORD = /^(sub-?total|total|sum|all|gesamt|summe|suma|somme)\b/i
/** Filed figures are rounded. */
const ROUNDING_SHARE = 0.001

const wordsOf = ({ activity, qualifier }: FiledRow): readonly string[] =>
  [activity, qualifier].flatMap((text) => text ?? [])

/** Rows without those that are the sum of others of their reference number: they would count twice. */
export function withoutSums(rows: readonly FiledRow[], reading: Reading): FiledRow[] {
  return rows.filter((row) => {
    const total = row.emissions?.co2e ?? null
    const parts = rows.filter((one) => one !== row && one.ref === row.ref && one.emissions !== null)
    const words = wordsOf(row)
    const saysSum = words.some((word) => SUM_WORD.test(word))
    if (total === null || total === 0 || parts.length < (saysSum ? 1 : 2)) return true
    const sum = parts.reduce((all, { emissions }) => all + (emissions?.co2e ?? 0), 0)
    if (Math.abs(sum - total) > total * ROUNDING_SHARE) return true
    const isTold = saysSum || (words.length === 0 && parts.every((part) => wordsOf(part).length > 0))
    reading.remark(
      { row: row.row - 1 },
      isTold
        ? `the sum of the other rows of ${row.ref}: not counted again`
        : `comes to the sum of the other rows of ${row.ref}, and was counted beside them`,
    )
    return !isTold
  })
}

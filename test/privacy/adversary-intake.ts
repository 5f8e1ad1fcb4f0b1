import { tableText } from '../../api/shell/table.ts'
import { MARKS, mutated, type Sorted, sumOf, tried } from './intake.ts'

/**
 * What is brought in: the table of tries and honest files, and many mutations of a seed.
 *
 * @param words `10000` mutations unless another number stands there, and a seed behind it
 */
export async function intakeTable([count = '10000', seed = '1']: readonly string[]): Promise<{
  readonly text: string
  readonly isHolding: boolean
}> {
  const { tries, honest } = await tried()
  const chance = await mutated(Number(seed), Number(count))
  const kept = sumOf(tries, ({ fates }) => fates.kept) / sumOf(tries, (one) => one.tries)
  const refused = sumOf(honest, (one) => one.wrong.length) / sumOf(honest, (one) => one.tries)
  const taken = chance.fates.kept / chance.tries
  const rows = [...tries, ...honest, chance].map(toRow)
  const wrong = [...tries, ...honest, chance].flatMap((one) =>
    one.wrong.map((name) => `  ${one.name}: ${name}`),
  )
  const share = (value: number): string => `${(100 * value).toFixed(2)} %`
  return {
    text: [
      tableText('What is brought in', HEADS, rows),
      `kept of the tries ${share(kept)} (mark ${share(MARKS.kept)}), refused of honest files ${share(refused)} (${share(MARKS.refused)}), taken of mutations ${share(taken)} (${share(MARKS.taken)})`,
      ...(wrong.length > 0 ? ['Not as they should be:', ...wrong] : []),
      '',
    ].join('\n'),
    isHolding: kept <= MARKS.kept && refused <= MARKS.refused && taken <= MARKS.taken,
  }
}

const HEADS = [
  { head: 'Class', width: 60 },
  { head: 'Files', numbers: true as const },
  { head: 'Refused', numbers: true as const },
  { head: 'Dropped', numbers: true as const },
  { head: 'Kept', numbers: true as const },
]

const toRow = ({ name, tries, fates }: Sorted): string[] => [
  name,
  ...[tries, fates.refused, fates.dropped, fates.kept].map(String),
]

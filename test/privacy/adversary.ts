import { tableText } from '../../api/shell/table.ts'
import { intakeTable } from './adversary-intake.ts'
import { ATTACKS } from './attacks.ts'

const [part, ...words] = process.argv.slice(2)
if (part === 'intake') {
  const { text, isHolding } = await intakeTable(words)
  process.stdout.write(text)
  if (!isHolding) process.exitCode = 1
} else {
  const rows: string[][] = []
  let isHolding = true
  for (const { suite, name, on, off } of ATTACKS) {
    const [real, broken] = [await on(), await off()]
    const isAsItShould = real.recoveries === 0 && broken.recoveries > 0
    if (!isAsItShould) isHolding = false
    rows.push([
      suite,
      name,
      String(real.tries),
      String(real.recoveries),
      String(broken.recoveries),
      isAsItShould ? '' : 'FAILS',
    ])
  }
  process.stdout.write(
    tableText(
      'Attacks on what is given out',
      [
        { head: 'Suite' },
        { head: 'Attack', width: 60 },
        { head: 'Tries', numbers: true },
        { head: 'Recoveries', numbers: true },
        { head: 'With the protection off', numbers: true },
        { head: '' },
      ],
      rows,
    ),
  )
  if (!isHolding) process.exitCode = 1
}

import { toProblem } from '../http/problem.ts'
import type { Fault } from '../request/failure.ts'
import { FactorSetRefused } from '../sets/factor-sets.ts'
import { ConfigRefused } from '../settings/config.ts'

/** Exit codes. */
export const REFUSED = 2
const FAILED = 1

const MAX_CANDIDATES = 6

/** The command cannot do what its arguments ask. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused'
}

/** A result was not reproduced; the report is written already. */
export class NotEqual extends Error {
  override readonly name = 'NotEqual'
}

/** An error as text for a shell. */
export function explainFailure(error: unknown): { readonly text: string; readonly exitCode: number } {
  if (error instanceof CommandRefused) return { text: `cordon: ${error.message}\n`, exitCode: REFUSED }
  if (error instanceof NotEqual) return { text: '', exitCode: FAILED }
  if (error instanceof ConfigRefused || error instanceof FactorSetRefused)
    return { text: `cordon: ${error.message}\n`, exitCode: FAILED }
  const { type, title, detail, errors = [] } = toProblem(error, 'shell')
  if (type === 'about:blank') {
    const trace = error instanceof Error ? error.stack : String(error)
    return { text: `cordon: an error in the program; please report it.\n${trace}\n`, exitCode: FAILED }
  }
  const lines = errors.length > 0 ? errors.map(faultText) : [`  ${detail}\n`]
  return { text: `cordon: ${title}.\n\n${lines.join('\n')}`, exitCode: REFUSED }
}

/** The place that a fault has, in the words of a shell; a fault of a file has a column and a count of rows. */
function placeText({ pointer, parameter, column, count, sheet, cell }: Fault): string {
  if (sheet !== undefined) return `sheet ${sheet}${cell === undefined ? '' : `, cell ${cell}`}`
  if (parameter !== undefined) return `--${parameter}`
  if (column === undefined) return pointer || '(the whole input)'
  return `column ${column}${count === undefined ? '' : `, ${count} ${count === 1 ? 'row' : 'rows'}`}`
}

function faultText(fault: Fault): string {
  const { code, detail, candidates = [] } = fault
  const place = placeText(fault)
  const shown = candidates.slice(0, MAX_CANDIDATES).join(', ')
  // Of faults between fields, the other ones.
  const head = candidates.every((one) => one.startsWith('/')) ? 'See' : 'Accepted'
  const hint =
    shown === '' ? '' : `      ${head}: ${shown}${candidates.length > MAX_CANDIDATES ? ', …' : ''}\n`
  return `  ${place}\n      ${detail} [${code}]\n${hint}`
}

import type { Reading, Statements } from './statements.ts'

/** Notes, in the transaction of a deletion, that its bytes are still in the file. */
export async function noteErasure(on: Statements, what: string, at: string): Promise<void> {
  await on.change('INSERT INTO erasure_due VALUES ($1, $2)', [what, at])
}

/** A deletion whose bytes are still there, and when it was. */
export interface DueErasure {
  readonly what: string
  readonly since: string
}

export const dueErasures = (on: Reading): Promise<DueErasure[]> =>
  on.rows('SELECT what, since FROM erasure_due')

/** Ends the erasures that were due when the bytes were erased: what another process noted since then stays due. */
export async function endErasures(on: Statements, due: readonly DueErasure[]): Promise<void> {
  for (const { what, since } of due)
    await on.change('DELETE FROM erasure_due WHERE what = $1 AND since = $2', [what, since])
}

/** In a file that is written anew while nobody else writes, every erasure ends. */
export const endErasure = async (on: Statements): Promise<void> => {
  await on.change('DELETE FROM erasure_due')
}

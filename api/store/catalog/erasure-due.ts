import type { Statements } from './statements.ts'

/** Notes, in the transaction of a deletion, that its bytes are still in the file. */
export async function noteErasure(on: Statements, what: string, at: string): Promise<void> {
  await on.change('INSERT INTO erasure_due VALUES ($1, $2)', [what, at])
}

export const endErasure = async (on: Statements): Promise<void> => {
  await on.change('DELETE FROM erasure_due')
}

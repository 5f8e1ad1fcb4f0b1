import { singleRefusal } from '../request/failure.ts'
import type { ImportDatabase } from '../store/intake.ts'

/** The first words of engine errors that concern the content of a file. */
const CONTENT_ERRORS = /^(Invalid Input|Conversion|IO|CSV|Invalid|Serialization|Out of Range|Could not)\b/

/**
 * A database whose errors repeat nothing of a file; the engine itself quotes lines and values in its messages.
 *
 * @throws {Failure} from its methods, when the content of the file is at fault
 */
export function shieldedDatabase(database: ImportDatabase): ImportDatabase {
  return {
    rows: (sql, values) => shielded(() => database.rows(sql, values)),
    run: (sql, values) => shielded(() => database.run(sql, values)),
  }
}

async function shielded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const text = error instanceof Error ? error.message : ''
    const [kind = 'Unknown'] = /^[A-Z]\w+( [A-Z]\w+)*/.exec(text) ?? []
    if (CONTENT_ERRORS.test(text))
      throw singleRefusal(
        'file-refused',
        'file-unreadable',
        'The file does not have the stated format, is damaged, or is not UTF-8 text.',
      )
    // Deliberately without the cause: its text may hold values.
    throw new Error(`A statement of the import failed (${kind}).`)
  }
}

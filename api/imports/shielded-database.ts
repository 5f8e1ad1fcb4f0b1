import { basename } from 'node:path'
import { Failure, type Fault, refusal } from '../request/failure.ts'
import type { ImportDatabase } from '../store/intake.ts'
import { StatementFailed, type UnreadableReason } from '../store/statement-failed.ts'

/**
 * A database whose errors repeat nothing of a file; the engine itself quotes lines and values in its messages.
 *
 * @throws {Failure} from its methods, when the content of the file is at fault
 * @throws {StatementFailed} when we are, or the disk
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
    if (error instanceof Failure) throw error
    throw refusalOf(error instanceof StatementFailed ? error : new StatementFailed(error))
  }
}

/** The engine itself failed over a file: it is used for no other. */
export class EngineBroken extends Failure {
  override readonly name = 'EngineBroken'
}

const REASONS: Readonly<Record<UnreadableReason, string>> = {
  'more-cells':
    'A row has more cells than the head has names: put text with a delimiter in it between quotes.',
  'fewer-cells': 'A row has fewer cells than the head has names.',
  'open-quote': 'A cell has a quote that is not closed, or text behind its closing quote.',
  'not-utf-8': 'The text is not UTF-8.',
  'long-line': 'A line is longer than any row of a table.',
  'mixed-line-ends':
    'Lines end in different ways (CRLF, LF or CR), or the text is no table: save it anew with one kind of line end.',
}

const UNREADABLE = 'The file does not have the stated format, or is damaged.'

function refusalOf(failed: StatementFailed): Error {
  const { kind, line, path, reason } = failed
  if (kind === 'memory')
    return refusal(
      [
        {
          code: 'file-too-large',
          detail: 'The file needs more memory than an import may use. Send it in parts.',
        },
      ],
      'file-refused',
    )
  if (kind !== 'unreadable' && kind !== 'broken') return failed
  const table = path?.endsWith('.txt') ? basename(path, '.txt') : undefined
  const what = reason === undefined ? UNREADABLE : REASONS[reason]
  const where = line === undefined ? '' : ` The first is line ${line}${table ? ` of ${table}.txt` : ''}.`
  const fault: Fault = {
    code: 'file-unreadable',
    ...(table === undefined ? {} : { column: table }),
    detail: `${what}${where}`,
  }
  const refused = refusal([fault], 'file-refused')
  return kind === 'broken' ? new EngineBroken(refused.slug, refused.detail, refused.more) : refused
}

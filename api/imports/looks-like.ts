import { Failure, type Fault } from '../request/failure.ts'
import type { Importer } from './importer.ts'
import { looksLikeText, recogniseFile } from './recognise.ts'

/** Faults that say that a file may be of another format than the one stated. */
const OF_THE_HEAD: ReadonlySet<Fault['code']> = new Set([
  'column-unknown',
  'column-missing',
  'person-level-data',
  'file-unreadable',
])

/**
 * A refusal that first says which format the file looks like, if it is another one; every other error as it is. What is
 * refused stays refused: columns about persons too.
 */
export function withLooksLike(
  error: unknown,
  firstBytes: Uint8Array,
  asked: Importer,
  importers: readonly Importer[],
): unknown {
  if (!(error instanceof Failure) || !error.faults.some(({ code }) => OF_THE_HEAD.has(code))) return error
  const found = recogniseFile(firstBytes, importers)
  const isAsked =
    found.formats[0]?.format === asked.format ||
    (found.container === 'workbook' && asked.containers.includes('xlsx'))
  if (isAsked) return error
  const detail = looksLikeText(found)
  if (detail === undefined) return error
  const first: Fault = { code: 'file-unreadable', detail }
  if (found.isResult) return new Failure('file-refused', detail, { errors: [first] })
  return new Failure(error.slug, `${detail} ${error.detail}`, {
    ...error.more,
    errors: [first, ...error.faults],
  })
}

import type { Importer } from '../imports/importer.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import type { ContentQuery } from './content-schema.ts'
import type { ImportOrder } from './import-file.ts'

/**
 * How to read a file, from the parameters of the caller.
 *
 * @throws {Failure} if there is no such format, or if it has no such options
 */
export function importOrderOf(
  dataset: string,
  { format, replaces, sameKeys, ...options }: ContentQuery,
  importers: readonly Importer[],
): ImportOrder {
  const importer = importers.find((one) => one.format === format)
  if (!importer)
    throw refusal([
      {
        code: 'invalid-field',
        parameter: 'format',
        detail: 'There is no such format.',
        candidates: nearestFirst(
          format,
          importers.map((one) => one.format),
        ),
      },
    ])
  const names = Object.keys(importer.options)
  const faults: readonly Fault[] = Object.keys(options)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      code: 'invalid-field',
      parameter: name,
      detail: 'The format has no such option.',
      candidates: nearestFirst(name, names),
    }))
  if (faults.length > 0) throw refusal(faults)
  return { dataset, importer, options, replaces, sameKeys }
}

/**
 * Whether an Accept header would rather have CSV than JSON. Without a preference JSON is given.
 *
 * @param accept the header, of which the first 500 characters count
 */
export const prefersCsv = (accept: string | undefined): boolean =>
  preferredType(accept, ['text/csv', 'application/json']) === 'text/csv'

/**
 * The type that an Accept header would rather have; of equals, the one offered first.
 *
 * @param accept the header, of which the first 500 characters count
 * @returns undefined if it names none of them
 */
export function preferredType<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  const ranges = (accept ?? '').slice(0, 500).split(',').map(readRange)
  const weight = (wanted: string): number => ranges.find(({ name }) => name === wanted)?.weight ?? 0
  const [best] = offered.filter((type) => weight(type) > 0).sort((a, b) => weight(b) - weight(a))
  return best
}

function readRange(text: string): { readonly name: string; readonly weight: number } {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const stated = parameters.find((part) => part.startsWith('q='))
  const weight = stated === undefined ? 1 : Number(stated.slice(2))
  return { name, weight: Number.isFinite(weight) ? weight : 0 }
}

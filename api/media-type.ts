/**
 * Whether an Accept header would rather have CSV than JSON. Without a preference JSON is given.
 *
 * @param accept the header, of which the first 500 characters count
 */
export function prefersCsv(accept: string | undefined): boolean {
  const ranges = (accept ?? '').slice(0, 500).split(',').map(readRange)
  const weight = (wanted: string): number => ranges.find(({ name }) => name === wanted)?.weight ?? 0
  const csv = weight('text/csv')
  return csv > 0 && csv >= weight('application/json')
}

function readRange(text: string): { readonly name: string; readonly weight: number } {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const stated = parameters.find((part) => part.startsWith('q='))
  const weight = stated === undefined ? 1 : Number(stated.slice(2))
  return { name, weight: Number.isFinite(weight) ? weight : 0 }
}

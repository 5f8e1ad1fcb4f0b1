/** Named groups of zones or cities, or the usual three. */
export type PairGrouping =
  | { readonly kind: 'cities' }
  | { readonly kind: 'named'; readonly groups: readonly NamedGroup[] }

/** Places that the caller takes together. */
export interface NamedGroup {
  readonly name: string
  /** Zones, or cities with all of their zones. */
  readonly members: readonly string[]
}

/** Stands for: inside one city, between two cities, to or from other places. */
export const BY_CITIES = 'cities'
export const GROUPS_EXAMPLE = 'delta: shanghai, hangzhou; capital: beijing'

const MAX_GROUPS = 20
const MAX_NAME = 60

/** How pairs are grouped, from its text: a name, a colon and its places for each group; or everything that is wrong with it. */
export function readGroups(
  text: string,
): { readonly grouping: PairGrouping } | { readonly faults: readonly string[] } {
  if (text.trim() === BY_CITIES) return { grouping: { kind: 'cities' } }
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0 || parts.length > MAX_GROUPS)
    return { faults: [`Write ${BY_CITIES}, or 1 to ${MAX_GROUPS} groups, such as "${GROUPS_EXAMPLE}".`] }
  const groups = parts.map((part): NamedGroup => {
    const colon = part.indexOf(':')
    const members = part
      .slice(colon + 1)
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    return { name: part.slice(0, Math.max(colon, 0)).trim(), members }
  })
  const faults = groups.flatMap(({ name, members }, at) =>
    name === '' || name.length > MAX_NAME || members.length === 0
      ? [`Group ${at + 1}: write a name, a colon and the zones or cities of it, such as "${GROUPS_EXAMPLE}".`]
      : [],
  )
  const names = groups.map(({ name }) => name)
  const all = groups.flatMap(({ members }) => members)
  for (const name of repeated(names.filter((one) => one !== '')))
    faults.push(`Two groups are called ${name}.`)
  for (const member of repeated(all)) faults.push(`${member} is in two groups: a pair would count twice.`)
  return faults.length > 0 ? { faults } : { grouping: { kind: 'named', groups } }
}

const repeated = (words: readonly string[]): readonly string[] => [
  ...new Set(words.filter((word, at) => words.indexOf(word) < at)),
]

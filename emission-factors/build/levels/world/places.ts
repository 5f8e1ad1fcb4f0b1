/** Countries outside Europe with levels of their own. */
export const COUNTRIES = ['CN', 'IN', 'JP', 'KR', 'BR', 'CA', 'AU', 'NZ'] as const
/** Groups whose levels are published as those of a region: no country of theirs has its own, but for Brazil. */
export const REGIONS = ['LAC', 'MDE', 'SSA', 'SEA', 'EUA'] as const

/** Groups whose level is the mean of members', where any stands; and which groups stand in for members. */
export const MEANS: readonly (readonly [code: string, of: readonly string[]])[] = [
  ['NOA', ['US', 'CA']],
  ['OCE', ['AU', 'NZ']],
  ['JKT', ['JP', 'KR']],
  ['CIN', ['CN']],
  ['SAS', ['IN', 'SEA']],
  ['CAS', ['EUA']],
  ['NAF', ['MDE', 'SSA']],
]

/** European groups: the mean of those of their countries that have levels. */
export const EUROPEAN_GROUPS = ['WEU', 'NEU', 'SEU', 'EEU'] as const

/** Countries without a level whose electric cars are counted and are more, or fewer, than those of their group. */
export const COUNTED_ELECTRIC = ['CR', 'IL', 'IS', 'TR', 'VN'] as const

/** Countries without a level whose blends are known, and are not those of their group. */
export const BLENDS_KNOWN = ['AR', 'CO', 'ID'] as const

export const WORLD = 'GLO'

/** Every group that has a level. */
export const GROUPS: readonly string[] = [...EUROPEAN_GROUPS, ...MEANS.map(([code]) => code), ...REGIONS]

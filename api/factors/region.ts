import countries from 'i18n-iso-countries'
import type { FactorSet } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'

const WORLD = 'GLO'

/** A region of a factor set as a reader knows it: `United Kingdom`, `Europe`, `the world`, `US-MROW in United States of America`. */
export function regionName(set: FactorSet, code: string): string {
  if (code === WORLD) return 'the world'
  const group = set.group(code)
  if (group) return group.name
  const home = set.content.subnational[code]
  if (home !== undefined) return `${code} in ${countryName(home)}`
  return countryName(code)
}

const countryName = (code: string): string => countries.getName(code, 'en') ?? code

/**
 * The region that a text names: a code in upper or lower case, the name of a country in English, of a country group,
 * or `world`.
 *
 * @returns the code, or what is wrong with the text
 */
export function readRegion(set: FactorSet, text: string): string | Fault {
  const typed = text.trim()
  const code = typed.toUpperCase()
  const known = codesOf(set).includes(code) ? code : countries.toAlpha2(code)
  if (known !== undefined) return known
  const lower = typed.toLowerCase()
  if (lower === 'world') return WORLD
  const group = set.content.groups.find(({ name }) => name.toLowerCase() === lower)
  const named = group?.code ?? countries.getSimpleAlpha2Code(typed, 'en')
  if (named !== undefined) return named
  const names = Object.values(countries.getNames('en'))
  return {
    code: 'invalid-field',
    parameter: 'country',
    detail: 'Not a country, grid or country group that is known here.',
    candidates: nearestFirst(typed, typed.length > 3 ? [...names, ...codesOf(set)] : codesOf(set)),
  }
}

const codes = new WeakMap<FactorSet['content'], readonly string[]>()

/** The codes that a set speaks of besides those of all countries; gathered once. */
function codesOf({ content }: FactorSet): readonly string[] {
  const known = codes.get(content)
  if (known) return known
  const { subnational, groups, records } = content
  const all = [
    WORLD,
    ...groups.map(({ code }) => code),
    ...Object.keys(subnational),
    ...new Set(records.map(({ region }) => region)),
  ]
  codes.set(content, all)
  return all
}

import { type FactorSet, MODES, type Mode } from '../../src/index.ts'

/** What the default of a mode in a country stands on. */
type Footing =
  | { readonly on: 'anchor'; readonly from: number; readonly to: number }
  | { readonly on: 'own' | 'group' | 'none' }

/** Years that the country's own statistics give, themselves or scaled to each other. */
const ANCHORED: ReadonlySet<string> = new Set(['published', 'overlap'])

/**
 * Country by mode: `anchor` with the years that the country's own statistics give; `own` for a series or record of the
 * country that other figures carry; `group` where its group or the world stands in; `none` where nothing does.
 */
export function footingTable(set: FactorSet): string {
  const { records } = set.content
  const inUse = records.filter(({ kind, role }) => ENERGY.has(kind) && role === undefined)
  const modes = MODES.filter((mode) => inUse.some((record) => record.mode === mode))
  const countries = [
    ...new Set(inUse.map(({ region }) => region).filter((region) => region.length === 2)),
  ].sort()
  const known = new Map<string, { years: number[] }>()
  for (const { mode, region, spliced, yearFrom } of inUse) {
    const key = `${mode}|${region}`
    const of = known.get(key) ?? { years: [] }
    if (spliced !== undefined && ANCHORED.has(spliced) && yearFrom !== undefined) of.years.push(yearFrom)
    known.set(key, of)
  }
  const footingOf = (mode: Mode, country: string): Footing => {
    const own = known.get(`${mode}|${country}`)
    if (own && own.years.length > 0)
      return { on: 'anchor', from: Math.min(...own.years), to: Math.max(...own.years) }
    if (own) return { on: 'own' }
    const isHeld = set.regionChain(country).some((code) => code !== country && known.has(`${mode}|${code}`))
    return { on: isHeld ? 'group' : 'none' }
  }
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    row(['', ...modes]),
    row(['---', ...modes.map(() => '---')]),
    ...countries.map((country) => row([country, ...modes.map((mode) => wordOf(footingOf(mode, country)))])),
    row(['others', ...modes.map((mode) => wordOf(footingOf(mode, ELSEWHERE)))]),
  ].join('\n')
}

/** Kinds that say how much energy, or how many grams, a kilometre takes. */
const ENERGY: ReadonlySet<string> = new Set(['energy-level', 'energy-intensity', 'direct-factor'])

/** A country that nobody publishes a figure of: a code that ISO 3166 keeps free for its users. */
const ELSEWHERE = 'ZZ'

function wordOf(footing: Footing): string {
  if (footing.on !== 'anchor') return footing.on
  const { from, to } = footing
  return from === to ? `${from}` : `${from}–${to}`
}

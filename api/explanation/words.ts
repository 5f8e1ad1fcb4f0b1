import { MODE_PROPERTIES, MODES } from '../../src/index.ts'
import type { LineDocument } from './document-schema.ts'
import type { Group } from './figures.ts'

/** Names that differ from line to line though they are one kind of operand. */
const SAME_KIND: readonly (readonly [RegExp, string])[] = [
  [/^share of \S+ in its (energy|volume)$/, 'share of biofuel in its $1'],
  [/^\S+ used$/, 'fuel or electricity used'],
  [/^(.+) per (?:kWh|MJ) generated$/, '$1 per energy generated'],
]

/** What kind of operand a parameter is: `Car: share of distance, medium petrol` is a `share of distance`. */
export function labelOf(name: string): string {
  const what = name.slice(name.indexOf(': ') < 0 ? 0 : name.indexOf(': ') + 2)
  const [kind = what] = what.split(', ')
  const same = SAME_KIND.find(([pattern]) => pattern.test(kind))
  const label = same ? kind.replace(...same) : kind
  return /^[A-Z][a-z]/.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label
}

const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/^population$/, 'P'],
  [/^trips per person and day$/, 'r'],
  [/^days of travel.*$/, 'd'],
  [/^share of trips$/, 's'],
  [/^trips$/, 'T'],
  [/^mean trip length$/, 'l'],
  [/^vehicle distance$/, 'D'],
  [/^passenger distance$/, 'Dp'],
  [/^tonne distance$/, 'Dt'],
  [/^vehicles$/, 'N'],
  [/^distance of a vehicle in a year$/, 'a'],
  [/^part of the year$/, 'y'],
  [/^occupancy$/, 'o'],
  [/^load$/, 'w'],
  [/^distance without passengers$/, 'z'],
  [/^share of distance$/, 'f'],
  [/^utility factor.*$/, 'u'],
  [/^energy intensity.*$/, 'e'],
  [/^fuel or electricity used$/, 'E'],
  [/^density$/, 'ρ'],
  [/^net calorific value$/, 'H'],
  [/^energy in a (?:litre|kilogram)$/, 'h'],
  [/^share of biofuel in its energy$/, 'b'],
  [/^share of biofuel in its volume$/, 'v'],
  [/^(\S+) per energy$/, 'c_$1'],
  [/^(\S+) per energy generated$/, 'g_$1'],
  [/^(\S+) per ([vpt]km)$/, 'k_$1'],
  [/^share of generation lost$/, 'λ'],
  [/^well-to-tank$/, 'W'],
  [/^fuel-economy index$/, 'i'],
  [/^energy with cold starts.*$/, 'κ'],
  [/^global warming potential of (\S+)$/, 'GWP_$1'],
  [/^mean speed$/, 'V'],
  [/^mean outdoor temperature$/, 't'],
]

/** The symbol of a kind of operand; `x` where the kind is not one of the usual. */
export function symbolOfLabel(label: string): string {
  const known = SYMBOLS.find(([pattern]) => pattern.test(label))
  return known ? label.replace(...known) : 'x'
}

/** A line in words: `Car, medium petrol euro-5, petrol, within`. */
export function lineText({
  mode,
  vehicleClass,
  powertrain,
  emissionStandard,
  carrier,
  flow,
  beyondBoundary,
}: LineDocument): string {
  const vehicle = [vehicleClass, powertrain, emissionStandard].filter((part) => part !== undefined).join(' ')
  const parts = [
    mode ? MODE_PROPERTIES[mode].title : 'Fuel sold',
    vehicle,
    carrier === powertrain ? undefined : carrier,
    flow,
    beyondBoundary ? 'outside the boundary' : undefined,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(', ')
}

const NOT_SPLIT_TEXTS: Readonly<Record<string, string>> = {
  byFlow: 'lines of all flows together',
  byCarrier: 'lines without a carrier',
  byMode: 'fuel sold to all modes together',
  bySector: 'fuel sold to all sectors together',
}

/** A group in words, behind "CO2e of". */
export function groupText(group: Group | undefined): string {
  if (group === undefined) return 'the whole city'
  const { by, key } = group
  if (by === 'byMode' && key !== 'not-split') {
    const mode = MODES.find((one) => one === key)
    return `mode ${key}${mode && MODE_PROPERTIES[mode].title.toLowerCase() !== key ? ` (${MODE_PROPERTIES[mode].title})` : ''}`
  }
  if (key === 'not-split') return NOT_SPLIT_TEXTS[by] ?? 'lines that are not split'
  const words = by.slice(2).replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`)
  return `${words.toLowerCase()} ${key}`
}

import { lettersOf } from './intake-files.ts'

/** The code of the nth area. */
export type AreaCode = (at: number, random: () => number) => string
const pad = (value: number, length: number): string => String(value).padStart(length, '0')
const check = (six: string): string => {
  const sum = [...six].reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (product > 9 ? product - 9 : product)
  }, 0)
  return `${six}${(10 - (sum % 10)) % 10}`
}
/** H3 cells of a resolution: base cell 15, some digits, and sevens behind them. */
const h3 = (resolution: number, random: () => number): bigint => {
  let index = (1n << 59n) | (BigInt(resolution) << 52n) | (15n << 45n)
  for (let at = 1; at <= 15; at += 1)
    index |= BigInt(at > resolution ? 7 : Math.floor(random() * 7)) << BigInt(3 * (15 - at))
  return index
}
/** S2 cells of a level: face 2, position, and the one bit behind it. */
const s2 = (level: number, random: () => number): bigint => {
  let id = 2n
  for (let at = 0; at < level; at += 1) id = (id << 2n) | BigInt(Math.floor(random() * 4))
  return ((id << 1n) | 1n) << BigInt(2 * (30 - level))
}
const GH = '0123456789bcdefghjkmnpqrstuvwxyz'
const UPPER = 'ABCDEFGHJKLMNPRSTUVWXYZ'

/** Codes of areas by their system; the 58 that were tried on the first build. */
export const AREAS: Readonly<Record<string, AreaCode>> = {
  'LSOA, England': (at) => `E0100${pad(1000 + at, 4)}`,
  'MSOA, England': (at) => `E0200${pad(1000 + at, 4)}`,
  'output areas, England': (at) => `E0001${pad(1000 + at, 4)}`,
  'data zones, Scotland': (at) => `S0100${pad(6506 + at, 4)}`,
  'wards, Wales': (at) => `W0500${pad(1000 + at, 4)}`,
  'local authorities, Great Britain': (at) => `E0800${pad(10 + at, 4)}`,
  'postcode sectors': (at) => `LS${1 + (at % 20)} ${at % 10}`,
  'postcode districts': (at) => `LS${1 + at}`,
  postcodes: (at) => `LS${1 + (at % 20)} ${at % 10}A${UPPER[at % 20]}`,
  'IRIS, France': (at) => `75101${pad(101 + at, 4)}`,
  'IRIS, Corsica': (at) => `2A004${pad(101 + at, 4)}`,
  'communes, France': (at) => `690${pad(10 + at, 2)}`,
  'ARS, Germany': (at) => `11000${pad(1 + at, 7)}`,
  'AGS, Germany': (at) => `0916${pad(2000 + at, 4)}`,
  'LOR, Berlin': (at) => `0${1 + (at % 9)}${pad(10101 + at, 6)}`,
  'PC4, the Netherlands': (at) => String(1011 + at),
  'PC6, the Netherlands': (at) => `${1011 + at}AB`,
  'buurten, the Netherlands': (at) => `BU0363${pad(1 + at, 4)}`,
  'NUTS 3': (at) => `ES3${pad(at, 2)}`,
  'ISO 3166-2': (at) => `DE-${UPPER[at % 20]}${UPPER[(at * 3) % 20]}`,
  'municipalities, Spain': (at) => `08${pad(1 + 7 * at, 3)}`,
  'districts, Spain (MITMA)': (at) => `${pad(801900 + at, 7)}`,
  'aggregated municipalities, Spain': (at) => `${pad(1001 + at, 5)}_AM`,
  'sections, Barcelona': (at) => `08019${pad(1 + (at % 10), 2)}${pad(1 + at, 3)}`,
  'sections, A Coruña': (at) => `15030${pad(1 + (at % 8), 2)}${pad(1 + at, 3)}`,
  'sections, Tolosa': (at) => `2007101${pad(1 + at, 3)}`,
  'sections, Valencia': (at) => `46250${pad(1 + (at % 15), 2)}${pad(1 + at, 3)}`,
  'sections, Girona': (at) => `17079${pad(1 + (at % 6), 2)}${pad(1 + at, 3)}`,
  'census sections, Italy': (at) => `058091${pad(1 + at, 7)}`,
  'comuni, Italy': (at) => pad(58001 + at, 6),
  'concelhos, Portugal': (at) => pad(1101 + at, 4),
  'grunnkretser, Norway': (at) => `0301${pad(101 + at, 4)}`,
  'counties, USA': (at) => `06${pad(1 + 2 * at, 3)}`,
  'tracts, USA': (at) => `06037${pad(206300 + at, 6)}`,
  'tracts, Alabama, without their zero': (at) => `1073${pad(100 + at, 6)}`,
  'block groups, USA': (at) => `27053000${pad(101 + at, 4)}`,
  'blocks, USA': (at, random) =>
    `36061${pad(100 + 100 * (at % 4), 6)}${1 + Math.floor(random() * 3)}${pad(at, 3)}`,
  'blocks, USA, with their prefix': (at) => `1000000US36061000100${pad(1000 + at, 4)}`,
  'tracts, USA, with their prefix': (at) => `1400000US06037${pad(206300 + at, 6)}`,
  'dissemination areas, Canada': (at) => `3520${pad(1001 + at, 4)}`,
  'forward sortation areas, Canada': (at) => `M${1 + (at % 9)}${UPPER[at % 20]}`,
  'AGEB, Mexico': (at) => `090150001${pad(1 + at, 3)}A`,
  'setores, Brazil': (at) => `${check('355030')}05${pad(1 + (at % 3), 2)}${pad(1 + at, 4)}`,
  'municipios, Brazil': (at) => check(String(355000 + 7 * at)),
  'villages, India': (at) => `0912${pad(7, 1)}00${pad(623 + at, 3)}${pad(119_000 + 13 * at, 6)}`,
  'wards, India': (at) => `KA-BLR-W${pad(1 + at, 3)}`,
  'adcodes, China': (at) => String(440300 + at),
  'streets, China': (at) => `440305${pad(1 + at, 3)}`,
  'neighbourhoods, Korea': (at) => `11680${101 + at}00`,
  'output areas, Korea': (at) => `1101053${pad(10_001 + at, 7)}`,
  'meshes, Japan': (at) =>
    `5339${4 + (at % 3)}${at % 8}${at % 10}${(at * 3) % 10}${1 + (at % 4)}${1 + ((at * 3) % 4)}`,
  'SA2, Australia': (at) => `10102${pad(1007 + at, 4)}`,
  'INSPIRE grid of 1 km': (at) => `CRS3035RES1000mN${3_279_000 + 1000 * at}E4553000`,
  'H3 of resolution 8': (_, random) => h3(8, random).toString(16),
  'H3 of resolution 7 in digits': (_, random) => String(h3(7, random)),
  'S2 of level 12 in digits': (_, random) => String(s2(12, random)),
  'quadkeys of level 15': (_, random) => `1202203${lettersOf(random, 8, '0123')}`,
  'geohash 6': (_, random) => `u33d${lettersOf(random, 2, GH)}`,
}

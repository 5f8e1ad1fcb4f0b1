import type { RegionGroup } from '../domain.ts'

/** Provinces of the Chinese announcements → ISO 3166-2. */
export const CHINA_PROVINCES: Readonly<Record<string, string>> = {
  Beijing: 'CN-BJ',
  Tianjin: 'CN-TJ',
  Hebei: 'CN-HE',
  Shanxi: 'CN-SX',
  'Inner Mongolia': 'CN-NM',
  Liaoning: 'CN-LN',
  Jilin: 'CN-JL',
  Heilongjiang: 'CN-HL',
  Shanghai: 'CN-SH',
  Jiangsu: 'CN-JS',
  Zhejiang: 'CN-ZJ',
  Anhui: 'CN-AH',
  Fujian: 'CN-FJ',
  Jiangxi: 'CN-JX',
  Shandong: 'CN-SD',
  Henan: 'CN-HA',
  Hubei: 'CN-HB',
  Hunan: 'CN-HN',
  Guangdong: 'CN-GD',
  Guangxi: 'CN-GX',
  Hainan: 'CN-HI',
  Chongqing: 'CN-CQ',
  Sichuan: 'CN-SC',
  Guizhou: 'CN-GZ',
  Yunnan: 'CN-YN',
  Shaanxi: 'CN-SN',
  Gansu: 'CN-GS',
  Qinghai: 'CN-QH',
  Ningxia: 'CN-NX',
  Xinjiang: 'CN-XJ',
}

/** Regional grids of the Chinese announcements. */
export const CHINA_GRIDS: Readonly<Record<string, string>> = {
  North: 'CN-NORTH',
  Northeast: 'CN-NORTHEAST',
  East: 'CN-EAST',
  Central: 'CN-CENTRAL',
  Northwest: 'CN-NORTHWEST',
  South: 'CN-SOUTH',
  Southwest: 'CN-SOUTHWEST',
}

const EUROPE =
  'AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA'

/** Country groups of the set. */
export const GROUPS: readonly RegionGroup[] = [
  { code: 'EUR', name: 'Europe', members: EUROPE.split(' '), sourceId: 'un-m49' },
]

/** Where a look-up goes when neither the country, its groups nor the world have a figure. */
export const STAND_INS = ['EUR', 'GB', 'US'] as const

/** Subnational codes among the regions of records → the country they lie in. */
export function subnationalOf(regions: Iterable<string>): Record<string, string> {
  const codes = [...new Set(regions)].filter((region) => region.includes('-')).sort()
  return Object.fromEntries(codes.map((code) => [code, code.slice(0, 2)]))
}

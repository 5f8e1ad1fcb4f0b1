import type { RegionGroup, Source } from '../domain.ts'
import type { Contribution } from './row.ts'

const ACCESSED = '2026-11-28'
const SOURCE: Source = {
  id: 'cordon-regions',
  title: 'Countries whose road vehicles are alike',
  publisher: 'Cordon, after UN M49 and the regions of the UC Davis transportation database',
  edition: '2026',
  published: '2026',
  accessed: ACCESSED,
  licence: 'Facts cited',
  attribution: 'After the United Nations Statistics Division, M49, and Mishra et al., UC Davis (2013)',
  note: 'Neighbours stand in where nothing is published: Hong Kong, Macao and North Korea with China, Taiwan with Japan and Korea, Pacific islands with Australia and New Zealand, which their vehicles come from second-hand. Türkiye is with Southern Europe for its fleet.',
}

const codes = (text: string): readonly string[] => text.split(' ').sort()

const WESTERN_EUROPE = 'GB IE FR BE NL LU DE AT CH LI MC IM JE GG'
const NORTHERN_EUROPE = 'SE NO FI DK IS FO AX SJ GL'
const SOUTHERN_EUROPE = 'ES PT IT GR MT CY AD SM VA GI TR'
const EASTERN_EUROPE = 'PL CZ SK HU RO BG HR SI EE LV LT AL BA RS ME MK XK'
const EURASIA = 'RU UA BY MD GE AM AZ'
const CENTRAL_ASIA = 'KZ KG TJ TM UZ MN'
const CHINA = 'CN HK MO KP'
const JAPAN_KOREA = 'JP KR TW'
const MIDDLE_EAST = 'SA AE QA KW BH OM YE IQ IR IL PS JO LB SY'
const NORTH_AFRICA = 'EG LY TN DZ MA EH SD'

/**
 * Groups between a country and the world. None has the letters of a country's three-letter code, so that a reader who types
 * one is understood.
 */
const GROUPS: readonly (readonly [code: string, name: string, members: string])[] = [
  ['WEU', 'Western Europe', WESTERN_EUROPE],
  ['NEU', 'Northern Europe', NORTHERN_EUROPE],
  ['SEU', 'Southern Europe', SOUTHERN_EUROPE],
  ['EEU', 'Central and Eastern Europe', EASTERN_EUROPE],
  ['EUA', 'Russia, its western neighbours and the Caucasus', EURASIA],
  ['CAS', 'Central Asia', CENTRAL_ASIA],
  ['CIS', 'Russia, its neighbours and Central Asia', `${EURASIA} ${CENTRAL_ASIA}`],
  ['NOA', 'North America', 'US CA PM BM PR VI UM'],
  ['OCE', 'Oceania', 'AU NZ NF CX CC HM FJ PG SB VU NC PF WS TO KI TV NR PW FM MH GU MP AS CK NU TK WF PN'],
  ['CIN', 'China and its neighbours', CHINA],
  ['JKT', 'Japan, Korea and Taiwan', JAPAN_KOREA],
  ['EAS', 'East Asia', `${CHINA} ${JAPAN_KOREA}`],
  ['SAS', 'South Asia', 'IN PK BD LK NP BT MV AF'],
  ['SEA', 'South-East Asia', 'ID MY SG TH VN PH MM KH LA BN TL'],
  [
    'LAC',
    'Latin America and the Caribbean',
    'BR MX AR CL CO PE VE EC BO PY UY GY SR GF GT HN SV NI CR PA BZ CU DO HT JM TT BS BB GD LC VC DM AG KN AI AW CW SX BQ VG KY TC MS GP MQ BL MF FK GS',
  ],
  ['MDE', 'Middle East', MIDDLE_EAST],
  ['NAF', 'North Africa', NORTH_AFRICA],
  ['MEA', 'Middle East and North Africa', `${MIDDLE_EAST} ${NORTH_AFRICA}`],
  [
    'SSA',
    'Sub-Saharan Africa',
    'NG GH CI SN ML BF NE TG BJ GN GW SL LR GM CV MR CM GA GQ CG CD CF TD ST AO ZM ZW MW MZ BW NA ZA SZ LS MG MU SC KM RE YT KE UG TZ RW BI ET ER DJ SO SS SH IO',
  ],
]

/** Every group that this build adds. */
export const listGroups = (): readonly RegionGroup[] =>
  GROUPS.map(([code, name, members]) => ({ code, name, members: codes(members), sourceId: SOURCE.id }))

/** Groups of countries for every country that has roads. */
export const regions = (): Contribution => ({
  sources: [SOURCE],
  groups: listGroups(),
  records: [],
  series: [],
  years: [],
  replaces: () => false,
})

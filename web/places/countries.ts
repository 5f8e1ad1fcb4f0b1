import type { Language } from '../words/language.ts'

/** Country codes of ISO 3166-1 alpha-2. */
const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  )

/** Languages in which a country's name is understood, whatever the page speaks. */
const SPELLINGS = ['en', 'de', 'es', 'fr', 'pt', 'zh', 'it', 'nl', 'pl', 'sv', 'ja']

/** Countries that measure roads in miles. */
const IN_MILES: ReadonlySet<string> = new Set(['US', 'GB'])
export const isInMiles = (country: string | undefined): boolean =>
  country !== undefined && IN_MILES.has(country)

const namesIn = (language: string): ((code: string) => string) => {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return (code) => names.of(code) ?? code
}

/** All countries by their names in a language, in its order. */
export function countriesIn(language: Language): readonly { readonly code: string; readonly name: string }[] {
  const nameOf = namesIn(language)
  const collator = new Intl.Collator(language)
  return CODES.map((code) => ({ code, name: nameOf(code) })).sort((one, other) =>
    collator.compare(one.name, other.name),
  )
}

let byName: Map<string, string> | undefined

const folded = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** The code of a country by its code, or its name in any of eleven languages; undefined where none has that name. */
export function findCountry(typed: string): string | undefined {
  byName ??= new Map(
    SPELLINGS.map(namesIn).flatMap((nameOf) => CODES.map((code) => [folded(nameOf(code)), code] as const)),
  )
  const code = typed.trim().toUpperCase()
  if (code === 'UK') return 'GB'
  return CODES.includes(code) ? code : byName.get(folded(typed))
}

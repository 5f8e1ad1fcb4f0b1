/** What moves over a distance. Without one of these, a kilometre is only a length. */
export const CARRIERS = ['vehicle', 'passenger', 'cargo'] as const
export type Carrier = (typeof CARRIERS)[number]

export interface Term {
  /** In mathjs spelling, including the units of `dimensions.ts`. */
  readonly expression: string
  /** `length` lacks a carrier, `mass` may be followed by a gas. */
  readonly role: 'length' | 'mass' | 'other'
}

// Maps, not objects: a caller's `constructor` or `__proto__` must find nothing.
/** Case matters for these phrases, because `Mg` is not `mg`. */
const SYMBOLS = new Map<string, Term>()
/** Case does not matter for these phrases. Keys are lower case, with one space between words. */
const WORDS = new Map<string, Term>()

function symbols(expressions: Readonly<Record<string, string>>, role: Term['role'] = 'other'): void {
  for (const [symbol, expression] of Object.entries(expressions)) SYMBOLS.set(symbol, { expression, role })
}

function words(expression: string, spellings: readonly string[], role: Term['role'] = 'other'): void {
  for (const spelling of spellings) WORDS.set(spelling, { expression, role })
}

symbols({ m: 'm', km: 'km', mi: 'mile', nmi: 'nauticalMile' }, 'length')
words('m', ['metre', 'metres', 'meter', 'meters'], 'length')
words('km', ['kilometre', 'kilometres', 'kilometer', 'kilometers', 'kms'], 'length')
words('mile', ['mile', 'miles', 'statute mile', 'statute miles'], 'length')
words('nauticalMile', ['nautical mile', 'nautical miles'], 'length')

symbols(
  { mg: 'mg', g: 'g', kg: 'kg', Mg: 'Mg', Gg: 'Gg', t: 'tonne', kt: 'kilotonne', Mt: 'megatonne' },
  'mass',
)
symbols({ lb: 'lbm', lbs: 'lbm' }, 'mass')
words('g', ['gram', 'grams', 'gramme', 'grammes'], 'mass')
words('kg', ['kilogram', 'kilograms', 'kilogramme', 'kilogrammes'], 'mass')
words('tonne', ['tonne', 'tonnes', 'metric ton', 'metric tons', 'metric tonne', 'metric tonnes'], 'mass')
words('kilotonne', ['kilotonne', 'kilotonnes'], 'mass')
words('megatonne', ['megatonne', 'megatonnes'], 'mass')
words('lbm', ['pound', 'pounds'], 'mass')
words('shortTon', ['short ton', 'short tons', 'us ton', 'us tons'], 'mass')
words('longTon', ['long ton', 'long tons', 'imperial ton', 'imperial tons'], 'mass')

symbols({ mL: 'mL', ml: 'mL', L: 'L', l: 'L', kL: 'kL', ML: 'ML', m3: 'm^3' })
words('L', ['litre', 'litres', 'liter', 'liters'])
words('m^3', ['cubic metre', 'cubic metres', 'cubic meter', 'cubic meters'])
symbols({ m2: 'm^2', km2: 'km^2', mi2: 'mile^2', ha: 'hectare' })
words('m^2', ['sq m', 'square metre', 'square metres', 'square meter', 'square meters'])
words('km^2', ['sq km', 'sq. km', 'sqkm', 'square km', 'square kilometre', 'square kilometres'])
words('km^2', ['square kilometer', 'square kilometers'])
words('mile^2', ['sq mi', 'sq. mi', 'sqmi', 'sq mile', 'sq miles', 'square mile', 'square miles'])
words('hectare', ['hectare', 'hectares'])
words('internationalAcre', ['acre', 'acres', 'ac'])
const gallon = (places: readonly string[]): string[] =>
  ['gal', 'gallon', 'gallons'].flatMap((word) =>
    places.flatMap((place) => [`${place} ${word}`, `${word} ${place}`, `${word} (${place})`]),
  )
words('usGallon', gallon(['us', 'u.s.', 'us liquid']))
words('imperialGallon', gallon(['imp', 'imperial', 'uk']))

for (const prefix of ['', 'k', 'M', 'G', 'T', 'P']) {
  symbols({ [`${prefix}J`]: `${prefix}J`, [`${prefix}Wh`]: `${prefix}Wh` })
}
symbols({ toe: 'toe', ktoe: 'ktoe', Mtoe: 'Mtoe' })
words('btuIT', ['btu', 'btus'])
words('mmBtu', ['mmbtu', 'mmbtus'])
words('thermEC', ['therm', 'therms'])

symbols({ h: 'hour', hr: 'hour', s: 'second', d: 'serviceDay', a: 'serviceYear', yr: 'serviceYear' })
words('hour', ['hour', 'hours'])
words('second', ['second', 'seconds'])
words('serviceDay', ['day', 'days'])
words('serviceWeek', ['week', 'weeks'])
words('serviceYear', ['year', 'years', 'annum'])

symbols({ '%': 'hundredth' })
words('hundredth', ['percent'])
words('share', ['share'])
words('trip', ['trip', 'trips'])
words('passenger', ['person', 'persons', 'people', 'passenger', 'passengers', 'pax', 'cap', 'capita'])
words('passenger', ['inhabitant', 'inhabitants', 'resident', 'residents'])
words('vehicle', ['vehicle', 'vehicles', 'veh'])

const LENGTH_WORDS: readonly (readonly [length: string, spellings: readonly string[]])[] = [
  ['km', ['km', 'kms', 'kilometre', 'kilometres', 'kilometer', 'kilometers']],
  ['mile', ['mi', 'mile', 'miles']],
]
const TRAVELLER_WORDS: readonly (readonly [carrier: string, spellings: readonly string[]])[] = [
  ['vehicle', ['v', 'veh', 'vehicle']],
  ['passenger', ['p', 'pax', 'pass', 'passenger', 'person']],
]
const CARGO_WORDS: readonly (readonly [mass: string, spellings: readonly string[]])[] = [
  ['tonne', ['t', 'tonne', 'metric ton', 'metric tonne']],
  ['shortTon', ['short ton', 'us ton']],
  ['longTon', ['long ton', 'imperial ton']],
]
for (const [length, lengths] of LENGTH_WORDS) {
  for (const [carrier, carriers] of TRAVELLER_WORDS) {
    const phrases = carriers.flatMap((first) => lengths.map((last) => `${first} ${last}`))
    const travelled = phrases.flatMap((phrase) => [`${phrase} travelled`, `${phrase} traveled`])
    words(`${length} ${carrier}`, [...phrases, ...travelled])
  }
  for (const [mass, masses] of CARGO_WORDS) {
    const phrases = masses.flatMap((first) => lengths.map((last) => `${first} ${last}`))
    words(`${mass} ${length} cargo`, phrases)
  }
}
words('km vehicle', ['vkt'])
words('mile vehicle', ['vmt'])
words('km passenger', ['pkt'])
words('mile passenger', ['pmt'])
for (const [prefix, km, mile] of [
  ['', 'km', 'mile'],
  ['k', 'Mm', 'thousandMile'],
  ['M', 'Gm', 'millionMile'],
  ['G', 'Tm', 'billionMile'],
]) {
  symbols({
    [`${prefix}vkm`]: `${km} vehicle`,
    [`${prefix}pkm`]: `${km} passenger`,
    [`${prefix}tkm`]: `tonne ${km} cargo`,
    [`${prefix}vmi`]: `${mile} vehicle`,
    [`${prefix}pmi`]: `${mile} passenger`,
  })
}

/** A length per year is the distance of one vehicle; the distance of a whole fleet would be in vkm. */
function inYear(text: string, lengths: readonly string[]): [text: string, spellings: readonly string[]][] {
  const years = ['/a', '/yr', '/year', ' per year', ' per annum', ' a year']
  return [[text, lengths.flatMap((length) => years.map((year) => `${length}${year}`))]]
}

/** Units that stand for another text, in any case. */
const REWRITTEN: readonly (readonly [text: string, spellings: readonly string[]])[] = [
  ['mi/h', ['mph']],
  ['km/h', ['kph', 'kmh', 'kmph']],
  ['nmi/h', ['kn', 'knot', 'knots']],
  ['percent', ['per cent']],
  ['mi/us gal', ['mpg (us)', 'mpg us', 'us mpg', 'mpgus']],
  ['mi/imp gal', ['mpg (imperial)', 'mpg (imp)', 'mpg (uk)', 'mpg imperial', 'mpg imp', 'mpg uk']],
  ['mi/imp gal', ['imperial mpg', 'imp mpg', 'uk mpg', 'mpguk']],
  ...inYear('km/vehicle/a', ['km', 'kms', 'kilometres', 'kilometers']),
  ...inYear('mi/vehicle/a', ['mi', 'miles']),
]
const REWRITES = new Map(
  REWRITTEN.flatMap(([text, spellings]) => spellings.map((spelling) => [spelling, text])),
)

/** Replaces a short form such as `mph` by its full text. */
export function spelledOut(text: string): string {
  return REWRITES.get(text.toLowerCase()) ?? text
}

const BASIS = /^(\S+) \(?(gross|GCV|HHV|net|NCV|LHV)\)?$/iu
const GROSS: ReadonlySet<string> = new Set(['gross', 'gcv', 'hhv'])
const ENERGY = /J$|Wh$|toe$|btu|therm/iu

/** @param phrase words with single spaces between them and no hyphen */
export function findTerm(phrase: string): Term | undefined {
  return SYMBOLS.get(phrase) ?? WORDS.get(phrase.toLowerCase()) ?? findHeat(phrase)
}

/** Energy of a fuel with the calorific value that it was counted by: `ktoe (gross)`, `kWh (net)`, `GJ HHV`. */
function findHeat(phrase: string): Term | undefined {
  const [, unit = '', basis = ''] = BASIS.exec(phrase) ?? []
  const term = SYMBOLS.get(unit) ?? WORDS.get(unit.toLowerCase())
  if (!term || !ENERGY.test(term.expression)) return undefined
  return GROSS.has(basis.toLowerCase()) ? { ...term, expression: `${term.expression} grossHeat` } : term
}

/** Whether a unit says which calorific value its energy was counted by. */
export const namesBasis = (unit: string): boolean => /\b(gross|GCV|HHV|net|NCV|LHV)\b/iu.test(unit)

import type { Mode, SubSector } from '../vocabulary.ts'

/** What a figure leaves out, and whom to ask for it. */
export interface Lacking {
  readonly what: string
  readonly ask: string
}

/** Modes whose data one office holds. */
interface Part extends Lacking {
  readonly code: string
  readonly modes: readonly Mode[]
}

/** Modes that a usual city has, in the families in which an officer asks for them. */
interface Family extends Part {
  /** Whose notation key says that the modes do not occur. */
  readonly subSector?: SubSector
  /** Named one by one where only some of them are stated. */
  readonly parts?: readonly Part[]
  /** Only there a usual city has them. */
  readonly countries?: ReadonlySet<string>
}

const OR_NONE = 'State a row with 0 if there are none.'

const FAMILIES = [
  {
    code: 'cars',
    modes: ['car'],
    what: 'cars',
    ask: 'Ask the road authority or the owner of the traffic model for the vehicle-kilometres of cars inside the boundary.',
  },
  {
    code: 'taxis',
    modes: ['taxi', 'ride-hail'],
    what: 'taxis and ride-hail',
    ask: 'Ask whether the distance of cars holds taxis and ride-hail; if it does not, ask the licensing office for their vehicle-kilometres.',
    parts: [
      {
        code: 'taxi-cabs',
        modes: ['taxi'],
        what: 'taxis',
        ask: `Ask the licensing office for the vehicle-kilometres of taxis. ${OR_NONE}`,
      },
      {
        code: 'ride-hail',
        modes: ['ride-hail'],
        what: 'ride-hail',
        ask: `Ask the licensing office for the vehicle-kilometres of ride-hail companies. ${OR_NONE}`,
      },
    ],
  },
  {
    code: 'two-wheelers',
    modes: ['motorcycle'],
    what: 'motorcycles',
    ask: 'Ask the road authority for the vehicle-kilometres of motorcycles, or the registration office for their number.',
  },
  {
    code: 'auto-rickshaws',
    modes: ['auto-rickshaw'],
    what: 'auto-rickshaws',
    ask: 'Ask the transport office for the number of auto-rickshaws and what one drives in a year.',
    countries: new Set('BD EG ET GT ID IN KE KH LA LK MM NG NP PE PH PK TH TZ UG'.split(' ')),
  },
  {
    code: 'buses',
    modes: ['bus', 'trolleybus', 'coach'],
    what: 'buses and coaches',
    ask: 'Ask the bus operators for vehicle-kilometres, or for litres and kWh used.',
    parts: [
      {
        code: 'city-buses',
        modes: ['bus', 'trolleybus'],
        what: 'buses',
        ask: `Ask the bus operators for vehicle-kilometres, or for litres and kWh used. ${OR_NONE}`,
      },
      {
        code: 'coaches',
        modes: ['coach'],
        what: 'coaches',
        ask: `Ask the road authority or the coach operators for the vehicle-kilometres of coaches. ${OR_NONE}`,
      },
    ],
  },
  {
    code: 'vans',
    modes: ['van'],
    what: 'vans',
    ask: 'Ask the road authority for the vehicle-kilometres of vans inside the boundary.',
  },
  {
    code: 'trucks',
    modes: ['rigid-truck', 'articulated-truck'],
    what: 'trucks',
    ask: 'Ask the road authority for the vehicle-kilometres of trucks inside the boundary.',
    parts: [
      {
        code: 'rigid-trucks',
        modes: ['rigid-truck'],
        what: 'rigid trucks',
        ask: `Ask the road authority for the vehicle-kilometres of trucks without trailers. ${OR_NONE}`,
      },
      {
        code: 'articulated-trucks',
        modes: ['articulated-truck'],
        what: 'articulated trucks',
        ask: `Ask the road authority for the vehicle-kilometres of trucks with trailers. ${OR_NONE}`,
      },
    ],
  },
  {
    code: 'rail',
    modes: ['rail', 'high-speed-rail', 'metro', 'tram'],
    what: 'passenger rail',
    ask: 'Ask the rail operators for kWh and litres used, or for car-kilometres; key II.2 NO if there are none.',
    subSector: 'II.2',
    parts: [
      {
        code: 'trains',
        modes: ['rail', 'high-speed-rail'],
        what: 'trains',
        ask: `Ask the rail operators for kWh and litres used inside the boundary. ${OR_NONE}`,
      },
      {
        code: 'urban-rail',
        modes: ['metro', 'tram'],
        what: 'metros and trams',
        ask: `Ask the operator of metros and trams for kWh used, or for car-kilometres. ${OR_NONE}`,
      },
    ],
  },
  {
    code: 'freight-rail',
    modes: ['freight-rail'],
    what: 'freight rail',
    ask: 'Ask the rail network for the tonne-kilometres of freight inside the boundary; key II.2 NO if there are none.',
    subSector: 'II.2',
  },
  {
    code: 'waterborne',
    modes: ['ferry', 'cargo-ship'],
    what: 'ships and ferries',
    ask: 'Ask the port and the ferry operators for fuel and shore power; key II.3 NO if there are none.',
    subSector: 'II.3',
    parts: [
      {
        code: 'ferries',
        modes: ['ferry'],
        what: 'ferries',
        ask: `Ask the ferry operators for fuel and shore power. ${OR_NONE}`,
      },
      {
        code: 'cargo-ships',
        modes: ['cargo-ship'],
        what: 'cargo ships',
        ask: `Ask the port for fuel and shore power of cargo ships. ${OR_NONE}`,
      },
    ],
  },
  {
    code: 'aviation',
    modes: ['flight', 'air-freight'],
    what: 'aircraft',
    ask: 'Ask the airport for the fuel loaded and the city’s share of passengers; key II.4 NO if there are none.',
    subSector: 'II.4',
    parts: [
      {
        code: 'flights',
        modes: ['flight'],
        what: 'passenger flights',
        ask: `Ask the airport for the fuel loaded and the city’s share of passengers. ${OR_NONE}`,
      },
      {
        code: 'air-freight',
        modes: ['air-freight'],
        what: 'air freight',
        ask: `Ask the airport for the fuel of cargo aircraft, or whether that of flights holds it. ${OR_NONE}`,
      },
    ],
  },
  {
    code: 'off-road',
    modes: ['off-road'],
    what: 'off-road machines',
    ask: 'Ask depots, ports and the airport for the fuel of their machines; key II.5 NO if there are none.',
    subSector: 'II.5',
  },
] as const satisfies readonly Family[]

type PartsOf<Of> = Of extends { readonly parts: readonly (infer One)[] } ? One : never
export type FamilyCode =
  | (typeof FAMILIES)[number]['code']
  | (PartsOf<(typeof FAMILIES)[number]> extends infer One extends Part ? One['code'] : never)

/** The code of every family, and of every part of one. */
export const FAMILY_CODES: readonly FamilyCode[] = FAMILIES.flatMap((family): readonly FamilyCode[] => [
  family.code,
  ...('parts' in family ? family.parts.map(({ code }) => code) : []),
])

/** A family, or a part of one, of which nothing is stated. */
export interface MissingFamily extends Lacking {
  readonly code: FamilyCode
}

/**
 * The families of modes that a figure says nothing of.
 *
 * @param stated modes of any row or line
 * @param isAnswered whether a sub-sector has a notation key, or fuel sold to it
 * @param isSales of fuel sold to the road no mode is known
 */
export function missingFamilies(
  stated: ReadonlySet<Mode>,
  country: string,
  isAnswered: (subSector: SubSector) => boolean,
  isSales: boolean,
): readonly MissingFamily[] {
  return FAMILIES.flatMap((family: Family & { readonly code: FamilyCode }): readonly MissingFamily[] => {
    const { subSector, parts = [], countries, modes } = family
    if (subSector === undefined ? isSales : isAnswered(subSector)) return []
    if (countries && !countries.has(country)) return []
    const isStated = ({ modes: of }: Pick<Part, 'modes'>): boolean => of.some((mode) => stated.has(mode))
    if (!isStated({ modes })) return [lackingOf(family)]
    return parts.filter((part) => !isStated(part)).map((part) => lackingOf(part as MissingFamily))
  })
}

const lackingOf = ({ code, what, ask }: MissingFamily): MissingFamily => ({ code, what, ask })

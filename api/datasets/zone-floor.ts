import { refusalsOfCity } from '../../src/index.ts'
import { areaCodesAmong, isOpaque } from '../request/area-code.ts'
import { Failure, type Fault } from '../request/failure.ts'
import { bareCode, kindOfCode } from '../request/personal-sign.ts'
import type { ZoneList } from './zone-schema.ts'

type ListedZone = ZoneList['zones'][number]

/** What makes an area of a zone whose code may be anything, and the least that a zone may be. Conventions of the project. */
const LEAST = { areaKm2: 0.25, population: 500 }
/** A piece of ground of one building: no publisher of areas has one so small. */
const LEAST_PUBLISHED_KM2 = 0.001
const MAX_FAULTS = 50

/** Numbers and plates: what else looks like one may be an area of stated size. A name, a place or a hash is none. */
const IS_NUMBERED = /^[0-9]+$|^[A-Z]{2}[0-9]{2} ?[A-Z]{3}$|^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?[0-9]{1,4}[A-Z]?$/

/**
 * Looks at a list of zones once: files may name what is on it, whatever it looks like then.
 *
 * @throws {Failure} `person-level-data` if codes look like persons, devices or doors, or zones are too small
 */
export function requireAreas(zones: readonly ListedZone[], isOpen: boolean): void {
  const areas = areaCodesAmong(zones.map(({ zone }) => zone))
  const faults = zones.flatMap((zone, at) => faultsOf(zone, at, areas, isOpen))
  if (faults.length === 0) return
  throw new Failure(
    'person-level-data',
    'Some zones are no areas: their codes look like persons, devices or houses, or they are too small.',
    { errors: faults.slice(0, MAX_FAULTS) },
  )
}

function faultsOf(zone: ListedZone, at: number, areas: ReadonlySet<string>, isOpen: boolean): Fault[] {
  const { zone: code, areaKm2, population } = zone
  const pointer = (field: string): string => `/zones/${at}/${field}`
  const sign = kindOfCode(code) ?? (!isOpen && isOpaque(code) ? 'a number or a place of anybody' : undefined)
  const isArea = areas.has(code) || (IS_NUMBERED.test(code) && isLargeEnough(zone))
  const ofCode: Fault[] =
    sign === undefined || isArea
      ? []
      : [
          {
            code: 'person-level-data',
            pointer: pointer('zone'),
            detail: `Looks like ${sign}. An area with such a number needs its areaKm2 (${LEAST.areaKm2} or more) or population (${LEAST.population} or more).`,
          },
        ]
  const ofAddress =
    !isOpen && refusalsOfCity({ name: bareCode(code), inhabitants: [] }, '').length > 0
      ? [
          {
            code: 'about-a-household' as const,
            pointer: pointer('zone'),
            detail: 'The zone is called like a household or an address.',
          },
        ]
      : []
  const isSmall = isOpen
    ? areaKm2 !== undefined && areaKm2 < LEAST_PUBLISHED_KM2
    : (areaKm2 !== undefined || population !== undefined) && !isLargeEnough(zone)
  const ofSize: Fault[] = isSmall
    ? [
        {
          code: 'about-a-household',
          pointer: pointer(areaKm2 === undefined ? 'population' : 'areaKm2'),
          detail: isOpen
            ? `A zone of less than ${LEAST_PUBLISHED_KM2} km² is a building.`
            : `A zone needs ${LEAST.areaKm2} km², or a population of ${LEAST.population}: join it with its neighbours.`,
        },
      ]
    : []
  return [...ofCode, ...ofAddress, ...ofSize]
}

const isLargeEnough = ({ areaKm2 = 0, population = 0 }: ListedZone): boolean =>
  areaKm2 >= LEAST.areaKm2 || population >= LEAST.population

import type { Notice, Refusal } from '../issues/issue.ts'
import { isOfHousehold, isOfPerson } from './household-name.ts'
import type { EstimateInput } from './input.ts'

/** Fewer say what a household does, and not a city. Conventions of the project; distances and energy alone have no floor. */
const MIN_PERSONS = 100
const MIN_VEHICLES = 10

/** Less than one, and a part of a person, are out of the range of their field, and told so there. */
const isUnder = (value: number, floor: number): boolean => value >= 1 && value < floor

/** What a city is called, and how many live there by what the caller calls that. */
interface Named {
  readonly name: string
  readonly inhabitants: readonly { readonly pointer: string; readonly value: number }[]
}

/** Refuses a city that is a household: by its name, or with so few inhabitants. */
export function refusalsOfCity({ name, inhabitants }: Named, namePointer: string): readonly Refusal[] {
  const ofName: readonly Refusal[] = isOfHousehold(name)
    ? [
        {
          code: 'about-a-household',
          pointer: namePointer,
          detail: 'The name speaks of a household or of an address. Name a city, a district or a region.',
        },
      ]
    : []
  const few = inhabitants.filter(({ value }) => Number.isInteger(value) && isUnder(value, MIN_PERSONS))
  return [
    ...ofName,
    ...few.map(
      ({ pointer }): Refusal => ({
        code: 'about-a-household',
        pointer,
        detail: `Fewer than ${MIN_PERSONS} inhabitants are a few households. Estimate the municipality that they live in.`,
      }),
    ),
  ]
}

/** Refuses what is so small that it is about a household, a person or a vehicle. */
export function checkHousehold({ city: { name, population }, demand }: EstimateInput): readonly Refusal[] {
  const inhabitants = population ? [population] : []
  const ofVehicles = demand.flatMap(({ vehicles }): Refusal[] =>
    vehicles && isUnder(vehicles.value, MIN_VEHICLES)
      ? [
          {
            code: 'about-a-household',
            pointer: vehicles.pointer,
            detail: `Fewer than ${MIN_VEHICLES} vehicles tell what single ones do. State their distance or energy, or add them to a larger row.`,
          },
        ]
      : [],
  )
  return [...refusalsOfCity({ name, inhabitants }, '/city/name'), ...ofVehicles]
}

/** What is said of a name that a place may have, and a person too. */
export const noticesOfName = ({ city: { name } }: EstimateInput): readonly Notice[] =>
  isOfPerson(name)
    ? [
        {
          code: 'name-of-a-person',
          detail:
            'The name has a form of address with a name. If it is somebody, name the city or district instead; if the place is called so, acknowledge it.',
          pointer: '/city/name',
        },
      ]
    : []

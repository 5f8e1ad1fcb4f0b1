import type { Notice, Refusal } from '../issues/issue.ts'
import { isOfHousehold, isOfPerson } from './household-name.ts'
import type { EstimateInput } from './input.ts'

/** Fewer say what a household does, and not a city. Conventions of the project; distances and energy alone have no floor. */
const MIN_PERSONS = 100
const MIN_VEHICLES = 10

/** Less than one, and a part of a person, are out of the range of their field, and told so there. */
const isUnder = (value: number, floor: number): boolean => value >= 1 && value < floor

/** Refuses what is so small that it is about a household, a person or a vehicle. */
export function checkHousehold({ city: { name, population }, demand }: EstimateInput): readonly Refusal[] {
  const found: Refusal[] = []
  const refuse = (pointer: string, detail: string): void => {
    found.push({ code: 'about-a-household', pointer, detail })
  }
  if (isOfHousehold(name))
    refuse(
      '/city/name',
      'The name speaks of a household or of an address. Name a city, a district or a region.',
    )
  if (population && Number.isInteger(population.value) && isUnder(population.value, MIN_PERSONS))
    refuse(
      population.pointer,
      `Fewer than ${MIN_PERSONS} inhabitants are a few households. Estimate the municipality that they live in.`,
    )
  for (const { vehicles } of demand)
    if (vehicles && isUnder(vehicles.value, MIN_VEHICLES))
      refuse(
        vehicles.pointer,
        `Fewer than ${MIN_VEHICLES} vehicles tell what single ones do. State their distance or energy, or add them to a larger row.`,
      )
  return found
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

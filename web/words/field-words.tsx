import type { ComponentChildren, JSX } from 'preact'
import type { Speech, WordKey } from './language.ts'

/** Fields of a request that the form has, by their names on it. */
const FORM_FIELDS: Readonly<Record<string, WordKey>> = {
  'city.population': 'start.population',
  'city.area': 'start.area',
  'electricity.grid': 'start.grid',
  vehicleDistance: 'start.rest',
  travel: 'start.trips',
  'travel.modes': 'start.trips',
  'travel.tripsPerPersonPerDay': 'row.trips-a-day',
  tripsPerPersonPerDay: 'row.trips-a-day',
}

/** Fields that the form lacks and the Excel template has, by what they are named there. */
const TEMPLATE_FIELDS: Readonly<Record<string, readonly ['measure' | 'field', string]>> = {
  annualDistance: ['measure', 'annualDistance'],
  meanTripLength: ['measure', 'meanTripLength'],
  tripShare: ['measure', 'tripShare'],
  passengerDistance: ['measure', 'passengerDistance'],
  tonneDistance: ['measure', 'tonneDistance'],
  personsPerVehicle: ['measure', 'personsPerVehicle'],
  tonnesPerVehicle: ['measure', 'tonnesPerVehicle'],
  energyIntensity: ['measure', 'energy-intensity'],
  'electricity.intensity': ['field', 'intensity'],
  'electricity.lossShare': ['field', 'lossShare'],
  'climate.meanTemperature': ['field', 'meanTemperature'],
}

/** The name of a field of a request on the form or in the template; undefined where neither has it. */
export function fieldName(field: string, { say, name }: Speech): string | undefined {
  const words = FORM_FIELDS[field]
  if (words !== undefined) return say(words)
  const inTemplate = TEMPLATE_FIELDS[field]
  return inTemplate && name(...inTemplate)
}

/** A text with `fields` of a request in it: by their names, where a reader meets them, and else marked as code. */
export function FieldWords({ text, speech }: { text: string; speech: Speech }): JSX.Element {
  const parts = text.split('`').map((part, at): ComponentChildren => {
    if (at % 2 === 0) return part
    const words = fieldName(part, speech)
    return words === undefined ? <code key={at}>{part}</code> : `“${words}”`
  })
  return <>{parts}</>
}

/** Whether every field that a text names is one that a reader meets on the form or in the template. */
export const isOfForm = (text: string, speech: Speech): boolean =>
  text.split('`').every((part, at) => at % 2 === 0 || fieldName(part, speech) !== undefined)

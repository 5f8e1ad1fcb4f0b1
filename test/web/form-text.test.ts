import { expect, test } from 'vitest'
import { fieldOfPointer } from '../../web/form/field-of-pointer.ts'
import { formText } from '../../web/form/form-text.ts'
import { fieldName, isOfForm } from '../../web/words/field-words.tsx'
import { speechOf } from '../../web/words/language.ts'

const ENGLISH = speechOf('en')
const REQUEST = {
  city: { name: 'Freiburg', country: 'DE' },
  period: '2023',
  demand: [
    { mode: 'car', vehicles: 97_000 },
    { mode: 'bus', energy: '4200000 L', carrier: 'diesel' },
    { mode: 'cargo-ship', tonneDistance: '3 million tkm' },
  ],
  travel: { modes: [{ mode: 'walk', tripShare: 0.3 }] },
  fuelSales: [{ carrier: 'petrol', quantity: '80 million L' }],
}

test.each([
  ['/city/population', 'population'],
  ['/demand/0', 'cars'],
  ['/demand/0/vehicles', 'cars'],
  ['/demand/0/annualDistance', 'car-annual'],
  ['/demand/1/energy', 'buses-diesel'],
  ['/travel/modes/0/meanTripLength', 'length-walk'],
  ['/travel/modes/0', 'share-walk'],
  ['/fuelSales/0', 'petrol-sold'],
  // The form has no ships, and no seventh row was stated.
  ['/demand/2', undefined],
  ['/demand/6', undefined],
  ['/uncertainty/method', undefined],
])('the field of %s is %s', (pointer, field) => {
  expect(fieldOfPointer(pointer, REQUEST)).toBe(field)
})

test('a field of a request is said as the form says it', () => {
  expect(
    formText(
      'Car: none is known. State annualDistance, such as "12000 km/year".',
      ENGLISH,
      REQUEST,
      '/demand/0/annualDistance',
    ),
  ).toBe('Car: none is known. State “Distance of a car in a year”, such as "12000 km/year".')
  expect(formText('Vehicles of /demand/0 count twice.', ENGLISH, REQUEST)).toBe(
    'Vehicles of “Cars registered in the city” count twice.',
  )
  expect(
    formText('State the meanTripLength of walk, in km.', ENGLISH, REQUEST, '/travel/modes/0/meanTripLength'),
  ).toBe('State the “Mean length of a trip: Walking” of walk, in km.')
})

test('what the form lacks is said as the template says it, and what neither has is no instruction', () => {
  expect(formText('No losses are known. State electricity.lossShare, such as 0.06.', ENGLISH, REQUEST)).toBe(
    'No losses are known. State “Grid losses”, such as 0.06.',
  )
  expect(formText('It is wide. Set uncertainty.method to "monte-carlo".', ENGLISH, REQUEST)).toBe(
    'It is wide.',
  )
  expect(
    formText(
      '4 quantities have none. State plusMinus, such as "10 %". Write "0 %" if exact.',
      ENGLISH,
      REQUEST,
    ),
  ).toBe('4 quantities have none. Write "0 %" if exact.')
})

test('plain words stay as they are', () => {
  const plain =
    'The distance of 97000 vehicles includes what they drive outside. It is counted, e.g. in 2023.'
  expect(formText(plain, ENGLISH, REQUEST)).toBe(plain)
})

test('every name that is promised is a name, in every language', () => {
  for (const language of ['en', 'de', 'es', 'fr', 'pt', 'zh'] as const)
    for (const field of [
      'annualDistance',
      'electricity.intensity',
      'travel.modes',
      'climate.meanTemperature',
    ])
      expect(fieldName(field, speechOf(language))).not.toMatch(/measure|field|undefined|\./)
  expect(isOfForm('stating `city.population`', speechOf('en'))).toBe(true)
  expect(isOfForm('`uncertainty.method` `monte-carlo`', speechOf('en'))).toBe(false)
})

import { expect, test } from 'vitest'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

test('a city that is only a name is refused with an example', async () => {
  const app = await newApp()
  const answer = await postEstimate(app, { ...SMALL_CITY, city: 'Lyon' })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toEqual([
    {
      code: 'invalid-field',
      pointer: '/city',
      detail: 'Expected an object, such as {"name": "Lyon", "country": "FR", "population": 522000}.',
    },
  ])
  await app.close()
})

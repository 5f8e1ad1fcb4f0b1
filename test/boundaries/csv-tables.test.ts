import { expect, test } from 'vitest'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

test('boundaries are a table too: a row for each figure, and one for what is not there', async () => {
  const app = await newApp()
  const saved = await app.inject({ method: 'POST', url: '/v1/estimates?save=true', payload: SMALL_CITY })
  const url = `/v1/estimates/${saved.json().id}/boundaries`
  const document = (await app.inject(url)).json()
  const answer = await app.inject({ url, headers: { accept: 'text/csv' } })
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  const [head, ...rows] = answer.body.trim().split('\r\n')
  expect(head).toBe('estimate,allocation,to,kind,of,value,lower,upper,unit,complete')
  const [side] = document.sides
  expect(rows[0]).toBe(
    `${document.estimate},${side.allocation},,total,co2e,${side.co2e.value},${side.co2e.lower},${side.co2e.upper},t CO2e,${side.complete}`,
  )
  const counted = document.sides.reduce(
    (sum: number, one: typeof side) => sum + 3 + one.byScope.length + one.bySubSector.length,
    0,
  )
  const steps = document.bridges.reduce((sum: number, one: { steps: unknown[] }) => sum + one.steps.length, 0)
  expect(rows).toHaveLength(counted + steps + document.notAvailable.length)
  expect(rows.at(-1)).toContain('not-available')
  await app.close()
})

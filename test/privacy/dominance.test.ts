import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const AGREED = { legalBasis: 'agreement', contributorUnit: 'vehicle', grain: 'month' }
const HEAD = 'period,city,mode,vehicle_distance_vkm,contributors,largest_share,second_share\n'
const MONTHS = ['2024-01', '2024-02', '2024-03']

/** Freight of three months, with the shares of each month. */
const table = (shares: readonly string[], mode = 'rigid-truck'): string =>
  HEAD +
  MONTHS.map((month, at) => `${month},a,${mode},${40_000 + 37 * at},${130 + at},${shares[at]}\n`).join('')

async function given(id: string, content: string): Promise<readonly string[]> {
  const { status, body } = await service.takeIn(id, 'format=tidy', content, { ...AGREED, pool: id })
  expect([status, body.errors]).toEqual([201, undefined])
  const list = await service.app.inject(`/v1/datasets/${id}/releases`)
  const [release] = list.json().items
  const { items } = (await service.app.inject(`/v1/releases/${release.id}`)).json()
  return items.map(({ period }: { period: string }) => period)
}

// p % with p = 10: unsafe if 1 − first − second < 0.1 · first.
describe('what one firm makes nearly all of', () => {
  test('is given out where the others hide it', async () =>
    // 0.4 + 0.3 leave 0.3, and a tenth of 0.4 is 0.04.
    expect(await given('shared', table(['0.4,0.3', '0.5,0.3', '0.4,0.2']))).toEqual([
      ...['2024', '2024-01', '2024-02', '2024-03', '2024-Q1'],
    ]))

  test('is withheld where they do not, with a month beside it', async () => {
    // 0.9 + 0.05 leave 0.05, and a tenth of 0.9 is 0.09. The quarter: 1.7 ÷ 3 and 0.55 ÷ 3 leave 0.25, above 0.057.
    const told = await given('one', table(['0.9,0.05', '0.4,0.3', '0.4,0.2']))
    expect(told).not.toContain('2024-01')
    expect(told).toContain('2024-Q1')
    expect(told).toHaveLength(3)
  })

  test('is taken to be so of freight where nothing is said, and of a longer period too', async () => {
    const { status } = await service.takeIn('silent', 'format=tidy', table([',', ',', ',']), {
      ...AGREED,
      pool: 'silent',
    })
    expect(status).toBe(201)
    const series = await service.series('a', 'silent', '&by=year')
    expect(series.status).toBe(422)
    expect(await given('cars', table([',', ',', ','], 'car'))).toHaveLength(5)
  })

  test('and its certificate says that the rule ran', async () => {
    const [release] = (await service.app.inject('/v1/datasets/one/releases')).json().items
    const { ran } = (await service.app.inject(`/v1/releases/${release.id}/certificate`)).json()
    expect(ran).toContain('dominance')
    const [other] = (await service.app.inject('/v1/datasets/cars/releases')).json().items
    expect((await service.app.inject(`/v1/releases/${other.id}/certificate`)).json().ran).not.toContain(
      'dominance',
    )
  })

  test.each(['1.2,0', '0.2,0.4', '0.7,0.4'])('shares of %s are refused', async (shares) => {
    const { status, body } = await service.takeIn(
      'wrong',
      'format=tidy',
      table([shares, shares, shares]),
      AGREED,
    )
    expect([status, body.errors?.[0]?.['code']]).toEqual([422, 'value-not-read'])
  })
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settleInThread } from '../../api/releases/settle-thread.ts'
import type { Counted } from './people.ts'
import { yearOf } from './suppression.ts'
import { type Target, targetOf } from './target.ts'

const car = (period: string, more: Partial<Counted> = {}): Counted => ({
  period,
  city: 'leeds',
  mode: 'car',
  trips: 4000,
  km: 30_000,
  contributors: 100,
  ...more,
})

let target: Target
beforeEach(async () => {
  target = await targetOf()
})
afterEach(() => target.close())

const cellsOf = async (id: string) => (await target.json(`/v1/releases/${id}`)).body.items

describe('a release', () => {
  test('is made once: the same again is the same release', async () => {
    await target.register('flows')
    await target.plant('flows', [car('2024-01'), car('2024-02', { contributors: 20 })])
    const made = await target.release('flows')
    expect(made.status).toBe(201)
    // Beside February, January is withheld too, or the quarter would tell it: of the two, what costs least.
    expect((await cellsOf(made.body.id)).map(({ period }: Counted) => period)).toEqual(['2024', '2024-Q1'])
    const again = await target.release('flows')
    expect(again).toEqual({ status: 200, body: made.body })
    expect((await target.json('/v1/datasets/flows/releases')).body.items).toEqual([made.body])
  })

  test('of a period that is not over is refused, and nothing is released of it by itself', async () => {
    const now = new Date().toISOString().slice(0, 7)
    await target.register('flows')
    await target.plant('flows', [car(now)])
    expect((await target.release('flows', { through: now })).body.errors[0]).toMatchObject({
      code: 'period-invalid',
      pointer: '/through',
    })
    expect((await target.release('flows')).body.errors[0].code).toBe('dataset-empty')
  })

  test('keeps first values, and shows a revision of enough contributors alone', async () => {
    await target.register('flows')
    const first = await target.plant('flows', [car('2024-01')])
    await target.release('flows')
    const km = async () =>
      (await target.json('/v1/cities/leeds/series?dataset=flows')).body.items[0].passengerDistance.value
    await target.plant('flows', [car('2024-01', { km: 29_900, contributors: 99 })], first)
    expect((await target.release('flows')).status).toBe(200)
    expect(await km()).toBeCloseTo(30_000, 3)
    expect((await target.release('flows', { changedContributors: 24 })).status).toBe(200)
    expect((await target.release('flows', { changedContributors: 25 })).status).toBe(201)
    expect(await km()).toBeCloseTo(29_900, 3)
    // A further file of 30 is a change of 30; one of 5 is none that may be seen.
    await target.plant('flows', [car('2024-01', { km: 500, contributors: 5 })])
    expect((await target.release('flows')).status).toBe(200)
  })

  test('gives out a zero that was counted, and no distance that nobody counted beside one that was', async () => {
    await target.register('flows')
    await target.plant('flows', [
      car('2024-01', { mode: 'ferry', trips: 0, km: 0, contributors: 0 }),
      car('2024-01', { mode: 'bus' }),
      car('2024-01', { mode: 'rail' }),
    ])
    await target.plant('flows', [car('2024-01', { mode: 'bus', km: 41.2, trips: 2, contributors: 0 })])
    const made = await target.release('flows')
    const january = (await cellsOf(made.body.id)).filter(({ period }: Counted) => period === '2024-01')
    expect(january.map(({ mode }: Counted) => mode)).toEqual(['ferry', 'rail'])
    expect(january[0]).toMatchObject({ passengerDistancePkm: 0, persons: 0 })
  })

  test('is settled in a thread of its own as it is here', async () => {
    const other = await targetOf(settleInThread)
    const told = await Promise.all(
      [target, other].map(async (one) => {
        await one.register('year')
        await one.plant('year', yearOf(2, ['a', 'b']))
        const { body } = await one.release('year')
        return (await one.json(`/v1/releases/${body.id}`)).body.items
      }),
    )
    await other.close()
    expect(told[0].length).toBeGreaterThan(50)
    expect(told[1]).toEqual(told[0])
  })
})

describe('a certificate', () => {
  test('is checked by a script that shares no code, and tampering is seen', async () => {
    const script = new URL('check-certificate.mjs', import.meta.url).pathname
    expect(readFileSync(script, 'utf8').split('\n').length).toBeLessThan(100)
    await target.register('year')
    await target.plant('year', yearOf(4, ['a', 'b', 'c']))
    const { id } = (await target.release('year')).body
    const release = (await target.json(`/v1/releases/${id}`)).body
    const certificate = (await target.json(`/v1/releases/${id}/certificate`)).body
    const folder = mkdtempSync(join(tmpdir(), 'cordon-certificate-'))
    const checked = (one: object, other: object): number | null => {
      writeFileSync(join(folder, 'release.json'), JSON.stringify(one))
      writeFileSync(join(folder, 'certificate.json'), JSON.stringify(other))
      return spawnSync(process.execPath, [
        script,
        join(folder, 'release.json'),
        join(folder, 'certificate.json'),
      ]).status
    }
    expect(checked(release, certificate)).toBe(0)
    const [first, ...rest] = release.items
    expect(checked({ ...release, items: [{ ...first, trips: first.trips + 1 }, ...rest] }, certificate)).toBe(
      1,
    )
    expect(checked({ ...release, items: rest }, certificate)).toBe(1)
    expect(checked(release, { ...certificate, k: 10 })).toBe(1)
    rmSync(folder, { recursive: true })
  })
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Zone } from '../../api/store/datasets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import type { CountedFlow } from './people.ts'
import { type Target, targetOf } from './target.ts'

const MONTHS = ['2024-01', '2024-02', '2024-03']

/** Twelve zones of Leeds, each with trips to itself and to the next; of York two, so that its table is small. */
const ZONES: readonly Zone[] = [
  ...Array.from({ length: 12 }, (_, at) => ({ zone: `l${at}`, city: 'leeds' })),
  { zone: 'y0', city: 'york' },
  { zone: 'y1', city: 'york' },
]

const flow = (
  origin: string,
  destination: string,
  contributors: number,
  km = contributors * 90,
): CountedFlow => ({
  origin,
  destination,
  mode: 'car',
  trips: contributors * 12,
  km,
  contributors,
})

const inLeeds = Array.from({ length: 12 }, (_, at) => [
  flow(`l${at}`, `l${at}`, 300 + at),
  flow(`l${at}`, `l${(at + 1) % 12}`, 80 + at),
]).flat()

const byMonth = (flows: readonly CountedFlow[]) =>
  MONTHS.flatMap((period) => flows.map((one) => ({ ...one, period })))

let target: Target
beforeEach(async () => {
  target = await targetOf()
  await target.register('flows')
  await target.store.saveZones('flows', ZONES)
})
afterEach(() => target.close())

const list = async (query: string) => (await target.json(`/v1/datasets/flows/zones?${query}`)).body.items
const names = (items: readonly { zone: string; destination: string | null }[]) =>
  items.map(({ zone, destination }) => (destination === null ? zone : `${zone} ${destination}`))

describe('zones of a release', () => {
  test('are given out by quarter, with their pairs, and read by their route', async () => {
    await target.plantFlows('flows', byMonth([...inLeeds, flow('l0', 'y0', 60)]))
    const { body } = await target.release('flows')
    const zones = await list('city=leeds&period=2024-Q1')
    expect(zones).toHaveLength(12)
    // 300 + 80 contributors make 12 trips each in a month, and go 90 km each: three months of both.
    expect(zones[0]).toEqual({
      ...{ city: 'leeds', mode: 'car', period: '2024-Q1', zone: 'l0', destination: null },
      ...{
        trips: 3 * 12 * 380,
        passengerDistancePkm: 3 * 90 * 380,
        vehicleDistanceVkm: null,
        tonneDistanceTkm: null,
      },
      persons: 100,
    })
    expect(names(await list('city=leeds&period=2024-Q1&pairs=true')).slice(0, 3)).toEqual([
      'l0 l0',
      'l0 l1',
      'l1 l1',
    ])
    const { body: release } = await target.json(`/v1/releases/${body.id}`)
    expect(release.zones).toHaveLength(36)
    const { body: certificate } = await target.json(`/v1/releases/${body.id}/certificate`)
    const folder = mkdtempSync(join(tmpdir(), 'cordon-zones-'))
    const checked = (one: object): number | null => {
      writeFileSync(join(folder, 'release.json'), JSON.stringify(one))
      writeFileSync(join(folder, 'certificate.json'), JSON.stringify(certificate))
      const script = new URL('check-certificate.mjs', import.meta.url).pathname
      return spawnSync(process.execPath, [
        script,
        join(folder, 'release.json'),
        join(folder, 'certificate.json'),
      ]).status
    }
    expect(checked(release)).toBe(0)
    expect(checked({ ...release, zones: release.zones.slice(1) })).toBe(1)
    rmSync(folder, { recursive: true })
  })

  // 10 to York: the city less its zones would be these ten, so that the smallest zone is withheld.
  test('hide few who leave the city', async () => {
    await target.plantFlows('flows', byMonth([...inLeeds, flow('l3', 'y0', 10)]))
    await target.release('flows')
    expect(names(await list('city=leeds&period=2024-Q1'))).not.toContain('l0')
    expect(await list('city=leeds&period=2024-Q1')).toHaveLength(11)
  })

  test('come page by page, as they come at once', async () => {
    await target.plantFlows('flows', byMonth([...inLeeds, flow('l0', 'y0', 60)]))
    await target.release('flows')
    for (const pairs of ['false', 'true']) {
      const query = `city=leeds&period=2024-Q1&pairs=${pairs}`
      const whole = (await target.json(`/v1/datasets/flows/zones?${query}`)).body
      expect(whole.next).toBeUndefined()
      const paged: unknown[] = []
      let after = ''
      do {
        const { status, body } = await target.json(`/v1/datasets/flows/zones?${query}&limit=5${after}`)
        expect([status, body.items.length <= 5, body.privacy]).toEqual([200, true, whole.privacy])
        paged.push(...body.items)
        after = body.next === undefined ? '' : `&after=${encodeURIComponent(body.next)}`
      } while (after !== '')
      expect(paged).toEqual(whole.items)
    }
    const none = await target.json('/v1/datasets/flows/zones?city=leeds&period=2024-Q1&limit=0')
    expect([none.status, none.body.errors[0].parameter]).toEqual([400, 'limit'])
  })

  test('without a mode are not told beside zones of modes, in one release or in two', async () => {
    const modesOf = byMonth(inLeeds.flatMap((one) => [one, { ...one, mode: 'bus', km: one.km / 2 }]))
    const totals = byMonth(
      inLeeds.map(
        ({ mode: _, km, trips, ...one }) =>
          ({ ...one, trips: 2 * trips, km: 1.5 * km }) as unknown as CountedFlow,
      ),
    )
    await target.plantFlows('flows', [...totals, ...modesOf])
    await target.release('flows')
    const modes = async (): Promise<readonly unknown[]> => [
      ...new Set((await list('city=leeds&period=2024-Q1')).map(({ mode }: { mode: unknown }) => mode)),
    ]
    expect(await modes()).toEqual(['bus', 'car'])
    await target.register('later', { pool: 'others' })
    await target.store.saveZones('later', ZONES)
    await target.plantFlows('later', totals)
    await target.release('later')
    const later = async () =>
      (await target.json('/v1/datasets/later/zones?city=leeds&period=2024-Q1')).body.items
    const first = await later()
    expect(first).toHaveLength(12)
    await target.plantFlows('later', modesOf)
    await target.release('later')
    expect(await later()).toEqual(first)
  })

  test('of fewer than 3000 contributors are not given out, nor of an unknown city, which is the same answer', async () => {
    await target.plantFlows('flows', byMonth([...inLeeds, flow('y0', 'y1', 400), flow('y1', 'y0', 500)]))
    await target.release('flows')
    expect((await target.json('/v1/cities/york/series?dataset=flows')).status).toBe(200)
    expect(await list('city=york&period=2024-Q1')).toEqual([])
    expect(await list('city=nowhere&period=2024-Q1')).toEqual([])
  })

  test('that were corrected for few after their month was released are not given out', async () => {
    const first = await target.plantFlows('flows', byMonth(inLeeds).slice(0, 24))
    expect((await target.release('flows', { through: '2024-01' })).status).toBe(201)
    expect(await list('city=leeds&period=2024-Q1')).toEqual([])
    const [one, ...rest] = byMonth(inLeeds)
    await target.plantFlows('flows', [{ ...one, km: (one?.km ?? 0) - 90 } as never, ...rest], first)
    expect((await target.release('flows')).status).toBe(201)
    expect(await list('city=leeds&period=2024-Q1')).toEqual([])
  })

  test('stay as they were first given out', async () => {
    await target.plantFlows('flows', byMonth(inLeeds))
    await target.release('flows')
    const before = await list('city=leeds&period=2024-Q1')
    await target.plantFlows('flows', byMonth([flow('l0', 'l0', 40)]))
    expect((await target.release('flows')).status).toBe(201)
    expect(await list('city=leeds&period=2024-Q1')).toEqual(before)
  })

  test('go with their dataset, and what is sent again tells nothing more', async () => {
    await target.plantFlows('flows', byMonth(inLeeds.slice(2)))
    await target.release('flows')
    expect(await list('city=leeds&period=2024-Q1')).toHaveLength(11)
    await target.store.deleteDataset('flows', '2026-01-01T00:00:00.000Z')
    await target.register('flows')
    expect(await list('city=leeds&period=2024-Q1')).toEqual([])
    await target.store.saveZones('flows', ZONES)
    await target.plantFlows('flows', byMonth(inLeeds))
    await target.release('flows')
    expect(await list('city=leeds&period=2024-Q1')).toEqual([])
  })

  test('are not told where lengths of trips come from them, and the answer says so', async () => {
    await target.store.saveZones(
      'flows',
      ZONES.map((zone, at) => ({ ...zone, centroid: [-1.5 + at / 50, 53.8] as const, areaKm2: 4 })),
    )
    await target.plantFlows('flows', byMonth(inLeeds.map((one) => ({ ...one, km: null as never }))))
    await target.release('flows')
    const { body } = await target.json('/v1/datasets/flows/zones?city=leeds&period=2024-Q1')
    expect([body.items, body.notices?.[0].code]).toEqual([[], 'length-derived'])
    const york = await target.json('/v1/datasets/flows/zones?city=york&period=2024-Q1')
    expect(york.body.notices).toBeUndefined()
  })

  test('that are laid otherwise after the first release are refused, with their places in the list', async () => {
    await target.plantFlows('flows', byMonth(inLeeds))
    await target.release('flows')
    const put = (zones: readonly object[]) =>
      target.app.inject({ method: 'PUT', url: '/v1/datasets/flows/zones', payload: { zones } })
    const [, ...rest] = ZONES
    const moved = await put([
      { zone: 'l0', city: 'york' },
      ...rest.slice(0, -2),
      { zone: 'Y-02', city: 'york' },
    ])
    expect(moved.statusCode).toBe(409)
    expect(moved.json().detail).toContain(
      ': /zones/0, /zones/12 are new or changed; 2 are not in the list. For other zones, register another dataset.',
    )
    expect(await target.store.listZones('flows')).toHaveLength(ZONES.length)
    expect((await put([...ZONES].reverse())).statusCode).toBe(200)
  })

  test('lie in the same cities in all datasets of the same contributors, however many datasets there are', async () => {
    const store = memoryStore()
    // Pages of one, so that two datasets are as many as two pages hold.
    const paged = await targetOf(undefined, {
      ...store,
      listDatasets: (page) => store.listDatasets({ ...page, limit: 1 }),
    })
    const [, ...rest] = ZONES
    for (const [id, zones] of [
      ['sent-later', ZONES],
      ['sent', [{ zone: 'l0', city: 'york' }, ...rest]],
    ] as const) {
      await paged.register(id)
      await paged.store.saveZones(id, zones)
      await paged.plantFlows(id, byMonth(inLeeds))
    }
    expect((await paged.release('sent-later')).status).toBe(201)
    const { status, body } = await paged.release('sent')
    expect([status, body.detail]).toEqual([
      409,
      expect.stringContaining('The dataset sent-later of the same'),
    ])
    await paged.close()
  })

  test('are asked for by quarter', async () => {
    const { status, body } = await target.json('/v1/datasets/flows/zones?city=leeds&period=2024-01')
    expect([status, body.errors[0].code, body.errors[0].parameter]).toEqual([
      422,
      'release-too-fine',
      'period',
    ])
    const wrong = await target.json('/v1/datasets/flows/zones?city=leeds&period=2024-Q5')
    expect([wrong.status, wrong.body.errors[0].code]).toEqual([422, 'period-invalid'])
    expect((await target.json('/v1/datasets/none/zones?city=leeds&period=2024-Q1')).status).toBe(404)
  })

  test('of a dataset that is openly published are all there is, by month too', async () => {
    await target.register('open', { legalBasis: 'open-licence', licence: 'CC0' })
    await target.store.saveZones('open', ZONES)
    await target.plantFlows('open', byMonth([flow('y0', 'y1', 3), flow('l0', 'y0', 10)]))
    const { body } = await target.json('/v1/datasets/open/zones?city=york&period=2024-01&pairs=true')
    expect(body.items).toEqual([
      {
        ...{ city: 'york', mode: 'car', period: '2024-01', zone: 'y0', destination: 'y1' },
        ...{ trips: 36, passengerDistancePkm: 270, vehicleDistanceVkm: null, tonneDistanceTkm: null },
        persons: null,
      },
    ])
  })
})

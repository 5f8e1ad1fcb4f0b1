import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const AGREED = { legalBasis: 'agreement', contributorUnit: 'person', grain: 'month' }
const CITY = 'period,city,mode,trips,passenger_distance_pkm,contributors\n'
// 4001 + 2003 + 909 = 6913 trips, 30011 + 8003 + 1207 = 39221 km, of 410 + 215 + 96 = 721 people.
const MODES = '2024-03,a,car,4001,30011,410\n2024-03,a,bus,2003,8003,215\n2024-03,a,cycle,909,1207,96\n'
const ZONED = 'period,city,origin,destination,mode,trips,contributors\n'
const ZONES = [1, 2, 3].map((at) => ({ zone: `Z-0${at}`, city: 'a', areaKm2: 2 }))

let datasets = 0
async function sent(files: readonly string[], more: object = {}) {
  datasets += 1
  const id = `parts-${datasets}`
  const payload = { id, title: id, owner: id, country: 'DE', ...AGREED, ...more }
  expect((await service.app.inject({ method: 'POST', url: '/v1/datasets', payload })).statusCode).toBe(201)
  await service.app.inject({ method: 'PUT', url: `/v1/datasets/${id}/zones`, payload: { zones: ZONES } })
  const answers = []
  for (const file of files) {
    const { status, body } = await service.takeIn(id, 'format=tidy', file, { ...AGREED, ...more })
    const [error] = body.errors ?? []
    answers.push(status === 201 ? 201 : [status, error?.['code'], error?.['column'], error?.['count']])
  }
  return answers
}

const TOLD = (column: string) => [422, 'part-follows', column, 1]

describe('a total of all modes', () => {
  // The ferry: 14 trips and 160 km of two people; 723 of them in all.
  const told = '2024-03,a,,6927,39381,723\n'

  test('is refused where it leaves two people, in one file and in two', async () => {
    expect(await sent([CITY + MODES + told])).toEqual([TOLD('mode')])
    expect(await sent([CITY + MODES, CITY + told])).toEqual([201, TOLD('mode')])
    expect(await sent([CITY + told, CITY + MODES])).toEqual([201, TOLD('mode')])
  })

  test('is taken where it leaves nobody, or enough', async () => {
    expect(await sent([`${CITY + MODES}2024-03,a,,6913,39221,721\n`])).toEqual([201])
    expect(await sent([`${CITY + MODES}2024-03,a,,7177,40381,733\n`])).toEqual([201])
    // Of the same people: 40 of 640 go by ferry, by their share of trips and of distance.
    expect(await sent([`${CITY + MODES}2024-03,a,,7383,41011,640\n`])).toEqual([201])
    // Another month, or less than its parts: no total of theirs.
    expect(await sent([`${CITY + MODES}2024-04,a,,6927,39381,723\n`])).toEqual([201])
    expect(await sent([`${CITY + MODES}2024-03,a,,6903,39121,719\n`])).toEqual([201])
  })

  test('of which nobody was counted tells of nobody', async () => {
    const head = 'period,city,mode,trips\n'
    expect(await sent([`${head}2024-03,a,car,40001\n2024-03,a,bus,20003\n2024-03,a,,60011\n`])).toEqual([201])
  })

  test('may differ from its parts by what was rounded', async () => {
    const rounded = '2024-03,a,car,4000,30011,410\n2024-03,a,bus,2005,8003,215\n2024-03,a,cycle,905,1207,95\n'
    expect(await sent([`${CITY + rounded}2024-03,a,,6915,39221.1,720\n`], { roundedTo: 5 })).toEqual([201])
  })

  test('of a dataset that is openly published everybody has', async () => {
    const open = { legalBasis: 'open-licence', licence: 'CC0' }
    expect(await sent([CITY + MODES + told], open)).toEqual([201])
  })
})

describe('zones', () => {
  const zones = '2024-03,,Z-01,,car,4001,410\n2024-03,,Z-02,,car,2003,215\n2024-03,,Z-03,Z-01,car,909,96\n'

  test('beside their city tell the one of few people that is left out', async () => {
    // 6913 trips in the zones, and 17 of the two people left.
    expect(await sent([`${ZONED + zones}2024-03,a,,,car,6930,723\n`])).toEqual([TOLD('city')])
    expect(await sent([`${ZONED + zones}2024-03,a,,,car,7313,761\n`])).toEqual([201])
  })

  test('tell their pair of few people that is left out', async () => {
    const pairs = '2024-03,,Z-01,Z-02,car,4001,410\n2024-03,,Z-01,Z-03,car,2003,215\n'
    expect(await sent([`${ZONED + pairs}2024-03,,Z-01,,car,6021,627\n`])).toEqual([TOLD('destination')])
    expect(await sent([`${ZONED + pairs}2024-03,,,Z-03,car,2010,216\n`])).toEqual([TOLD('origin')])
    expect(await sent([`${ZONED + pairs}2024-03,,Z-01,,car,6404,665\n`])).toEqual([201])
  })
})

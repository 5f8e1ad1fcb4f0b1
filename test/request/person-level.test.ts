import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { personLevelFaults } from '../../api/request/person-level.ts'

const pointers = (body: unknown) => personLevelFaults(body).map(({ pointer }) => pointer)

describe('the guard at the door', () => {
  test.each(readdirSync('examples').filter((file) => file.endsWith('.json')))(
    'lets examples/%s in',
    (file) => {
      expect(personLevelFaults(JSON.parse(readFileSync(`examples/${file}`, 'utf8')))).toEqual([])
    },
  )

  test.each([
    ['id', 17],
    ['userId', 'a'],
    ['device_id', 'a'],
    ['Licence-Plate', 'a'],
    ['VIN', 'a'],
    ['lat', 53.8],
    ['lon', -1.5],
    ['coordinates', [1, 2]],
    ['timestamp', 1],
    ['departureTime', 'a'],
    ['household_id', 1],
    ['e-mail', 'a'],
    ['imei', 1],
  ])('knows the name %s', (name, value) => {
    expect(pointers({ demand: [{ mode: 'car', [name]: value }] })).toEqual([`/demand/0/${name}`])
  })

  test.each([
    'ann@example.org',
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    '00:1A:2B:3C:4D:5E',
    '2019-03-05T07:41',
    '2019-03-05 07:41:10',
    '20190305T0741',
    '53.8008, -1.5491',
    '+44 20 7946 0958',
    '490154203237518',
    'AB12 CDE',
    'B-MW 1234',
    '京A·12345',
  ])('knows the text %s, wherever it stands, and does not repeat it', (text) => {
    const [fault, ...rest] = personLevelFaults({ city: { name: text } })
    expect(fault).toMatchObject({ code: 'person-level-data', pointer: '/city/name' })
    expect(rest).toEqual([])
    expect(JSON.stringify(fault)).not.toContain(text)
  })

  test('a name that is somebody’s number is placed one level up', () => {
    const faults = personLevelFaults({ demand: [{ 'ann@example.org': 3 }] })
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/demand/0'])
    expect(JSON.stringify(faults)).not.toContain('ann')
  })

  test.each([1, '1', '1 trip', '1.0 trips', '1 Trips'])('a row of the single trip %j', (trips) => {
    expect(pointers({ demand: [{ mode: 'car', trips, meanTripLength: 3 }] })).toEqual(['/demand/0/trips'])
  })

  test.each([
    'Leeds',
    'San José',
    "L'Hospitalet",
    'München',
    '9.2 km',
    '3,727,391,614 vmi',
    '120 million vkm',
    'US-MROW',
    'CN-NORTH',
    '2019-03',
    'euro-5',
    '233 g CO2/kWh',
    '12500000',
  ])('leaves %s alone', (text) => {
    expect(personLevelFaults({ city: { name: text } })).toEqual([])
  })

  test('work is bounded: deep and wide bodies end quickly', () => {
    let deep: unknown = { id: 1 }
    for (let level = 0; level < 5000; level += 1) deep = [deep]
    expect(personLevelFaults(deep)).toEqual([])
    expect(personLevelFaults(Array.from({ length: 50_000 }, () => ({ id: 1 }))).length).toBe(50)
  })
})

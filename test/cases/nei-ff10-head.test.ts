import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const US = { country: 'US', grain: 'year' }
const MONTHS =
  'jan_value,feb_value,mar_value,apr_value,may_value,jun_value,jul_value,aug_value,sep_value,oct_value,nov_value,dec_value'
const HEAD = `country_cd,region_cd,tribal_code,census_tract_cd,shape_id,scc,CD,MSR,activity_type,ann_parm_value,calc_year,date_updated,data_set_id,${MONTHS},comment`
const COMMENTS =
  '#FORMAT=FF10_ACTIVITY\n#COUNTRY=US\n#YEAR=2020\n#DESC="a comment with a quote, and, many, commas\n'
const row = (code: string, unit: string, activity: string, miles: string): string =>
  `US,06001,,,,2201210080,${code},${unit},${activity},${miles},2020,20230101,2020NEI,,,,,,,,,,,,,\n`

test.each([
  ['VMT in its own column', row('', '', 'VMT', '1234567.8')],
  ['VMT in the column of codes, in miles', row('VMT', 'MILES', '', '1234567.8')],
  ['thousands of miles', row('', 'E3MILE', 'VMT', '1234.5678')],
])('the 26 columns of FF10_ACTIVITY under their comments: %s', async (name, line) => {
  const id = name.toLowerCase().replaceAll(/\W+/g, '-')
  const taken = await service.takeIn(id, 'format=epa-nei', `${COMMENTS}${HEAD}\n${line}`, US)
  expect(taken.status).toBe(201)
  // 1 234 567.8 mi × 1.609344 km.
  const { body } = await service.series('06001', id)
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(1_986_844.2, 0)
})

test('the head with the long names of the codes', async () => {
  const head = HEAD.replace(',CD,MSR,', ',act_parm_type_cd,act_parm_uofmsr,')
  const content = `${COMMENTS}${head}\n${row('VMT', 'MILES', 'VMT', '10')}`
  expect((await service.takeIn('long', 'format=epa-nei', content, US)).status).toBe(201)
})

test('a head that is a comment itself', async () => {
  const content = `${COMMENTS}#${HEAD}\n${row('', '', 'VMT', '1234567.8')}`
  expect((await service.takeIn('commented', 'format=epa-nei', content, US)).status).toBe(201)
  // 1 234 567.8 mi × 1.609344 km.
  const { body } = await service.series('06001', 'commented')
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(1_986_844.2, 0)
})

describe('months without a value of the year', () => {
  const of = (months: readonly string[], year = ''): string =>
    `US,06001,,,,2201210080,,MILES,VMT,${year},2020,20230101,2020NEI,${months.join(',')},\n`
  const TWELVE = Array.from({ length: 12 }, (_, month) => `${(month + 1) * 1000}.5`)

  test.each([
    ['beside an empty column of the year', HEAD, (line: string) => line],
    [
      'in a file without that column',
      HEAD.replace('ann_parm_value,', ''),
      (line: string) => line.replace(',VMT,,', ',VMT,'),
    ],
  ])('count as their sum, which is said: %s', async (name, head, line) => {
    const id = name.toLowerCase().replaceAll(/\W+/g, '-')
    const taken = await service.takeIn(id, 'format=epa-nei', `${head}\n${line(of(TWELVE))}`, US)
    expect(taken.status).toBe(201)
    expect(taken.body.notices?.map(({ detail }) => detail)).toContain(
      '1 rows of vehicle miles have no value of the year: the sum of their twelve months was taken.',
    )
    // (1 + 2 + … + 12) × 1000 + 12 × 0.5 = 78 006 mi, × 1.609344 km.
    const { body } = await service.series('06001', id)
    expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(125_538.488, 2)
  })

  test('are refused if one is missing, and not read beside a value of the year', async () => {
    const eleven = ['', ...TWELVE.slice(1)]
    const { status, body } = await service.takeIn('eleven', 'format=epa-nei', `${HEAD}\n${of(eleven)}`, US)
    expect([status, body.errors]).toMatchObject([
      422,
      [{ code: 'value-not-read', column: 'ann_parm_value', count: 1 }],
    ])
    const both = await service.takeIn('both', 'format=epa-nei', `${HEAD}\n${of(eleven, '1000')}`, US)
    expect(both.status).toBe(201)
    // 1000 mi × 1.609344 km.
    const answer = await service.series('06001', 'both')
    expect(answer.body.items[0]?.vehicleDistance?.value).toBeCloseTo(1609.344, 3)
  })
})

test('a unit that is none of miles is refused, not taken for miles', async () => {
  const content = `${HEAD}\n${row('', 'E3KM', 'VMT', '10')}`
  const { status, body } = await service.takeIn('km', 'format=epa-nei', content, US)
  expect([status, body.errors]).toMatchObject([
    422,
    [{ code: 'value-not-read', column: 'act_parm_uofmsr', count: 1 }],
  ])
})

test('the guard is as strict as before to what the format does not have', async () => {
  const content = `${HEAD.replace('comment', 'household_id')}\n${row('', '', 'VMT', '10')}`
  const { status, body } = await service.takeIn('persons', 'format=epa-nei', content, US)
  expect([status, body.errors]).toMatchObject([400, [{ code: 'person-level-data', column: 'household_id' }]])
})

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../api/request/failure.ts'
import { stateCommand } from '../../api/statements/command.ts'
import { fleetOf } from '../../api/statements/fleet.ts'
import { roadFuelOf } from '../../api/statements/road-fuel.ts'
import { readTable } from '../../api/statements/table.ts'

const tableOf = (...lines: readonly string[]) => readTable(Buffer.from(`${lines.join('\n')}\n`))
const faultsOf = (work: () => unknown): Failure['faults'] => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.faults
    throw error
  }
  throw new Error('Nothing was refused.')
}

describe('a fleet', () => {
  test('vehicles of all years and routes become shares by size, fuel and standard', () => {
    const { fleet, notes } = fleetOf(
      tableOf(
        'year,euro,shape_id,type_name_br,veh_type,total,fuel',
        '2006,III,1849,BUS_URBAN_D,Ubus Std 15 - 18 t,2,D',
        '2011,III,1735,BUS_URBAN_D,Ubus Std 15 - 18 t,3,D',
        '2018,V,1733,BUS_MICRO_D,Ubus Midi <=15 t,4,D',
        '2020,VI,1733,X,Ubus Artic >18 t,1,CNG',
      ),
      'bus',
    )
    // 2 + 3, 4 and 1 of 10.
    expect(fleet).toEqual([
      {
        mode: 'bus',
        vehicleClass: 'articulated',
        powertrain: 'cng',
        emissionStandard: 'euro-6',
        distanceShare: 0.1,
      },
      {
        mode: 'bus',
        vehicleClass: 'midi',
        powertrain: 'diesel',
        emissionStandard: 'euro-5',
        distanceShare: 0.4,
      },
      {
        mode: 'bus',
        vehicleClass: 'standard',
        powertrain: 'diesel',
        emissionStandard: 'euro-3',
        distanceShare: 0.5,
      },
    ])
    expect(notes[0]).toContain('stand for shares of the distance')
  })

  test('shares may be percent, and a fleet of nothing is none', () => {
    const { fleet } = fleetOf(tableOf('share,fuel', '25 %,D', '75 %,E'), 'bus')
    expect(fleet.map(({ powertrain, distanceShare }) => [powertrain, distanceShare])).toEqual([
      ['diesel', 0.25],
      ['electric', 0.75],
    ])
    expect(faultsOf(() => fleetOf(tableOf('N,fuel', '0,D'), 'bus'))).toMatchObject([{ column: 'N' }])
  })

  test('electric buses have no standard, and heads and fuels may be in other languages', () => {
    // 120 and 30 of 150.
    const parts = [
      { mode: 'bus', powertrain: 'diesel', emissionStandard: 'euro-6', distanceShare: 0.8 },
      { mode: 'bus', powertrain: 'electric', distanceShare: 0.2 },
    ]
    for (const lines of [
      ['fuel,euro,N', 'Diesel,VI,120', 'E,,30'],
      ['Kraftstoff;Abgasnorm;Anzahl', 'Diesel;Euro 6;120', 'Elektro;-;30'],
      ['combustible;norma euro;vehículos', 'Gasóleo;6;120', 'Eléctrico;;30'],
      ['燃料,排放标准,数量', '柴油,Euro VI,120', '纯电动,无,30'],
    ])
      expect(fleetOf(tableOf(...lines), 'bus').fleet, lines[0]).toEqual(parts)
    const { notes } = fleetOf(tableOf('fuel,euro,N', 'D,VI,120', 'D,,30'), 'bus')
    expect(notes).toContain('1 rows tell no emission standard; they have none here. [import-assumption]')
  })

  test('a row of sums is told as such, and not as a fuel', () => {
    const faults = faultsOf(() => fleetOf(tableOf('fuel,euro,N', 'D,VI,120', 'E,,30', 'Total,,150'), 'bus'))
    expect(faults.map(({ code, count }) => [code, count])).toEqual([['duplicate-key', 1]])
  })

  test('a list of single vehicles is refused by what stands in it, whatever its head', () => {
    const list = tableOf('Kennzeichen;Kraftstoff;N', 'FR-AB 123;Diesel;1')
    expect(faultsOf(() => fleetOf(list, 'bus'))).toMatchObject([
      { code: 'person-level-data', column: 'Kennzeichen' },
    ])
  })

  test('every fault at once, and no vehicle of somebody', () => {
    const bad = tableOf('N,fuel,euro', '-1,D,III', '2,wood,III', '3,D,IX')
    expect(faultsOf(() => fleetOf(bad, 'bus')).map(({ column, count }) => [column, count])).toEqual([
      ['N', 1],
      ['fuel', 1],
      ['euro', 1],
    ])
    expect(faultsOf(() => fleetOf(tableOf('plate,fuel', 'AB 12,D'), 'bus')).map(({ code }) => code)).toEqual([
      'person-level-data',
      'column-missing',
    ])
  })
})

describe('road fuel of British authorities', () => {
  // Line breaks inside heads, as the published table has them.
  const HEAD =
    'Local Authority Code,Local Authority,Year,"Buses - \nMotorways","Buses - \nA roads","Buses - \nMinor roads",Buses total,"Diesel cars - \nA roads","Petrol cars - \nA roads","Petrol LGV - \nMinor roads","LPG LGV - \nA roads",Bioenergy total'
  const ROW = 'E1,Hand,2019,1,2,3,6,10,20,0.5,0.25,4'

  test('classes and roads are summed by carrier; bioenergy stays apart', () => {
    const { fuelSales, parts } = roadFuelOf(tableOf(HEAD, ROW), 'E1', '2019')
    expect(fuelSales).toEqual([
      // Buses 1 + 2 + 3, cars 10.
      { carrier: 'diesel', quantity: '16 ktoe' },
      { carrier: 'petrol', quantity: '20.5 ktoe' },
      { carrier: 'lpg', quantity: '0.25 ktoe' },
    ])
    expect(parts).toHaveLength(7)
    expect(parts[0]).toEqual({ vehicle: 'buses', carrier: 'diesel', road: 'motorways', ktoe: 1 })
  })

  test('a class of which the table has the total alone is all in it', () => {
    const { fuelSales, parts } = roadFuelOf(
      tableOf(
        'Local Authority Code,Local Authority,Year,Buses total,Diesel cars - A roads,Diesel cars total,Petrol cars total',
        'E1,Hand,2019,6,10,10,20.5',
      ),
      'E1',
      '2019',
    )
    // Buses 6 and diesel cars 10, which are counted once; petrol cars 20.5.
    expect(fuelSales).toEqual([
      { carrier: 'diesel', quantity: '16 ktoe' },
      { carrier: 'petrol', quantity: '20.5 ktoe' },
    ])
    expect(parts.map(({ vehicle, road }) => [vehicle, road])).toEqual([
      ['buses', 'all roads'],
      ['diesel cars', 'A roads'],
      ['petrol cars', 'all roads'],
    ])
  })

  test('a total that is not the sum of its roads is refused', () => {
    const faults = faultsOf(() => roadFuelOf(tableOf(HEAD, ROW.replace(',6,', ',7,')), 'E1', '2019'))
    expect(faults).toMatchObject([{ column: 'Buses total', count: 1 }])
  })

  // Figures have three decimals, as published; whoever saves them in German has commas there.
  const GERMAN = [HEAD.replaceAll(',', ';'), 'E1;Hand;2019;1,125;2,250;3,500;6,875;10,125;20,250;0,5;0,250;4']

  test('a decimal comma is one where another figure of the table shows it', () => {
    // Buses 1.125 + 2.25 + 3.5, cars 10.125 of diesel; 20.25 + 0.5 of petrol.
    expect(roadFuelOf(tableOf(...GERMAN), 'E1', '2019').fuelSales).toEqual([
      { carrier: 'diesel', quantity: '17 ktoe' },
      { carrier: 'petrol', quantity: '20.75 ktoe' },
      { carrier: 'lpg', quantity: '0.25 ktoe' },
    ])
  })

  test('and is asked about where none does: it may be thousands', () => {
    const [head = '', row = ''] = GERMAN
    const unclear = tableOf(head, row.replace(';0,5;0,250;', ';1;2;'))
    expect(new Set(faultsOf(() => roadFuelOf(unclear, 'E1', '2019')).map(({ code }) => code))).toEqual(
      new Set(['number-ambiguous']),
    )
  })

  test('three decimals in a table of commas are decimals', () => {
    const row = 'E1,Hand,2019,1.125,2.250,3.500,6.875,10.125,20.250,1.500,1.250,4'
    expect(roadFuelOf(tableOf(HEAD, row), 'E1', '2019').fuelSales[0]).toEqual({
      carrier: 'diesel',
      quantity: '17 ktoe',
    })
  })

  test('an empty cell is 0 only where a total says so', () => {
    // 3 of all buses, none of it on motorways: 2 + 1 stand in the others.
    const told = ROW.replace(',1,2,3,6,', ',,2,1,3,')
    expect(roadFuelOf(tableOf(HEAD, told), 'E1', '2019').parts[0]).toMatchObject({
      vehicle: 'buses',
      ktoe: 0,
    })
    const untold = faultsOf(() => roadFuelOf(tableOf(HEAD, ROW.replace(',10,20,', ',,20,')), 'E1', '2019'))
    expect(untold).toMatchObject([{ code: 'value-not-read', count: 1 }])
  })

  test.each([
    ['a head', (head: string) => head.replace('Buses total', 'Buses total (tonnes)'), 'column-unknown'],
    ['a title', (head: string) => `Road fuel in tonnes,,,,\n${head}`, 'value-not-read'],
  ])('another unit in %s is refused', (_, changed, code) => {
    expect(faultsOf(() => roadFuelOf(tableOf(changed(HEAD), ROW), 'E1', '2019'))).toMatchObject([{ code }])
  })

  test('notes and ktoe in heads and titles are no other unit', () => {
    const head = `Road fuel (thousand tonnes of oil equivalent),,,,\n${HEAD.replace('Buses total', 'Buses total (ktoe) [note 4]')}`
    expect(roadFuelOf(tableOf(head, ROW), 'E1', '2019').fuelSales[0]?.quantity).toBe('16 ktoe')
  })

  test('vehicles that are not read are said, and so is a year that was not compared', () => {
    const head = HEAD.replace('Petrol LGV', 'Hybrid LGV').replace(',Year', '')
    const { notes } = roadFuelOf(tableOf(head, ROW.replace(',2019', '')), 'E1', '2019')
    expect(notes[0]).toContain('1 columns are of vehicles that were not read')
    expect(notes[1]).toContain('taken to be of 2019')
  })

  test('a place or a year that is not there, or is there twice', () => {
    expect(faultsOf(() => roadFuelOf(tableOf(HEAD, ROW), 'E2', '2019'))).toHaveLength(1)
    expect(faultsOf(() => roadFuelOf(tableOf(HEAD, ROW), 'E1', '2020'))).toHaveLength(1)
    expect(faultsOf(() => roadFuelOf(tableOf(HEAD, ROW, ROW), 'E1', '2019'))).toMatchObject([
      { code: 'duplicate-key' },
    ])
  })
})

const DATA = '../shared/data'
if (!existsSync(DATA)) console.info(`Skipped: the real files are not at ${DATA}.`)
describe.skipIf(!existsSync(DATA))('real tables', () => {
  test.each([
    ['irl_dub', 4, 548 / 1002],
    ['bra_cur', 5, undefined],
    ['usa_det', 1, 1],
  ])('the fleet of %s has %d parts', (name, parts, last) => {
    const { fleet } = fleetOf(readTable(readFileSync(`${DATA}/gtfs/${name}_fleet.txt`)), 'bus')
    expect(fleet).toHaveLength(parts)
    expect(fleet.reduce((sum, { distanceShare }) => sum + distanceShare, 0)).toBeCloseTo(1, 12)
    // Dublin: 548 of 10 + 296 + 148 + 548 buses are of Euro VI. Detroit: all burn diesel.
    if (last !== undefined) expect(fleet.at(-1)?.distanceShare).toBeCloseTo(last, 12)
  })

  test('Hartlepool in 2019: the parts come to the published total', () => {
    let output = ''
    const terminal = {
      environment: {},
      readInput: () => Buffer.from(''),
      write: (text: string) => {
        output += text
      },
      complain: () => undefined,
      isTerminal: false,
    }
    stateCommand(terminal).parse(
      [
        'fuel-sales',
        `${DATA}/calibration/uk_authorities_2019_2020.csv`,
        '--place',
        'E06000001',
        '--year',
        '2019',
      ],
      { from: 'user' },
    )
    const { fuelSales } = JSON.parse(output) as { fuelSales: { quantity: string }[] }
    const sum = fuelSales.reduce((total, { quantity }) => total + Number.parseFloat(quantity), 0)
    // total_fuel_ktoe of the table: 50.60823, LPG included.
    expect(sum).toBeCloseTo(50.608, 2)
  })
})

import {
  type DemandRow,
  type Estimate,
  type EstimateInput,
  type FactorSet,
  Uncertainty,
  VEHICLE_CLASSES,
} from '../../src/index.ts'
import { type Case, differences, estimated, inputOf, payloadOf, stated, type Violation } from './case.ts'
import { payloadRow, STATED_BACK } from './stated-back.ts'

/** Every law that does not hold for a case. */
export function violationsOf(of: Case, set: FactorSet): readonly Violation[] {
  const whole = estimated(inputOf(of), set)
  if (!whole) return [{ ...of, law: 'answers', what: 'cannot be estimated' }]
  return [
    ...statedBack(of, set),
    ...cellsAlone(of, set, whole),
    ...unusedInputs(of, set),
    ...unusedWords(of, set),
    ...payloadAgrees(of, set),
    ...electrified(of, set, whole),
  ]
}

/** A default stated back leaves every total as it was. */
function statedBack(of: Case, set: FactorSet): readonly Violation[] {
  return Object.entries(STATED_BACK).flatMap(([group, fields]) =>
    Object.entries(fields).flatMap(([name, how]) => {
      if (typeof how === 'string') return []
      return how(of, set).flatMap(({ before, after }): Violation[] => {
        const [one, other] = [estimated(before, set), estimated(after, set)]
        const what = !one || !other ? 'refused' : differences(one.totals, other.totals)
        return what === '' ? [] : [{ ...of, law: 'stated-back', field: `${group}/${name}`, what }]
      })
    }),
  )
}

/** The cells of a default fleet with their shares. */
function cellsOf({ lines, parameters, assumptions }: Estimate) {
  const shares = assumptions.filter(({ record }) => record.kind === 'fleet-share')
  const cells = shares.flatMap(({ record, parameter }) =>
    'canonicalValue' in record && parameters.has(parameter.key)
      ? [
          {
            share: record.canonicalValue,
            row: {
              vehicleClass: record.vehicleClass,
              powertrain: record.powertrain,
              emissionStandard: record.emissionStandard,
            },
          },
        ]
      : [],
  )
  return lines.length === 0 ? [] : cells
}

/** A city that is served by most of a default fleet alone lies within the interval of the default: by CO2e, CO2 and energy. */
export function servedByMost(of: Case, set: FactorSet): readonly Violation[] {
  const whole = estimated(inputOf(of), set)
  if (!whole) return []
  const { intervals } = new Uncertainty(whole, 'lines').propagated()
  return cellsOf(whole)
    .filter(({ share }) => share >= 0.5 && share < 1)
    .flatMap(({ row }) => {
      const alone = estimated(inputOf(of, row), set)
      return (['co2eKg', 'co2Kg', 'energyMj'] as const).flatMap((name): Violation[] => {
        const [value, bounds] = [alone?.totals[name], intervals.get(`totals/${name}`)]
        if (value === undefined || !bounds)
          return [{ ...of, law: 'most-of-it', what: `${name} is not known` }]
        return value < bounds.lower || value > bounds.upper
          ? [
              {
                ...of,
                law: 'most-of-it',
                what: `${row.powertrain} ${name} ${value} outside ${bounds.lower} to ${bounds.upper}`,
              },
            ]
          : []
      })
    })
}

/** The cells of a default fleet, each stated alone, make up the default; one that is most of it lies within its interval. */
function cellsAlone(of: Case, set: FactorSet, whole: Estimate): readonly Violation[] {
  const found: Violation[] = []
  const cells = cellsOf(whole)
  let mean = 0
  for (const { share, row } of cells) {
    const alone = estimated(inputOf(of, row), set)
    if (!alone) {
      found.push({ ...of, law: 'cells', what: `${row.powertrain} alone cannot be estimated` })
      continue
    }
    mean += share * alone.totals.co2eKg
    if (share < 0.5) continue
    const bounds = new Uncertainty(whole, 'lines').propagated().intervals.get('totals/co2eKg')
    const value = alone.totals.co2eKg
    if (bounds && (value < bounds.lower || value > bounds.upper))
      found.push({
        ...of,
        law: 'most-of-it',
        what: `${row.powertrain} ${value} outside ${bounds.lower} to ${bounds.upper}`,
      })
  }
  const apart = mean / whole.totals.co2eKg - 1
  if (cells.length > 0 && Math.abs(apart) > 1e-9)
    found.push({ ...of, law: 'cells', what: `mean ${apart} apart` })
  return found
}

/** Inputs that are far from any default, with the pointers at which they must act or be told. */
function optionalInputs({ mode }: Case): readonly (readonly [string, string, Partial<EstimateInput>])[] {
  const other = mode === 'car' ? 'van' : 'car'
  const fleet = (of: Case['mode']): EstimateInput['fleet'] => [
    {
      pointer: '/fleet/0',
      mode: of,
      powertrain: 'lpg',
      distanceShare: stated(1, 'share', '/fleet/0/distanceShare'),
    },
  ]
  return [
    [
      'speeds',
      '/speeds/0/meanSpeed',
      { speeds: [{ pointer: '/speeds/0', mode, meanSpeed: stated(19, 'km/h', '/speeds/0/meanSpeed') }] },
    ],
    [
      'speeds of another mode',
      '/speeds/0/meanSpeed',
      {
        speeds: [{ pointer: '/speeds/0', mode: other, meanSpeed: stated(19, 'km/h', '/speeds/0/meanSpeed') }],
      },
    ],
    [
      'climate',
      '/climate/meanTemperature',
      { climate: { pointer: '/climate', meanTemperature: stated(-11, '°C', '/climate/meanTemperature') } },
    ],
    [
      'petrol',
      '/fuels/0/biofuelEnergyShare',
      {
        fuels: [
          {
            pointer: '/fuels/0',
            carrier: 'petrol',
            biofuelEnergyShare: stated(0.6, 'share', '/fuels/0/biofuelEnergyShare'),
          },
        ],
      },
    ],
    [
      'diesel',
      '/fuels/0/biofuelVolumeShare',
      {
        fuels: [
          {
            pointer: '/fuels/0',
            carrier: 'diesel',
            biofuelVolumeShare: stated(0.6, 'share', '/fuels/0/biofuelVolumeShare'),
          },
        ],
      },
    ],
    ['blend', '/fuels/0/blend', { fuels: [{ pointer: '/fuels/0', carrier: 'petrol', blend: 'E85' }] }],
    [
      'intensity',
      '/electricity/intensity',
      {
        electricity: {
          pointer: '/electricity',
          intensity: stated(1234, 'g CO2/kWh', '/electricity/intensity'),
        },
      },
    ],
    [
      'intensity of CO2e',
      '/electricity/intensity',
      {
        electricity: {
          pointer: '/electricity',
          intensity: stated(1234, 'g CO2e/kWh', '/electricity/intensity'),
        },
      },
    ],
    [
      'losses',
      '/electricity/lossShare',
      {
        electricity: { pointer: '/electricity', lossShare: stated(0.47, 'share', '/electricity/lossShare') },
      },
    ],
    ...(payloadOf(mode) === 'passengers'
      ? ([
          [
            'occupancy',
            '/occupancy/0/personsPerVehicle',
            {
              occupancy: [
                {
                  pointer: '/occupancy/0',
                  mode,
                  personsPerVehicle: stated(3.21, 'persons/vehicle', '/occupancy/0/personsPerVehicle'),
                },
              ],
            },
          ],
        ] as const)
      : []),
    ...(payloadOf(mode) === 'freight'
      ? ([
          [
            'loads',
            '/loads/0/tonnesPerVehicle',
            {
              loads: [
                {
                  pointer: '/loads/0',
                  mode,
                  tonnesPerVehicle: stated(1.23, 't/vehicle', '/loads/0/tonnesPerVehicle'),
                },
              ],
            },
          ],
        ] as const)
      : []),
    [
      'load of another mode',
      '/loads/0/tonnesPerVehicle',
      {
        loads: [
          {
            pointer: '/loads/0',
            mode: 'freight-rail',
            tonnesPerVehicle: stated(321, 't/vehicle', '/loads/0/tonnesPerVehicle'),
          },
        ],
      },
    ],
    ['fleet', '/fleet/0/distanceShare', { fleet: fleet(mode) }],
    ['fleet of another mode', '/fleet/0/distanceShare', { fleet: fleet(other) }],
  ]
}

/** What is stated moves a total, or a notice names it. */
function unusedInputs(of: Case, set: FactorSet): readonly Violation[] {
  const payload = payloadRow(of.mode)
  const rows = [{}, ...(payload ? [payload] : [])]
  return rows.flatMap((row) => {
    const input = inputOf(of, row)
    const before = estimated(input, set)
    if (!before) return []
    return optionalInputs(of).flatMap(([field, pointer, more]): Violation[] => {
      const after = estimated({ ...input, ...more }, set)
      // A refusal says what is wrong.
      if (!after || differences(before.totals, after.totals) !== '') return []
      const isTold = after.notices.some(
        ({ code, pointer: said }) =>
          code === 'input-not-used' && said && `${pointer}/`.startsWith(`${said}/`),
      )
      return isTold
        ? []
        : [{ ...of, law: 'acts-or-told', field, what: `nothing moves, and no notice names ${pointer}` }]
    })
  })
}

/** A class or standard that a row states moves a figure, or a notice names it; of energy too, which is of its carrier. */
function unusedWords(of: Case, set: FactorSet): readonly Violation[] {
  const energy = { energy: stated(1e7, 'MJ', '/demand/0/energy'), carrier: 'diesel' } as const
  const words: readonly Partial<DemandRow>[] = [
    ...VEHICLE_CLASSES[of.mode].slice(1).map((vehicleClass) => ({ vehicleClass })),
    { emissionStandard: 'euro-3' },
  ]
  const rows = [inputOf(of), { ...inputOf(of), demand: [{ pointer: '/demand/0', mode: of.mode, ...energy }] }]
  return rows.flatMap((input) => {
    const before = estimated(input, set)
    if (!before) return []
    return words.flatMap((word): Violation[] => {
      const [field = ''] = Object.keys(word)
      const after = estimated({ ...input, demand: input.demand.map((row) => ({ ...row, ...word })) }, set)
      if (!after || differences(before.totals, after.totals) !== '') return []
      const isTold = after.notices.some(
        ({ code, pointer }) => code === 'input-not-used' && pointer === `/demand/0/${field}`,
      )
      return isTold
        ? []
        : [{ ...of, law: 'acts-or-told', field, what: `${Object.values(word)}: nothing moves` }]
    })
  })
}

/** A payload and the vehicle distance that it comes to, each stated alone, emit the same. */
function payloadAgrees(of: Case, set: FactorSet): readonly Violation[] {
  const row = payloadRow(of.mode)
  const carried = row && estimated(inputOf(of, row), set)
  if (!carried) return []
  const vkm = carried.totals.vehicleDistanceVkm
  if (vkm === undefined)
    return [{ ...of, law: 'payload-agrees', what: 'the payload comes to no vehicle distance' }]
  const vehicleDistance = stated(vkm, 'vkm', '/demand/0/vehicleDistance')
  const driven = estimated(inputOf(of, { vehicleDistance }), set)
  const withoutPayload = (totals: Estimate['totals']): Estimate['totals'] => ({
    ...totals,
    passengerDistancePkm: undefined,
    tonneDistanceTkm: undefined,
  })
  const what = driven
    ? differences(withoutPayload(carried.totals), withoutPayload(driven.totals))
    : 'the vehicle distance cannot be estimated'
  return what === '' ? [] : [{ ...of, law: 'payload-agrees', what }]
}

/**
 * Above this intensity at the plug a bus on electricity may emit more than one that burns diesel [g CO2e/kWh]: 1.25 kWh/km
 * against the most frugal diesel buses, China's 10.6 MJ/vkm × 74.1 g CO2/MJ = 785 g/km, is 628 g/kWh.
 */
const DIRTIEST_GRID = 620

/** Electric vehicles take no more energy than the fleet; where the grid is not all coal, electric buses emit less than diesel. */
function electrified(of: Case, set: FactorSet, whole: Estimate): readonly Violation[] {
  const found: Violation[] = []
  const electric = estimated(inputOf(of, { powertrain: 'electric' }), set)
  if (!electric) return found
  const [used, before] = [electric.totals.energyMj, whole.totals.energyMj]
  if (used === undefined || before === undefined || used > before * (1 + 1e-9))
    found.push({ ...of, law: 'electric-energy', what: `${used} MJ, the fleet ${before} MJ` })
  if (of.mode !== 'bus') return found
  const passengers = { passengerDistance: stated(1e7, 'pkm', '/demand/0/passengerDistance') }
  const [onGrid, onDiesel] = (['electric', 'diesel'] as const).map((powertrain) =>
    estimated(inputOf(of, { ...passengers, powertrain }), set),
  )
  if (!onGrid || !onDiesel) return [...found, { ...of, law: 'electric-buses', what: 'cannot be estimated' }]
  const grid = (onGrid.totals.co2eKg / (onGrid.totals.energyMj ?? Number.NaN)) * 3600
  if (grid < DIRTIEST_GRID && onGrid.totals.co2eKg >= onDiesel.totals.co2eKg)
    found.push({
      ...of,
      law: 'electric-buses',
      what: `${onGrid.totals.co2eKg} kg, diesel ${onDiesel.totals.co2eKg} kg`,
    })
  return found
}

import type { EnergyCarrier } from '../domain.ts'
import { DESNZ, SEEN } from './desnz-source.ts'
import { CAR_SIZES, MOTORCYCLE_SIZES, ROAD_FUELS, TRUCKS, VAN_CLASSES } from './desnz-term.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { type Contribution, copyRead, perOf, record, spelled } from './row.ts'

const READ = { region: 'GB', tier: 2, quality: 'H', verification: 'read' } as const

/** Energy per distance, fuel supply, biofuel properties and electricity of the UK conversion factors. */
export function desnzEnergy(figures: Figures): Contribution {
  return {
    sources: [],
    records: [
      ...energy2024(figures),
      ...batteryCars2025(figures),
      ...fuelSupply(figures),
      ...biofuels(figures),
      ...electricity(figures),
    ],
  }
}

interface Kind {
  readonly mode: 'car' | 'van' | 'motorcycle' | 'rigid-truck' | 'articulated-truck'
  readonly vehicleClass: NonNullable<(typeof CAR_SIZES)[string]>
  readonly powertrain: NonNullable<(typeof ROAD_FUELS)[string]['powertrain']>
  readonly carrier: EnergyCarrier
}

function kindOf(figure: Figure, electric: boolean): Kind | undefined {
  const [category, name, variant] = [
    cell(figure, 'category'),
    cell(figure, 'vehicle').trim(),
    cell(figure, 'variant'),
  ]
  const mode = category === 'Cars (by size)' ? 'car' : category === 'Vans' ? 'van' : undefined
  const vehicleClass = mode === 'car' ? CAR_SIZES[name] : VAN_CLASSES[name]
  if (mode && vehicleClass) {
    // Among the fuels the source prints a battery vehicle with 0, and its electricity elsewhere.
    if (variant === 'Battery Electric Vehicle')
      return electric ? { mode, vehicleClass, powertrain: 'electric', carrier: 'electricity' } : undefined
    if (variant === 'Plug-in Hybrid Electric Vehicle')
      return {
        mode,
        vehicleClass,
        powertrain: 'plug-in-hybrid-petrol',
        carrier: electric ? 'electricity' : 'petrol',
      }
    const { powertrain, carrier } = ROAD_FUELS[variant] ?? {}
    return powertrain && carrier && { mode, vehicleClass, powertrain, carrier }
  }
  const size = MOTORCYCLE_SIZES[name]
  if (category === 'Motorbike' && size)
    return { mode: 'motorcycle', vehicleClass: size, powertrain: 'petrol', carrier: 'petrol' }
  const truck = TRUCKS[name]
  return category === 'HGV (all diesel)' && variant === 'Average laden' && truck
    ? ({ ...truck, note: undefined } as unknown as Kind)
    : undefined
}

function energy2024(figures: Figures) {
  return figures
    .read('vehicle_factors_uk.csv')
    .filter(
      (f) => f['edition'] === '2024' && f['metric'] === 'energy' && cell(f, 'activity').startsWith('SECR'),
    )
    .flatMap((figure) => {
      const electric = cell(figure, 'activity').includes('electricity')
      const kind = kindOf(figure, electric)
      if (!kind) return []
      const unit = cell(figure, 'unit').replace('kWh_net', 'kWh')
      const plugIn = kind.powertrain === 'plug-in-hybrid-petrol' ? 'Over all distance, both carriers. ' : ''
      const basis = electric ? 'Grid electricity.' : 'Net calorific value.'
      return [
        record(
          {
            ...READ,
            kind: 'energy-intensity',
            ...kind,
            yearFrom: 2024,
            yearTo: 2024,
            value: numberIn(figure, 'value'),
            unit,
            sourceId: DESNZ['2024'].id,
            locator: `${cell(figure, 'activity')} / ${cell(figure, 'category')} / ${cell(figure, 'vehicle').trim()}, id ${cell(figure, 'factor_id')}`,
            note: `${plugIn}${basis} ${copyRead(cell(figure, 'read_from'))}`,
          },
          perOf(unit),
        ),
      ]
    })
}

function batteryCars2025(figures: Figures) {
  return figures
    .read('occupancy_and_energy.csv')
    .filter((f) => f['year'] === '2025' && f['metric'] === 'grid electricity')
    .map((figure) => {
      const name = cell(figure, 'vehicle').split(' / ')[1] ?? ''
      const vehicleClass = CAR_SIZES[name]
      if (!vehicleClass) throw new Error(`no class is known for ${name}`)
      return record(
        {
          ...READ,
          kind: 'energy-intensity',
          mode: 'car',
          vehicleClass,
          powertrain: 'electric',
          carrier: 'electricity',
          yearFrom: 2025,
          yearTo: 2025,
          value: numberIn(figure, 'value'),
          unit: 'kWh/vkm',
          quality: 'M',
          verification: 'secondary',
          sourceId: DESNZ['2025'].id,
          locator: `SECR kWh UK electricity for EVs / Cars (by size) / ${name}`,
          note: 'Grid electricity. Read in a transcription.',
        },
        'per-vkm',
      )
    })
}

const FUELS: Readonly<Record<string, EnergyCarrier>> = {
  'Petrol (100% mineral petrol)': 'petrol',
  'Diesel (100% mineral diesel)': 'diesel',
  LPG: 'lpg',
  CNG: 'cng',
  LNG: 'lng',
  'Aviation turbine fuel': 'jet-kerosene',
  'Aviation spirit': 'aviation-gasoline',
  'Marine fuel oil': 'residual-fuel-oil',
}

const BIOFUELS: Readonly<Record<string, EnergyCarrier>> = {
  Bioethanol: 'ethanol',
  'Biodiesel ME': 'biodiesel',
  'Biomethane (compressed)': 'biogas',
}

function fuelSupply(figures: Figures) {
  return figures.read('fuel_factors_uk.csv').flatMap((figure) => {
    const edition = cell(figure, 'edition')
    const unit = cell(figure, 'unit')
    const name = cell(figure, 'vehicle').trim()
    const activity = cell(figure, 'activity')
    const carrier =
      activity === 'WTT- fuels' && unit === 'kgCO2e/kWh_net'
        ? FUELS[name]
        : activity === 'WTT- bioenergy' && unit === 'kgCO2e/GJ'
          ? BIOFUELS[name]
          : undefined
    if (!carrier || (edition !== '2024' && edition !== '2025')) return []
    const year = Number(edition)
    return [
      record({
        ...READ,
        ...SEEN[edition],
        kind: 'well-to-tank',
        carrier,
        yearFrom: year,
        yearTo: year,
        value: numberIn(figure, 'value'),
        unit: spelled(unit).replace('kWh_net', 'kWh'),
        sourceId: DESNZ[edition].id,
        locator: `${activity} / ${name}, id ${cell(figure, 'factor_id')}`,
        note: `${activity === 'WTT- fuels' ? 'Per kWh of net calorific value. ' : ''}${copyRead(cell(figure, 'read_from'))}`,
      }),
    ]
  })
}

/** Heating value and density of biofuels: ratios of one factor printed per kilogram, gigajoule and litre. */
function biofuels(figures: Figures) {
  return Object.entries(BIOFUELS).flatMap(([name, carrier]) => {
    const per = (unit: string) =>
      figures
        .read('fuel_factors_uk.csv')
        .filter(
          (f) =>
            f['edition'] === '2024' &&
            f['activity'] === 'WTT- bioenergy' &&
            cell(f, 'vehicle').trim() === name &&
            f['unit'] === unit,
        )
    const kilogram = theOne(per('kgCO2e/kg'), `${name} per kg`)
    const gigajoule = theOne(per('kgCO2e/GJ'), `${name} per GJ`)
    const base = {
      carrier,
      region: 'GLO',
      tier: 2,
      quality: 'M',
      verification: 'read',
      sourceId: DESNZ['2024'].id,
    } as const
    const why =
      carrier === 'biogas' ? '' : ' The IPCC default of 27.0 has limits of 13.6 and 54 and is not used.'
    const heatingValue = record({
      ...base,
      kind: 'net-calorific-value',
      value: rounded((numberIn(kilogram, 'value') / numberIn(gigajoule, 'value')) * 1000),
      unit: 'MJ/kg',
      locator: `WTT- bioenergy / ${name}: kg CO2e per kg over kg CO2e per GJ`,
      note: `Computed: ratio of two printed units of one factor.${why}`,
    })
    const [litre] = per('kgCO2e/litre')
    if (!litre) return [heatingValue]
    return [
      heatingValue,
      record({
        ...base,
        kind: 'density',
        value: rounded(numberIn(litre, 'value') / numberIn(kilogram, 'value')),
        unit: 'kg/L',
        locator: `WTT- bioenergy / ${name}: kg CO2e per litre over kg CO2e per kg`,
        note: 'Computed: ratio of two printed units of one factor.',
      }),
    ]
  })
}

/** To the digits that a ratio of five-digit figures has. */
const rounded = (value: number): number => Number(value.toPrecision(4))

const GENERATED = { co2: 'co2', ch4_as_co2e: 'ch4', n2o_as_co2e: 'n2o' } as const

function electricity(figures: Figures) {
  const all = figures.read('grid_intensity_uk_desnz.csv')
  const activities = { '2024': 'UK electricity', '2025': 'Managed assets- electricity' } as const
  return (['2024', '2025'] as const).flatMap((edition) => {
    const year = { yearFrom: Number(edition), yearTo: Number(edition) }
    const ours = all.filter((f) => f['edition'] === edition)
    const base = { ...READ, ...SEEN[edition], ...year, sourceId: DESNZ[edition].id } as const
    const at = (f: Figure) => `${cell(f, 'activity')} / ${cell(f, 'vehicle')}, id ${cell(f, 'factor_id')}`
    const generation = ours.filter((f) => f['activity'] === activities[edition])
    const intensities = generation.flatMap((figure) => {
      const gas = GENERATED[cell(figure, 'metric') as keyof typeof GENERATED]
      if (!gas) return []
      return [
        record({
          ...base,
          kind: 'grid-intensity',
          gas,
          ...(gas === 'co2' ? {} : { gwpSet: 'AR5' as const }),
          value: numberIn(figure, 'value'),
          unit: gas === 'co2' ? 'kg CO2/kWh' : 'kg CO2e/kWh',
          locator: at(figure),
          note: `${gas === 'co2' ? '' : 'Printed as CO2e. '}${copyRead(cell(figure, 'read_from'))}`,
        }),
      ]
    })
    const upstream = theOne(
      ours.filter((f) => f['category'] === 'WTT- UK electricity (generation)'),
      `WTT electricity ${edition}`,
    )
    return [
      ...intensities,
      record({
        ...base,
        kind: 'grid-well-to-tank',
        value: numberIn(upstream, 'value'),
        unit: 'kg CO2e/kWh',
        locator: at(upstream),
        note: copyRead(cell(upstream, 'read_from')),
      }),
      lossOf(generation, ours, base),
    ]
  })
}

function lossOf(
  generation: readonly Figure[],
  ours: readonly Figure[],
  base: Omit<typeof READ, 'quality' | 'verification'> &
    (typeof SEEN)[keyof typeof SEEN] & { yearFrom: number; yearTo: number; sourceId: string },
) {
  const isTotal = (f: Figure) => f['metric'] === 'co2e'
  const transmission = ours.filter((f) => f['category'] === 'T&D- UK electricity' && isTotal(f))
  const lost = numberIn(theOne(transmission, 'T&D of UK electricity'), 'value')
  const generated = numberIn(theOne(generation.filter(isTotal), 'UK electricity'), 'value')
  return record({
    ...base,
    kind: 'grid-loss',
    value: Number(((100 * lost) / (generated + lost)).toPrecision(3)),
    unit: '%',
    quality: 'M',
    locator: 'T&D- UK electricity over the sum of it and Electricity generated, kg CO2e/kWh',
    note: `Computed: ${lost} / (${generated} + ${lost}), the share of generation lost.`,
  })
}

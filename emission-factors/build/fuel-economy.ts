import type { EmissionStandard, Source } from '../domain.ts'
import { ACCESSED, type Contribution, record } from './row.ts'

const MONITORING: Source = {
  id: 'eea-co2-cars',
  title: 'Average CO2 emissions from new passenger cars in the European Union: monitoring data',
  publisher: 'European Environment Agency (EEA) and European Commission',
  edition: 'registrations of 2007 to 2016, as published from year to year',
  published: '2019-08-13',
  accessed: ACCESSED,
  url: 'https://www.eea.europa.eu/data-and-maps/indicators/average-co2-emissions-from-motor-vehicles/assessment',
  licence: 'EEA re-use policy: free with acknowledgement',
  attribution: 'European Environment Agency, average CO2 emissions from newly registered motor vehicles',
  note: '2007 and 2008 from the Commission report on 2008; 2012 from the EEA summary of data for 2012; 2016 from the EEA indicator.',
}

/** Official CO2 of new cars [g/km] and how far the road lies above it, as shares of the official figure. */
interface Cohort {
  readonly co2GPerKm: number
  readonly gap: number
  readonly read: string
}

/** New cars when Euro 4 was the standard, the youngest that the curves were made from: the mean of two years. */
const REFERENCE: Cohort = {
  co2GPerKm: (158.7 + 153.5) / 2,
  // On a line from 10 % of 2003 to 25 % of 2011.
  gap: 0.1 + (0.25 - 0.1) * ((2007.5 - 2003) / (2011 - 2003)),
  read: '158.7 g/km (2007) and 153.5 (2008), gap 18.4 % on a line from 10 % (2003) to 25 % (2011)',
}

/** The gap of the reference lies between the two that it was drawn from: it rose from year to year. */
const GAP_BOUNDS = { lowest: 0.1, highest: 0.25 } as const

const COHORTS: Readonly<Partial<Record<EmissionStandard, Cohort>>> = {
  'euro-5': {
    co2GPerKm: 132.2,
    gap: (0.25 + 0.31) / 2,
    read: '132.2 g/km (2012), gap 28 %, the mean of 25 % (2011) and 31 % (2013)',
  },
  'euro-6': { co2GPerKm: 118.1, gap: 0.42, read: '118.1 g/km (2016), gap 42 % (2016)' },
}

const indexAt = ({ co2GPerKm, gap }: Cohort, referenceGap: number): number =>
  ((co2GPerKm / REFERENCE.co2GPerKm) * (1 + gap)) / (1 + referenceGap)

const rounded = (index: number): number => Number(index.toPrecision(3))

/**
 * Real-world energy of new cars of a standard over that of Euro 4, on whose level the energy curves stand still:
 * the ratio of official CO2 times the ratio of 1 + gap.
 */
export function fuelEconomy(): Contribution {
  const records = Object.entries(COHORTS).map(([standard, cohort]) =>
    record({
      kind: 'fuel-economy-index',
      mode: 'car',
      emissionStandard: standard as EmissionStandard,
      region: 'EUR',
      value: rounded(indexAt(cohort, REFERENCE.gap)),
      unit: 'share',
      lower: rounded(indexAt(cohort, GAP_BOUNDS.highest)),
      upper: rounded(indexAt(cohort, GAP_BOUNDS.lowest)),
      tier: 2,
      quality: 'L',
      verification: 'secondary',
      sourceId: MONITORING.id,
      locator: 'average CO2 of newly registered passenger cars, EU',
      note: `Computed: official CO2 over that of the reference × (1 + gap) / (1 + gap of the reference). ${cohort.read}; reference ${REFERENCE.read}. Gaps: ICCT, From laboratory to road, updates of 2014 (private cars) and 2017, as quoted by the ICCT and the Global Fuel Economy Initiative. Bounds: the gap of the reference at either end of its line.`,
    }),
  )
  return { sources: [MONITORING], records }
}

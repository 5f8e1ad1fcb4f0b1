import type { Scope, SubSector } from '../../src/index.ts'

/** The three sheets of the electronic Common Reporting Framework that hold what a city emits. */
export const ECRF_SHEETS = { city: 'eCRF_1', summary: 'eCRF_2', detail: 'eCRF_3' } as const

/** The 33 columns of eCRF_3, in their order. */
export const DETAIL_HEADERS = {
  inventoryYear: 'Inventory year',
  gpcRef: 'GPC ref. no.',
  sector: 'CRF - Sector',
  subSector: 'CRF - Sub-sector',
  scope: 'Scope',
  activity: 'Fuel type or activity',
  notationKey: 'Notation key',
  activityAmount: 'Activity data - Amount',
  activityUnit: 'Activity data - Unit',
  activityDescription: 'Activity data - Description and Methodology',
  activitySource: 'Activity data - Source',
  activityQuality: 'Activity data - Data Quality',
  factorUnit: 'Emission factor - Unit',
  factorCo2: 'Emission factor - CO2',
  factorCh4: 'Emission factor - CH4',
  factorN2o: 'Emission factor - N2O',
  factorCo2e: 'Emission factor - Total CO2e',
  factorBiogenicCo2: 'Emission factor - Biogenic CO2',
  factorOxidation: 'Emission factor - Oxidation factor',
  factorYear: 'Emission factor - Year',
  factorScale: 'Emission factor - Scale',
  factorDescription: 'Emission factor - Description',
  factorSource: 'Emission factor - Source',
  factorQuality: 'Emission factor - Data Quality',
  co2: 'GHGs (metric tonnes CO2e) - CO2',
  ch4: 'GHGs (metric tonnes CO2e) - CH4',
  n2o: 'GHGs (metric tonnes CO2e) - N2O',
  co2e: 'GHGs (metric tonnes CO2e) - Total CO2e',
  biogenicCo2: 'GHGs (metric tonnes CO2e) - Biogenic CO2',
  originalActivity: 'Activity data conversion - original activity',
  originalUnit: 'Activity data conversion - original unit',
  conversionValue: 'Activity data conversion - conversion value',
  overrideUsed: 'Activity data conversion - override used?',
} as const
export type DetailColumn = keyof typeof DETAIL_HEADERS

/** The sector of every row of GPC II. */
export const TRANSPORT_SECTOR = 'Transportation'

export const SUB_SECTOR_WORDS: Readonly<Record<SubSector, string>> = {
  'II.1': 'On-road',
  'II.2': 'Rail',
  'II.3': 'Waterborne navigation',
  'II.4': 'Aviation',
  'II.5': 'Off-road',
}

export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  '1': 'Direct emissions',
  '2': 'Indirect emissions',
  '3': 'Outside city boundary',
}

/** A row of the eCRF that the GPC does not have: shown in the workbook, but in no total. */
export const UNSUMMED_REF = 'II.5.3'

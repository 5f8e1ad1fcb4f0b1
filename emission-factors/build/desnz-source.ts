import type { Source } from '../domain.ts'
import { ACCESSED } from './row.ts'

const source = (
  edition: '2022' | '2023' | '2024' | '2025',
  published: string,
  url: string,
  note?: string,
): Source => ({
  id: `desnz-${edition}`,
  title: `UK Government GHG Conversion Factors for Company Reporting ${edition}`,
  publisher: 'Department for Energy Security and Net Zero (DESNZ), Defra',
  edition: edition === '2024' ? '2024 v1.1' : edition,
  published,
  accessed: ACCESSED,
  url,
  licence: 'Open Government Licence v3.0',
  attribution: `Contains public sector information licensed under the Open Government Licence v3.0. Source: DESNZ/Defra, UK Government GHG Conversion Factors for Company Reporting (${edition}).`,
  ...(note === undefined ? {} : { note }),
})

const PAGE = 'https://www.gov.uk/government/publications/greenhouse-gas-reporting-conversion-factors-'
const SECONDARY =
  'Read in the GHG Protocol Cross-Sector Tools V2.0. Its CH4 and N2O masses are back-calculated and less sure than its CO2.'
const GASES = 'CO2, CH4 and N2O are printed as kg CO2e with the AR5 potentials 28 and 265.'
const TRANSCRIBED = `${GASES} Read in a third-party conversion of the flat file, checked against an independent transcription.`

/** The editions of the UK conversion factors. */
export const DESNZ = {
  '2022': source('2022', '2022-06', `${PAGE}2022`, SECONDARY),
  '2023': source('2023', '2023-06', `${PAGE}2023`, SECONDARY),
  '2024': source('2024', '2024-10', `${PAGE}2024`, GASES),
  '2025': source('2025', '2025-06', `${PAGE}2025`, TRANSCRIBED),
} as const satisfies Record<string, Source>

/** How an edition was seen: the 2024 workbook itself, the 2025 one in a third party's conversion. */
export const SEEN = {
  '2024': { quality: 'H', verification: 'read' },
  '2025': { quality: 'M', verification: 'secondary' },
} as const

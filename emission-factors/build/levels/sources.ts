import type { Source } from '../../domain.ts'
import { type Country, EUROPEAN } from './countries.ts'

const ACCESSED = '2026-11-28'
const PUBLISHED = '2026'

/** The levels of a European country whose inventory and traffic are Eurostat's. */
const europeanLevels = ({ region, name }: Country): Source => ({
  id: `cordon-levels-${region.toLowerCase()}`,
  title: `Energy per vehicle-km of road vehicles in ${name}, 1990 to 2025`,
  publisher: 'Cordon, derived from Eurostat, JRC, DfT, IEA and VTT',
  edition: '2026',
  published: PUBLISHED,
  accessed: ACCESSED,
  licence: 'CC BY 4.0; Open Government Licence v3.0',
  attribution:
    'Contains Eurostat data and JRC-IDEES (European Commission, CC BY 4.0), changed; LIPASTO (VTT, CC BY 4.0); IEA, Global EV Outlook 2025 (CC BY 4.0); public sector information licensed under the Open Government Licence v3.0 (DfT, DESNZ).',
  note: 'Single figures, as of EECA, UC Davis, IEA and offices of energy, are quoted; emission-factors/figures names each.',
})

/**
 * The works behind the levels. A level is derived from several; the source that it names says from which, and
 * `emission-factors/figures` holds the figures.
 */
export const levelSources: readonly Source[] = [
  {
    id: 'cordon-levels-gb',
    title: 'Energy per vehicle-km of road vehicles in Great Britain, 1990 to 2025',
    publisher: 'Cordon, derived from DfT, DESNZ, JRC and VTT',
    edition: '2026',
    published: PUBLISHED,
    accessed: ACCESSED,
    licence: 'Open Government Licence v3.0; CC BY 4.0',
    attribution:
      'Contains public sector information licensed under the Open Government Licence v3.0 (DfT, Transport Statistics Great Britain and ENV0202; DESNZ, conversion factors; NAEI). Contains JRC-IDEES (European Commission, CC BY 4.0) and LIPASTO (VTT, CC BY 4.0), changed.',
    note: 'Single figures of EECA, UC Davis and IEA are quoted; emission-factors/figures names each.',
  },
  ...EUROPEAN.filter(({ region }) => region !== 'GB').map(europeanLevels),
  {
    id: 'cordon-levels-us',
    title: 'Energy per vehicle-km of road vehicles in the United States, 1990 to 2025',
    publisher: 'Cordon, derived from EPA, FHWA, EIA and DOE',
    edition: '2026',
    published: PUBLISHED,
    accessed: ACCESSED,
    licence: 'US Government work, public domain; Open Government Licence v3.0',
    attribution:
      'Source: US EPA, Inventory of U.S. Greenhouse Gas Emissions and Sinks 1990-2022 and AVERT; FHWA, Highway Statistics; EIA and DOE AFDC. Shapes of hybrids: DESNZ, under the Open Government Licence v3.0.',
    note: 'Single figures of EECA and UC Davis are quoted; emission-factors/figures names each.',
  },
]

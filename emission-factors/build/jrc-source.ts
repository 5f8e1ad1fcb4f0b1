import type { Source } from '../domain.ts'
import { ACCESSED } from './row.ts'

/** The European energy database behind fleet shares, rail energy and biofuel shares. */
export const JRC: Source = {
  id: 'jrc-idees-2015',
  title: 'JRC-IDEES: Integrated Database of the European Energy System, transport, release 2015',
  publisher: 'European Commission, Joint Research Centre (JRC)',
  edition: '2015',
  published: '2018',
  accessed: ACCESSED,
  url: 'https://data.jrc.ec.europa.eu/dataset/jrc-10110-10001',
  licence: 'CC BY 4.0 (JRC open data policy; not restated in the copy read, to be confirmed)',
  attribution:
    'European Commission, Joint Research Centre, JRC-IDEES 2015; processed by sector-coupled-euro-calliope',
  note: 'Ends in 2015. Plug-in and battery vehicles before 2012 are very few.',
}

import type { Mode, Source } from '../domain.ts'
import { ACCESSED, type Draft, record } from './row.ts'

/** A work of which single figures on the use of vehicles were taken. */
export const source = (
  id: string,
  title: string,
  publisher: string,
  published: string,
  licence: string,
  attribution = `${publisher}, ${title}`,
): Source => ({
  id,
  title,
  publisher,
  edition: published,
  published,
  accessed: ACCESSED,
  licence,
  attribution,
})

/** An occupancy of a mode. */
export const persons = (draft: Omit<Draft, 'kind' | 'unit'> & { mode: Mode }) =>
  record({ kind: 'occupancy', vehicleClass: 'average', unit: 'persons/vehicle', ...draft } as Draft)

import { readSmallTable, type SmallTable } from '../imports/small-table.ts'
import { ENCODING_TITLES } from '../imports/text-encoding.ts'
import type { Fault } from '../request/failure.ts'
import { isPersonalColumn } from '../request/personal-name.ts'

/** A table of texts, by the names of its columns as they stand, with what to say of its text. */
export interface Table extends SmallTable {
  readonly notes: readonly string[]
}

/** @throws {Failure} if the bytes are no table */
export function readTable(bytes: Uint8Array): Table {
  const table = readSmallTable(bytes)
  const { encoding } = table
  const notes =
    encoding === 'utf-8'
      ? []
      : [`The text is in ${ENCODING_TITLES[encoding]} and was read so. [text-encoding]`]
  return { ...table, notes }
}

/** Faults of columns about persons, whatever else the table holds. */
export const personalFaults = ({ columns }: Table, known: ReadonlySet<string>): readonly Fault[] =>
  columns
    .filter((column) => !known.has(column) && isPersonalColumn(column))
    .map((column) => ({
      code: 'person-level-data',
      column,
      detail: 'The column seems to describe a person, vehicle, device, place or point in time: remove it.',
    }))

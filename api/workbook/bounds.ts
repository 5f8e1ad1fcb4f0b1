/** The most that is read of a workbook: a complete eCRF has a few thousand rows of 33 columns. */
export const WORKBOOK_BOUNDS = {
  fileBytes: 16 * 1_048_576,
  unpackedBytes: 64 * 1_048_576,
  entries: 500,
  /** Unpacked ÷ packed size of one entry; checked from one mebibyte on, because small texts may pack well. */
  ratio: 200,
  ratioFromBytes: 1_048_576,
  rows: 50_000,
  columns: 256,
  cells: 500_000,
} as const

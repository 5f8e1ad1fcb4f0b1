/** What reading one file may take: a city's file needs a small part of each. */
export const READ_LIMITS = {
  /** From the first byte read to the last fact written. */
  wallMs: 30 * 60_000,
  /** Resident memory of the process that reads. */
  residentBytes: 600 * 1_048_576,
  /** Of which JavaScript may use, and the database, which spills to the folder of the file beyond. */
  heapMebibytes: 192,
  databaseMebibytes: 256,
} as const

export type ReadLimits = { readonly [Name in keyof typeof READ_LIMITS]: number }

/** A row of text: a line, or a head of several lines within quotes. */
export const MAX_LINE_BYTES = 1_048_576
export const MAX_COLUMNS = 1000
export const MAX_NAME_LENGTH = 200
/** Tables are two deep; documents a little more. The engine calls itself for each level, until its stack is full. */
export const MAX_JSON_DEPTH = 32
/** Of faults that are listed; whoever made more made them in one way. */
export const MAX_FAULTS = 50

export const FACTS_PER_FILE = 5_000

/** A file of many facts, all with one origin that names it, of one trip more than its place each. */
export const killableFile = (name: string): string => {
  const rows = Array.from(
    { length: FACTS_PER_FILE },
    (_, index) => `2024-01-01,${name},z${index},${index + 1}`,
  )
  return `period,origin,destination,trips\n${rows.join('\n')}\n`
}

/** 1 + 2 + … + n = n (n + 1) ÷ 2. */
export const TRIPS_PER_FILE = (FACTS_PER_FILE * (FACTS_PER_FILE + 1)) / 2

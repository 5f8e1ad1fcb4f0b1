import { readFileSync } from 'node:fs'

const example = (name: string): string =>
  readFileSync(new URL(`../examples/${name}.json`, import.meta.url), 'utf8')

/** The body that every benchmark sends. */
export const HENNEPIN = example('hennepin-2020')
/** The same by flow. */
export const HENNEPIN_FLOWS = example('hennepin-flows-2020')

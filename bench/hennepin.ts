import { readFileSync } from 'node:fs'

/** The body that every benchmark sends. */
export const HENNEPIN = readFileSync(new URL('../examples/hennepin-2020.json', import.meta.url), 'utf8')

import { readFileSync } from 'node:fs'

const example = (name: string): string =>
  readFileSync(new URL(`../examples/${name}.json`, import.meta.url), 'utf8')

/** The body that every benchmark sends. */
export const HENNEPIN = example('hennepin-2020')
/** The same by flow. */
export const HENNEPIN_FLOWS = example('hennepin-flows-2020')

let made = 0

/** The same city with another population and another distance in each row than in any body before. */
export function neverSeen(): string {
  made += 1
  return HENNEPIN.replace('1281565', String(1_281_565 + made)).replace(
    /"([\d,]+) vmi"/g,
    (_, distance: string) => `"${Number(distance.replaceAll(',', '')) + made} vmi"`,
  )
}

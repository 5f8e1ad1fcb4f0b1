import type { FactorSet } from '../../src/index.ts'
import { casesOf, LAW_YEARS } from './case.ts'
import { violationsOf } from './laws.ts'

/** Every law in every case, as lines of Markdown, and whether none is broken. */
export function lawsReport(set: FactorSet): { readonly lines: readonly string[]; readonly hold: boolean } {
  const cases = casesOf(LAW_YEARS)
  const violations = cases.flatMap((one) => violationsOf(one, set))
  const laws = [...new Set([...LAWS, ...violations.map(({ law }) => law)])]
  return {
    hold: violations.length === 0,
    lines: [
      `${cases.length} cases: countries × modes × years.`,
      '',
      '| law | broken |',
      '|---|---|',
      ...laws.map((law) => `| ${law} | ${violations.filter((one) => one.law === law).length} |`),
      ...violations.map(
        ({ law, field = '', country, mode, year, what }) =>
          `- broken: ${law} ${field} ${country} ${mode} ${year}: ${what}`,
      ),
    ],
  }
}

const LAWS = [
  ...['answers', 'stated-back', 'cells', 'most-of-it', 'acts-or-told', 'payload-agrees'],
  ...['electric-energy', 'electric-buses'],
] as const

import type { FactorSet } from '../../src/index.ts'
import { casesOf, LAW_YEARS, type Violation } from './case.ts'
import { EXCLUSIONS, outdated, unexcused } from './exclusions.ts'
import { violationsOf } from './laws.ts'

/** Every law in every case, as lines of Markdown, and whether nothing but the excluded is broken. */
export function lawsReport(set: FactorSet): { readonly lines: readonly string[]; readonly hold: boolean } {
  const cases = casesOf(LAW_YEARS)
  const violations = cases.flatMap((one) => violationsOf(one, set))
  const broken = unexcused(violations)
  const old = outdated(violations, LAW_YEARS)
  const laws = [...new Set([...LAWS, ...violations.map(({ law }) => law)])]
  return {
    hold: broken.length === 0 && old.length === 0,
    lines: [
      `${cases.length} cases: countries × modes × years.`,
      '',
      '| law | broken | of these excluded |',
      '|---|---|---|',
      ...laws.map((law) => {
        const of = (list: readonly Violation[]): number => list.filter((one) => one.law === law).length
        return `| ${law} | ${of(violations)} | ${of(violations) - of(broken)} |`
      }),
      ...broken.map(
        ({ law, field = '', country, mode, year, what }) =>
          `- broken: ${law} ${field} ${country} ${mode} ${year}: ${what}`,
      ),
      ...old.map((one) => `- out of date: ${one}`),
      '',
      '| excluded | countries | modes | why |',
      '|---|---|---|---|',
      ...EXCLUSIONS.map(
        ({ law, field, countries, modes, years, reason }) =>
          `| ${[law, field, years?.join(' to ')].filter(Boolean).join(', ')} | ${countries.join(' ')} | ${modes.join(', ')} | ${reason} |`,
      ),
    ],
  }
}

const LAWS = [
  ...['answers', 'stated-back', 'cells', 'most-of-it', 'acts-or-told', 'payload-agrees'],
  ...['electric-energy', 'electric-buses'],
] as const

import { forReading, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { SeriesView } from './schema.ts'

type Phase = NonNullable<SeriesView['phases']>[number]
type Figures = Pick<Phase, 'co2e' | 'meanDay' | 'change'>

/** The phases of a series for people: each with its modes below it. */
export function phasesTable({ phases = [], city, dataset, calendar, notices }: SeriesView): string {
  const rows = phases.flatMap((phase) => [
    [phase.name, `${phase.from} to ${phase.to}`, ...cells(phase, phase), phase.reason ?? ''],
    ...phase.modes.map((one) => [`  ${one.mode}`, '', ...cells(one, phase), '']),
  ])
  const title = `${city.name}: phases against the same days of the calendar a year before (${dataset.title})`
  const table = tableText(
    title,
    [
      { head: 'phase', width: 30 },
      { head: 'days' },
      { head: 't CO2e', numbers: true },
      { head: 'a day', numbers: true },
      { head: 'change', numbers: true },
      { head: '95 %' },
      { head: 'traffic', numbers: true },
      { head: '95 %' },
      { head: 'compared', numbers: true },
      { head: 'not in it', width: 40 },
    ],
    rows,
  )
  const said = notices.filter(({ code }) => SAID.has(code)).map(({ detail }) => detail)
  const sources = calendar ? [`Calendar: ${calendar.region}, ${calendar.sources.join('; ')}.`] : []
  const alone = phases.filter(({ change }) => !change?.compared).map(({ name }) => name)
  if (alone.length > 0)
    said.unshift(
      `Not compared, because no period of it has facts of every mode a year before too: ${alone.join(', ')}.`,
    )
  const legend = '"traffic": the change if a kilometre had emitted as much in both years.'
  return `${table}\n${[legend, ...sources, ...said].join('\n')}\n`
}

/** Notices that change how a phase is read. */
const SAID: ReadonlySet<string> = new Set(['phases-with-gaps', 'phase-by-month', 'calendar-incomplete'])

function cells({ co2e, meanDay, change }: Figures, { periods }: Phase): readonly string[] {
  const of = (figure: Figures['co2e']): string => (figure ? forReading(figure.value) : '—')
  const [whole, traffic] = [change?.co2e ?? null, change?.activity ?? null]
  const ends = (one: typeof whole): string =>
    one ? `${shareText(one.lower)} to ${shareText(one.upper)}` : '—'
  return [
    of(co2e),
    of(meanDay),
    shareText(whole?.value ?? null),
    ends(whole),
    shareText(traffic?.value ?? null),
    ends(traffic),
    `${change?.compared ?? 0} of ${periods}`,
  ]
}

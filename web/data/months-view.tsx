import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { hueOf } from '../charts/mode-hue.ts'
import { MonthBars, shownBars } from '../charts/month-bars.tsx'
import { takeCharts } from '../charts/take-chart.ts'
import { SelectField } from '../form/select-field.tsx'
import { periodText } from '../numbers/period-text.ts'
import type { Dataset } from '../service/answer-types.ts'
import { type Cell, releasedAt } from '../service/datasets.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { amountText, modeName, withUnit } from './measure-text.ts'
import { type CityMonths, cityMonths, type MonthCell } from './months.ts'

interface MonthsViewProps {
  readonly dataset: Dataset
  readonly city: string
  readonly cities: readonly string[]
  readonly choose: (city: string) => void
  /** Of the city. */
  readonly cells: readonly Cell[]
  readonly isOpen: boolean
  readonly speech: Speech
}

const WIDE = 720
const NARROW = 328

/** What is given out of a city month by month, as a picture and as a table. */
export function MonthsView(props: MonthsViewProps): JSX.Element {
  const { dataset, city, cities, choose, cells, isOpen, speech } = props
  const { say, language } = speech
  const place = useRef<HTMLDivElement>(null)
  const months = cityMonths(cells)
  const { periods, modes, given, grain } = months
  useEffect(() => {
    if (place.current) takeCharts(place.current)
  }, [])
  const words = {
    city,
    given,
    total: periods.length,
    from: periodText(periods[0] ?? '', language),
    to: periodText(periods.at(-1) ?? '', language),
  }
  const said = say(`data.months.said.${grain}`, words)
  const rows = modes.map(({ mode, measure, months: bars }) => ({
    code: mode,
    name: modeName(mode, speech),
    most: say('data.most', {
      amount: withUnit(Math.max(0, ...bars.map(({ value = 0 }) => value)), measure, speech),
    }),
    hue: hueOf(mode),
    bars: bars.map(({ period, value, days }) => ({ period, value, isPart: days !== undefined })),
  }))
  const shared = { rows, said, isWithheld: !isOpen, language }
  const shown = shownBars(periods, WIDE).length
  return (
    <div ref={place}>
      {cities.length > 1 && (
        <SelectField
          id="data-city"
          label={say('data.city')}
          value={city}
          choices={cities.map((one) => [one, one])}
          choose={choose}
        />
      )}
      <ChartFrame
        id="months"
        title={say(`data.months.title.${grain}`, words)}
        subtitle={say('data.months.subtitle', words)}
        said={said}
        source={`${dataset.owner}, ${dataset.title}`}
        speech={speech}
        wide={<MonthBars {...shared} width={WIDE} />}
        narrow={<MonthBars {...shared} width={NARROW} />}
      >
        {shown < periods.length && <p class="note">{say('data.recent', { count: shown })}</p>}
        <MonthsTable months={months} isOpen={isOpen} label={said} speech={speech} />
      </ChartFrame>
      <p>{say(isOpen ? 'data.empty.text' : 'data.withheld.text')}</p>
      <p class="downloads">
        <a href={releasedAt(dataset.id)} download={`${dataset.id}.json`}>
          {say('data.download.json')}
        </a>{' '}
        <a href={`${releasedAt(dataset.id)}?format=csv`} download={`${dataset.id}.csv`}>
          {say('data.download.csv')}
        </a>
      </p>
    </div>
  )
}

interface MonthsTableProps {
  readonly months: CityMonths
  readonly isOpen: boolean
  readonly label: string
  readonly speech: Speech
}

function MonthsTable({ months: { periods, modes }, isOpen, label, speech }: MonthsTableProps): JSX.Element {
  const { say, language } = speech
  return (
    <WideTable label={label}>
      <thead>
        <tr>
          <th scope="col">{say('data.period')}</th>
          {modes.map(({ mode, measure }) => (
            <th key={mode} scope="col" class="number">
              {modeName(mode, speech)} ({say(`data.measure.${measure}`)})
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {periods
          .map((period, at) => (
            <tr key={period}>
              <th scope="row">{periodText(period, language)}</th>
              {modes.map(({ mode, months }) => (
                <td key={mode} class="number">
                  {cellText(months[at], isOpen, speech)}
                </td>
              ))}
            </tr>
          ))
          .reverse()}
      </tbody>
    </WideTable>
  )
}

function cellText(cell: MonthCell | undefined, isOpen: boolean, speech: Speech): string {
  const { say } = speech
  if (cell?.value === undefined) return say(isOpen ? 'data.empty' : 'data.withheld')
  const amount = amountText(cell.value, speech)
  return cell.days ? `${amount} (${say('data.part', cell.days)})` : amount
}

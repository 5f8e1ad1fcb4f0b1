import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ChartFigure } from '../charts/chart-frame.tsx'
import { takeCharts } from '../charts/take-chart.ts'
import { limitsOf, type MapZone, ZoneMap } from '../charts/zone-map.tsx'
import { SelectField } from '../form/select-field.tsx'
import { formatOf } from '../numbers/figure-text.ts'
import { periodText } from '../numbers/period-text.ts'
import type { Dataset } from '../service/answer-types.ts'
import { type Cell, type DrawnZones, type ZoneFlow, zonesAt, zonesOf } from '../service/datasets.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { amountText, modeName, withUnit } from './measure-text.ts'
import { MEASURES, type Measure, quartersOf } from './months.ts'

interface ZonesViewProps {
  readonly dataset: Dataset
  readonly city: string
  readonly cells: readonly Cell[]
  readonly isOpen: boolean
  /** The last release: of another one the zones are read again. */
  readonly latest: string | undefined
  readonly speech: Speech
}

const WIDE = 720
const NARROW = 328

/** Zones of a city as a map of their own boundaries and as a table. */
export function ZonesView({
  dataset,
  city,
  cells,
  isOpen,
  latest,
  speech,
}: ZonesViewProps): JSX.Element | null {
  const { say, language } = speech
  const { id } = dataset
  const quarters = quartersOf(cells)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const [mode, setMode] = useState<string | undefined>(undefined)
  const [zones, setZones] = useState<DrawnZones | undefined>(undefined)
  const period = chosen !== undefined && quarters.includes(chosen) ? chosen : quarters[0]
  useEffect(() => {
    let isStale = false
    if (period !== undefined)
      void zonesOf(id, city, period).then((asked) => {
        if (!isStale) setZones('answer' in asked ? asked.answer : undefined)
      })
    return () => {
      isStale = true
    }
  }, [id, city, period, latest])
  if (period === undefined || !zones) return null
  const features = zones.features
  const modes = [
    ...new Set(features.flatMap(({ properties }) => properties.flows.map((one) => one.mode ?? ''))),
  ]
  const shown = mode !== undefined && modes.includes(mode) ? mode : (modes[0] ?? '')
  const name = quarterText(period, language)
  return (
    <section aria-labelledby="zones">
      <h2 id="zones">{say('data.zones')}</h2>
      <p>{say('data.zones.what')}</p>
      <div class="place">
        <SelectField
          id="zones-period"
          label={say('data.period')}
          value={period}
          choices={quarters.map((one) => [one, quarterText(one, language)])}
          choose={setChosen}
        />
        {modes.length > 1 && (
          <SelectField
            id="zones-mode"
            label={say('modes.mode')}
            value={shown}
            choices={modes.map((one) => [one, modeName(one, speech)])}
            choose={setMode}
          />
        )}
      </div>
      {modes.length === 0 ? (
        <p>{say('data.zones.none', { city, period: name })}</p>
      ) : (
        <ZonesOf
          key={`${id}/${city}`}
          at={zonesAt(id, city, period)}
          source={`${dataset.owner}, ${dataset.title}`}
          features={features}
          mode={shown}
          words={{ city, period: name }}
          isOpen={isOpen}
          speech={speech}
        />
      )}
    </section>
  )
}

interface ZonesOfProps {
  readonly at: string
  readonly source: string
  readonly features: DrawnZones['features']
  readonly mode: string
  readonly words: { readonly city: string; readonly period: string }
  readonly isOpen: boolean
  readonly speech: Speech
}

function ZonesOf({ at, source, features, mode, words, isOpen, speech }: ZonesOfProps): JSX.Element {
  const { say } = speech
  const place = useRef<HTMLDivElement>(null)
  const flowOf = (flows: readonly ZoneFlow[]) => flows.find((one) => (one.mode ?? '') === mode)
  const measure: Measure =
    MEASURES.find((one) => features.some(({ properties }) => flowOf(properties.flows)?.[one] != null)) ??
    'trips'
  const zones = features
    .map(({ properties: { zone, flows }, geometry }) => ({
      zone,
      shape: geometry,
      value: flowOf(flows)?.[measure] ?? undefined,
    }))
    .sort((one, other) => (other.value ?? -1) - (one.value ?? -1))
  const drawn = zones.filter((one): one is MapZone => one.shape !== null)
  const values = zones.flatMap(({ value }) => value ?? [])
  const limits = limitsOf(drawn.flatMap(({ value }) => value ?? []))
  const nothing = say(isOpen ? 'data.empty' : 'data.withheld')
  const finding = { ...words, given: values.length, total: zones.length }
  const title = say('data.zones.title', finding)
  const [most] = zones
  const said =
    most?.value === undefined
      ? title
      : say('data.zones.said', { ...finding, zone: most.zone, amount: withUnit(most.value, measure, speech) })
  const hasMap = drawn.length > 0
  useEffect(() => {
    if (place.current) takeCharts(place.current)
  }, [hasMap])
  const shared = {
    zones: drawn,
    limits,
    keys: keysOf(
      limits,
      drawn.flatMap(({ value }) => value ?? []),
      measure,
      speech,
    ),
    nothing,
    scaleWords: (km: number) => formatOf(speech.language, { style: 'unit', unit: 'kilometer' }).format(km),
    said,
  }
  const table = (
    <WideTable label={title}>
      <thead>
        <tr>
          <th scope="col">{say('data.zone')}</th>
          <th scope="col" class="number">
            {modeName(mode, speech)} ({say(`data.measure.${measure}`)})
          </th>
        </tr>
      </thead>
      <tbody>
        {zones.map(({ zone, value }) => (
          <tr key={zone}>
            <th scope="row">{zone}</th>
            <td class="number">{value === undefined ? nothing : amountText(value, speech)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
  const without = zones.length - drawn.length
  return (
    <div ref={place}>
      {hasMap ? (
        <ChartFigure
          id="zone-map"
          title={title}
          heading={<h3>{title}</h3>}
          subtitle={`${modeName(mode, speech)}, ${say(`data.measure.${measure}`)}`}
          source={source}
          wide={<ZoneMap {...shared} width={WIDE} />}
          narrow={<ZoneMap {...shared} width={NARROW} />}
        >
          <p class="said">{said}</p>
          {without > 0 && <p class="note">{say('data.zones.without', { count: without })}</p>}
          <details open>
            <summary>{say('chart.table')}</summary>
            {table}
          </details>
        </ChartFigure>
      ) : (
        <>
          <h3>{title}</h3>
          <p class="said">{said}</p>
          <p>{say('data.zones.no-map')}</p>
          {table}
        </>
      )}
      <p>{say(isOpen ? 'data.empty.text' : 'data.withheld.text')}</p>
      <p class="downloads">
        <a href={`${at}&format=csv`} download="zones.csv">
          {say('data.download.csv')}
        </a>{' '}
        <a href={`${at}&format=geojson`} download="zones.geojson">
          {say('data.download.geojson')}
        </a>
      </p>
    </div>
  )
}

/** What each colour stands for: from the value after the last limit to the next. */
function keysOf(limits: readonly number[], values: readonly number[], measure: Measure, speech: Speech) {
  if (values.length === 0) return []
  const ends = [...limits, Math.max(...values)]
  return ends.map((end, at) => {
    const words = withUnit(end, measure, speech)
    const from = limits[at - 1]
    return from === undefined
      ? speech.say('data.zones.to', { amount: words })
      : speech.say('data.zones.over', { from: amountText(from, speech), amount: words })
  })
}

/** `2024-Q1` as January to March 2024. */
function quarterText(period: string, language: Speech['language']): string {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(period) ?? []
  if (year === undefined || quarter === undefined) return periodText(period, language)
  const first = (Number(quarter) - 1) * 3
  return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' }).formatRange(
    Date.UTC(Number(year), first),
    Date.UTC(Number(year), first + 2),
  )
}

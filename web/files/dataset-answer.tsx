import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { SelectField } from '../form/select-field.tsx'
import { exactText } from '../numbers/figure-text.ts'
import type { DatasetDetail, DatasetEstimates, Job, Problem } from '../service/answer-types.ts'
import { estimate } from '../service/ask.ts'
import { datasetCities, datasetDetail, deleteDataset, saveZones } from '../service/files.ts'
import type { Speech } from '../words/language.ts'
import { ServiceText } from '../words/service-text-view.tsx'
import { FileRefused } from './fault-list.tsx'
import type { Place } from './place.ts'

interface DatasetAnswerProps {
  readonly dataset: string
  readonly job: Job
  /** The one city of the dataset, where its file is of one. */
  readonly city: string | undefined
  readonly place: Place
  readonly take: (request: Record<string, unknown>) => void
  readonly speech: Speech
}

/** From a dataset to an answer: which of its years, and which of its cities. */
export function DatasetAnswer({ dataset, job, city, place, take, speech }: DatasetAnswerProps): JSX.Element {
  const { say, language } = speech
  const [detail, setDetail] = useState<DatasetDetail | undefined>(undefined)
  const [year, setYear] = useState('')
  const [cities, setCities] = useState<readonly string[] | undefined>(city === undefined ? undefined : [city])
  const [chosen, setChosen] = useState(city ?? '')
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const [note, setNote] = useState<'gone' | 'working' | 'deleted' | undefined>(undefined)
  const { file } = job

  const look = async (): Promise<void> => {
    const asked = await datasetDetail(dataset)
    if (!('answer' in asked)) {
      setNote('gone')
      return
    }
    setNote(undefined)
    setDetail(asked.answer)
    setYear((before) => before || (asked.answer.years?.at(-1) ?? ''))
  }
  const listCities = async (isStale: () => boolean): Promise<void> => {
    if (city !== undefined || year === '') return
    const asked = await datasetCities(dataset, year)
    if (isStale()) return
    if ('answer' in asked) {
      const ids = asked.answer.items.filter(hasFacts).map((item) => item.city)
      setCities(ids)
      setChosen((before) => (ids.includes(before) ? before : (ids[0] ?? '')))
    } else if ('problem' in asked) setProblem(asked.problem)
    else setNote('gone')
  }
  useEffect(() => void look(), [dataset])
  useEffect(() => {
    let isStale = false
    void listCities(() => isStale)
    return () => {
      isStale = true
    }
  }, [year, detail])

  const show = async (): Promise<void> => {
    setNote('working')
    setProblem(undefined)
    const { country, population, area } = place
    const name = place.city.trim() === '' ? chosen : place.city.trim()
    const asked = await estimate({
      city: {
        name,
        country,
        ...(population === undefined ? {} : { population }),
        ...(area === undefined ? {} : { area }),
      },
      period: year,
      demand: { dataset, city: chosen },
    })
    setNote('gone' in asked ? 'gone' : undefined)
    if ('answer' in asked) take(asked.answer.request)
    else if ('problem' in asked) setProblem(asked.problem)
  }
  const takeZones = async (zones: File | undefined): Promise<void> => {
    if (!zones) return
    setProblem(undefined)
    const asked = await saveZones(dataset, zones)
    if ('problem' in asked) setProblem(asked.problem)
    else await look()
  }
  if (note === 'deleted') return <p role="status">{say('file.deleted')}</p>
  const years = detail?.years ?? []
  const unmapped = detail?.zones?.unmapped ?? 0
  return (
    <section aria-labelledby="taken">
      <h3 id="taken">{say('file.taken')}</h3>
      {file && (
        <p>
          {say('file.taken.rows', {
            rows: exactText(file.rowsRead, language),
            facts: exactText(file.facts, language),
          })}
        </p>
      )}
      {file && file.notices.length > 0 && (
        <details>
          <summary>{say('file.notices', { count: file.notices.length })}</summary>
          <ul>
            {file.notices.map((one) => (
              <li key={one.detail}>
                <ServiceText text={one.detail} speech={speech} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {problem && <FileRefused problem={problem} isKept speech={speech} />}
      {note === 'gone' && (
        <p class="caution" role="alert">
          {say('file.gone')}{' '}
          <button type="button" onClick={() => void look()}>
            {say('file.again')}
          </button>
        </p>
      )}
      {unmapped > 0 && (
        <div class="field">
          <label for="zones">{say('file.zones', { count: unmapped })}</label>
          <span id="zones-hint" class="hint">
            {say('file.zones.hint')}
          </span>
          <input
            id="zones"
            type="file"
            aria-describedby="zones-hint"
            onChange={({ currentTarget }) => void takeZones(currentTarget.files?.[0])}
          />
        </div>
      )}
      {years.length > 0 && (
        <div class="place">
          <SelectField
            id="dataset-year"
            label={say('start.year')}
            value={year}
            choices={years.map((one) => [one, one])}
            choose={setYear}
          />
          {city === undefined && cities !== undefined && cities.length > 0 && (
            <SelectField
              id="dataset-city"
              label={say('file.city-code')}
              value={chosen}
              choices={cities.map((one) => [one, one])}
              choose={setChosen}
            />
          )}
        </div>
      )}
      <p>
        <button
          type="button"
          class="button"
          disabled={chosen === '' || year === '' || note === 'working'}
          onClick={() => void show()}
        >
          {say('file.show')}
        </button>{' '}
        {cities?.length === 0 && say('file.zones-first')}{' '}
        <button
          type="button"
          onClick={async () => {
            const asked = await deleteDataset(dataset)
            setNote('answer' in asked ? 'deleted' : 'gone')
          }}
        >
          {say('file.delete')}
        </button>
      </p>
      <p class="note">{say('file.kept', { dataset })}</p>
    </section>
  )
}

/** A city without facts in the year is no choice; one that is refused for something else is, and the answer says for what. */
const hasFacts = ({ errors = [] }: DatasetEstimates['items'][number]): boolean =>
  !errors.some(({ code }) => code === 'dataset-empty')

import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import type { DatasetFacts, FileLook } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { DatasetAnswer } from './dataset-answer.tsx'
import { cityIdOf, newDatasetId } from './dataset-id.ts'
import { FileRefused } from './fault-list.tsx'
import { ImportProgress } from './import-progress.tsx'
import { ImportStopped } from './import-stopped.tsx'
import { OptionField } from './option-field.tsx'
import type { Place } from './place.ts'
import { useImport } from './use-import.ts'

interface DatasetTakerProps {
  readonly file: File
  readonly look: FileLook
  readonly place: Place
  readonly take: (request: Record<string, unknown>) => void
  readonly speech: Speech
}

const LEGAL_BASES = ['open-licence', 'agreement', 'public-task', 'anonymous-statistics'] as const
const GRAINS = ['year', 'month', 'day'] as const
/** Of a table of words the finest period is not seen; a timetable is of days. */
const USUAL_GRAIN = 'day'

/** Takes a file into a dataset of its own: asks what the service must know of it, and shows how far it has come. */
export function DatasetTaker({ file, look, place, take, speech }: DatasetTakerProps): JSX.Element {
  const { say } = speech
  const [format, setFormat] = useState(look.formats[0]?.format ?? '')
  const [owner, setOwner] = useState('')
  const [basis, setBasis] = useState<DatasetFacts['legalBasis'] | ''>('')
  const [licence, setLicence] = useState('')
  const [grain, setGrain] = useState<DatasetFacts['grain']>(look.grain ?? USUAL_GRAIN)
  const [options, setOptions] = useState<Readonly<Record<string, string>>>({})
  const [isAsked, setAsked] = useState(false)
  const { state, start, cancel } = useImport()

  const chosen = look.formats.find((one) => one.format === format)
  const required = (chosen?.required ?? []).filter((name) => name !== 'city')
  const optional = Object.keys(chosen?.options ?? {}).filter(
    (name) => name !== 'city' && !required.includes(name),
  )
  const city = cityIdOf(place.city, place.country ?? '')
  const isOfCity = chosen?.options['city'] !== undefined
  const lacks = {
    place: place.country === undefined || (isOfCity && place.city.trim() === ''),
    owner: owner.trim() === '',
    basis: basis === '',
    licence: basis === 'open-licence' && licence.trim() === '',
    options: required.some((name) => (options[name] ?? '').trim() === ''),
  }

  const begin = (): void => {
    setAsked(true)
    if (place.country === undefined || basis === '' || Object.values(lacks).some(Boolean)) return
    const stated = Object.entries(options).filter(([, text]) => text.trim() !== '')
    start({
      file,
      query: { format, ...(isOfCity ? { city } : {}), ...Object.fromEntries(stated) },
      facts: {
        id: newDatasetId(place.city, format, new Date()),
        title: `${chosen?.title ?? format}, ${place.city || place.country}`,
        owner: owner.trim(),
        legalBasis: basis,
        ...(basis === 'open-licence' ? { licence: licence.trim() } : {}),
        country: place.country,
        grain,
      },
    })
  }
  const faultOf = (name: keyof typeof lacks): JSX.Element | false =>
    isAsked && lacks[name] && <span class="fault">{say(`file.needs.${name}`)}</span>
  const optionField = (name: string): JSX.Element => (
    <OptionField
      key={name}
      id={`option-${name}`}
      name={name}
      hint={chosen?.options[name]}
      options={options}
      change={setOptions}
    />
  )

  if (state.is === 'taken')
    return (
      <DatasetAnswer
        dataset={state.dataset}
        job={state.job}
        city={isOfCity ? city : undefined}
        place={place}
        take={take}
        speech={speech}
      />
    )
  if (state.is === 'sending' || state.is === 'reading')
    return <ImportProgress state={state} totalBytes={file.size} cancel={cancel} speech={speech} />
  return (
    <>
      {state.is === 'refused' && <FileRefused problem={state.problem} speech={speech} />}
      {state.is === 'stopped' && <ImportStopped why={state.why} speech={speech} />}
      {look.formats.length > 1 && (
        <SelectField
          id="format"
          label={say('file.read-as')}
          value={format}
          choices={look.formats.map((one) => [one.format, one.title])}
          choose={setFormat}
        />
      )}
      {isAsked && lacks.place && (
        <p class="fault">
          <a href="#city" data-field={place.city.trim() === '' ? 'city' : 'country'}>
            {say('file.needs.place')}
          </a>
        </p>
      )}
      <TextField
        id="owner"
        label={say('file.owner')}
        value={owner}
        describedBy="owner-hint"
        change={setOwner}
      >
        <span id="owner-hint">{faultOf('owner')}</span>
      </TextField>
      <SelectField
        id="basis"
        label={say('file.basis')}
        value={basis}
        choices={[
          ['', say('file.choose-one')],
          ...LEGAL_BASES.map((one) => [one, say(`file.basis.${one}`)] as const),
        ]}
        choose={setBasis}
        describedBy="basis-fault"
      >
        <span id="basis-fault">{faultOf('basis')}</span>
      </SelectField>
      {basis === 'open-licence' && (
        <TextField
          id="licence"
          label={say('file.licence')}
          value={licence}
          describedBy="licence-hint"
          change={setLicence}
        >
          <span id="licence-hint">{faultOf('licence')}</span>
        </TextField>
      )}
      <SelectField
        id="grain"
        label={say('file.grain')}
        value={grain}
        choices={GRAINS.map((one) => [one, say(`file.grain.${one}`)])}
        choose={setGrain}
      />
      {required.map(optionField)}
      {faultOf('options')}
      {optional.length > 0 && (
        <details>
          <summary>{say('file.options')}</summary>
          {optional.map(optionField)}
        </details>
      )}
      <p>
        <button type="button" class="button" onClick={begin}>
          {say(state.is === 'stopped' ? 'file.send-again' : 'file.take')}
        </button>{' '}
        {say('file.take.hint')}
      </p>
    </>
  )
}

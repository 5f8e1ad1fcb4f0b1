import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { FileRefused } from '../files/fault-list.tsx'
import { yearsInFile } from '../files/years-in-file.ts'
import { TextField } from '../form/text-field.tsx'
import type { Problem } from '../service/answer-types.ts'
import { example, savedEstimate } from '../service/ask.ts'
import type { Speech, WordKey } from '../words/language.ts'

const EXAMPLES = [
  { file: 'freiburg-2023', name: 'Freiburg' },
  { file: 'leeds-2019', name: 'Leeds' },
  { file: 'hennepin-2020', name: 'Hennepin County' },
]

interface AddCityProps {
  readonly add: (request: Readonly<Record<string, unknown>>) => void
  readonly speech: Speech
}

type State = undefined | 'gone' | 'large' | 'none' | 'parts' | 'unknown' | { readonly problem: Problem }

/** Another city: an example, a saved answer by its address, or a file. */
export function AddCity({ add, speech }: AddCityProps): JSX.Element {
  const { say } = speech
  const [address, setAddress] = useState('')
  const [state, setState] = useState<State>(undefined)
  const addSaved = async (): Promise<void> => {
    const id = /est_[0-9a-f]+/.exec(address)?.[0]
    if (id === undefined) return setState('unknown')
    const asked = await savedEstimate(id)
    if ('answer' in asked) {
      setState(undefined)
      setAddress('')
      add(asked.answer.request)
    } else setState('gone' in asked ? 'gone' : 'unknown')
  }
  const addFile = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const found = await yearsInFile(file)
    if ('why' in found) return setState(found.why)
    if ('problem' in found) return setState({ problem: found.problem })
    setState(undefined)
    // Of a workbook with several years a city stands for its last.
    const last = found.requests.at(-1)
    if (last) add(last)
  }
  return (
    <>
      <p class="examples">
        {say('peers.add')}{' '}
        {EXAMPLES.map(({ file, name }) => (
          <button
            key={file}
            type="button"
            onClick={async () => {
              const asked = await example(file)
              if ('answer' in asked) add(asked.answer)
            }}
          >
            {name}
          </button>
        ))}
      </p>
      <TextField
        id="peer-address"
        label={say('peers.saved')}
        value={address}
        describedBy="peer-address-read"
        change={setAddress}
      >
        {' '}
        <button type="button" onClick={() => void addSaved()}>
          {say('peers.add.saved')}
        </button>
        <span id="peer-address-read" class="fault">
          {state === 'unknown' && say('peers.saved.unknown')}
        </span>
      </TextField>
      <div class="field">
        <label for="peer-file">{say('peers.file')}</label>
        <input
          id="peer-file"
          type="file"
          accept=".xlsx,.json"
          onChange={({ currentTarget }) => void addFile(currentTarget.files?.[0])}
        />
      </div>
      {state === 'gone' && (
        <p class="caution" role="alert">
          {say('file.gone')}
        </p>
      )}
      {(state === 'large' || state === 'none' || state === 'parts') && (
        <p class="fault" role="alert">
          {say(`file.request.${state}` as WordKey)}
        </p>
      )}
      {typeof state === 'object' && <FileRefused problem={state.problem} speech={speech} />}
    </>
  )
}

import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { YearsFileFault, type YearsFileState } from '../files/years-file-state.tsx'
import { yearsInFile } from '../files/years-in-file.ts'
import { ExampleButtons } from '../form/example-buttons.tsx'
import { TextField } from '../form/text-field.tsx'
import { savedEstimate } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'

interface AddCityProps {
  readonly add: (request: Readonly<Record<string, unknown>>) => void
  readonly speech: Speech
}

type State = YearsFileState | 'unknown'

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
        {say('peers.add')} <ExampleButtons take={add} />
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
      {state !== 'unknown' && <YearsFileFault state={state} speech={speech} />}
    </>
  )
}

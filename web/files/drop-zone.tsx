import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Speech } from '../words/language.ts'

interface DropZoneProps {
  readonly choose: (file: File) => void
  readonly speech: Speech
}

/** Takes a file that is dropped or chosen; the native input serves keyboards and screen readers. */
export function DropZone({ choose, speech }: DropZoneProps): JSX.Element {
  const { say, language } = speech
  const [isOver, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for pointers; the input inside does the same by key.
    <div
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      <label class="drop-label" for="file">
        {say('file.choose')}
      </label>
      <span id="file-hint" class="hint">
        {say('file.hint')}
      </span>
      <input
        id="file"
        type="file"
        aria-describedby="file-hint"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // The same file can be chosen again after it was mended.
          if (file) choose(file)
          currentTarget.value = ''
        }}
      />
      <p class="note">
        <a href={`/v1/templates/city?lang=${language}`} download>
          {say('file.template')}
        </a>{' '}
        {say('file.template.hint')}
      </p>
    </div>
  )
}

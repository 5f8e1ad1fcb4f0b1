import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { FaultList, FileRefused } from '../files/fault-list.tsx'
import { ImportProgress } from '../files/import-progress.tsx'
import type { ImportState } from '../files/import-state.ts'
import { ImportStopped } from '../files/import-stopped.tsx'
import { LookView } from '../files/look-view.tsx'
import { OptionField } from '../files/option-field.tsx'
import { takeIn } from '../files/take-in.ts'
import { useTaking } from '../files/use-import.ts'
import { SelectField } from '../form/select-field.tsx'
import { useMyKey } from '../key/use-my-key.ts'
import { exactText } from '../numbers/figure-text.ts'
import type { DatasetDetail, FileLook, Problem } from '../service/answer-types.ts'
import { releaseNow } from '../service/datasets.ts'
import { recognise } from '../service/files.ts'
import { giveKey } from '../service/kept-key.ts'
import type { Speech } from '../words/language.ts'
import { shortDigest } from './files-table.tsx'
import { ProblemView } from './problem-view.tsx'

interface FileAdderProps {
  readonly detail: DatasetDetail
  /** Called when there may be more to see. */
  readonly added: () => void
  readonly speech: Speech
}

/** Adds files to a dataset and releases what is over, with the key that may; who has none is told whose key it takes. */
export function FileAdder({ detail, added, speech }: FileAdderProps): JSX.Element {
  const { say } = speech
  const isOwner = detail.items !== undefined
  const key = useMyKey(isOwner)
  const mayWrite = isOwner && (key?.scopes.includes('contribute') ?? false)
  return (
    <section aria-labelledby="add">
      <h2 id="add">{say('data.add')}</h2>
      {!mayWrite && (
        <p>
          {say('data.add.who')}{' '}
          <button type="button" onClick={() => void giveKey()}>
            {say('data.key.give')}
          </button>
        </p>
      )}
      {mayWrite && <Adding detail={detail} added={added} speech={speech} />}
      {mayWrite && detail.dataset.legalBasis !== 'open-licence' && (
        <Releasing
          dataset={detail.dataset.id}
          mayRelease={key?.scopes.includes('release') ?? false}
          added={added}
          speech={speech}
        />
      )}
    </section>
  )
}

function Adding({ detail, added, speech }: FileAdderProps): JSX.Element {
  const { say } = speech
  const [file, setFile] = useState<File | undefined>(undefined)
  const [look, setLook] = useState<FileLook | undefined>(undefined)
  const [problem, setProblem] = useState<Problem | 'gone' | undefined>(undefined)
  const choose = async (chosen: File): Promise<void> => {
    setFile(chosen)
    setLook(undefined)
    const asked = await recognise(chosen, new AbortController().signal)
    setProblem('problem' in asked ? asked.problem : 'gone' in asked ? 'gone' : undefined)
    if ('answer' in asked) setLook(asked.answer)
  }
  return (
    <>
      <div class="field">
        <label for="add-file">{say('data.add.choose')}</label>
        <input
          id="add-file"
          type="file"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? []
            if (chosen) void choose(chosen)
            currentTarget.value = ''
          }}
        />
      </div>
      {problem && file && <ProblemView problem={problem} again={() => void choose(file)} speech={speech} />}
      {file && look && <LookView file={file} look={look} speech={speech} />}
      {look && look.errors.length > 0 && <FaultList faults={look.errors} speech={speech} />}
      {file && look && look.errors.length === 0 && look.kind !== 'dataset' && (
        <p class="fault" role="alert">
          {say('data.add.not')}
        </p>
      )}
      {file && look?.kind === 'dataset' && (
        <Sending
          key={`${file.name}/${file.size}/${file.lastModified}`}
          file={file}
          look={look}
          detail={detail}
          added={added}
          speech={speech}
        />
      )}
    </>
  )
}

interface SendingProps extends FileAdderProps {
  readonly file: File
  readonly look: FileLook
}

function Sending({ file, look, detail, added, speech }: SendingProps): JSX.Element {
  const { say, language } = speech
  const { id } = detail.dataset
  const [format, setFormat] = useState(look.formats[0]?.format ?? '')
  const [replaces, setReplaces] = useState('')
  const [options, setOptions] = useState<Readonly<Record<string, string>>>({})
  const { state, start, cancel } = useTaking()
  const chosen = look.formats.find((one) => one.format === format)
  const names = Object.keys(chosen?.options ?? {})
  const stated = Object.fromEntries(Object.entries(options).filter(([, text]) => text.trim() !== ''))
  const query = { format, ...stated, ...(replaces === '' ? {} : { replaces }) }
  const send = (): void =>
    start(async (run, tell): Promise<ImportState> => {
      const ended = await takeIn({ dataset: id, query, file }, run, tell)
      if (ended.is === 'taken') added()
      return ended
    })
  if (state.is === 'sending' || state.is === 'reading')
    return <ImportProgress state={state} totalBytes={file.size} cancel={cancel} speech={speech} />
  if (state.is === 'taken')
    return (
      <p role="status">
        {say('file.taken')}.{' '}
        {say('file.taken.rows', {
          rows: exactText(state.job.file?.rowsRead ?? 0, language),
          facts: exactText(state.job.file?.facts ?? 0, language),
        })}
      </p>
    )
  return (
    <>
      {state.is === 'refused' && <FileRefused problem={state.problem} speech={speech} />}
      {state.is === 'stopped' && <ImportStopped why={state.why} speech={speech} />}
      {look.formats.length > 1 && (
        <SelectField
          id="add-format"
          label={say('file.read-as')}
          value={format}
          choices={look.formats.map((one) => [one.format, one.title])}
          choose={setFormat}
        />
      )}
      {(detail.items ?? []).length > 0 && (
        <SelectField
          id="add-replaces"
          label={say('data.add.replaces')}
          value={replaces}
          choices={[
            ['', say('data.add.replaces.none')],
            ...(detail.items ?? []).map(
              ({ digest, version, format: of }) =>
                [digest, `${version}: ${of} (${shortDigest(digest)})`] as const,
            ),
          ]}
          choose={setReplaces}
        />
      )}
      {names.map((name) => (
        <OptionField
          key={name}
          id={`add-${name}`}
          name={name}
          hint={chosen?.options[name]}
          options={options}
          change={setOptions}
        />
      ))}
      <p>
        <button type="button" class="button" onClick={send}>
          {say(state.is === 'stopped' ? 'file.send-again' : 'data.add.send')}
        </button>
      </p>
    </>
  )
}

interface ReleasingProps {
  readonly dataset: string
  readonly mayRelease: boolean
  readonly added: () => void
  readonly speech: Speech
}

/** Full months are released by themselves; of others the owner says so. */
function Releasing({ dataset, mayRelease, added, speech }: ReleasingProps): JSX.Element {
  const { say } = speech
  const [problem, setProblem] = useState<Problem | 'gone' | undefined>(undefined)
  const release = async (): Promise<void> => {
    const asked = await releaseNow(dataset)
    setProblem('problem' in asked ? asked.problem : 'gone' in asked ? 'gone' : undefined)
    if ('answer' in asked) added()
  }
  return (
    <>
      <h3>{say('data.release')}</h3>
      <p>{say(mayRelease ? 'data.release.hint' : 'data.release.no')}</p>
      {mayRelease && (
        <p>
          <button type="button" onClick={() => void release()}>
            {say('data.release.now')}
          </button>
        </p>
      )}
      {problem && <ProblemView problem={problem} again={() => void release()} speech={speech} />}
    </>
  )
}

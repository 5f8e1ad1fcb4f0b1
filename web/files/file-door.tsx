import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { FileLook, Problem } from '../service/answer-types.ts'
import { recognise } from '../service/files.ts'
import type { Speech } from '../words/language.ts'
import { ServiceText } from '../words/service-text-view.tsx'
import { DatasetTaker } from './dataset-taker.tsx'
import { DropZone } from './drop-zone.tsx'
import { FaultList, FileRefused } from './fault-list.tsx'
import { sizeText } from './file-size.ts'
import { LookView } from './look-view.tsx'
import type { Place } from './place.ts'
import { type NoRequest, requestIn } from './request-in.ts'
import { WorkbookTaker } from './workbook-taker.tsx'

interface FileDoorProps {
  /** A file that was dropped beside the door. */
  readonly dropped: File | undefined
  readonly place: Place
  /** Takes a request that a file made, into the form. */
  readonly take: (request: Record<string, unknown>, file: string) => void
  readonly speech: Speech
}

type State =
  | { readonly is: 'empty' }
  | { readonly is: 'looking'; readonly file: File }
  | { readonly is: 'gone'; readonly file: File }
  | { readonly is: 'refused'; readonly problem: Problem }
  | { readonly is: 'known'; readonly file: File; readonly look: FileLook }

/** The door for files: each is recognised first, shown, and taken only then. */
export function FileDoor({ dropped, place, take, speech }: FileDoorProps): JSX.Element {
  const { say, language } = speech
  const [state, setState] = useState<State>({ is: 'empty' })
  const looking = useRef<AbortController | undefined>(undefined)
  const choose = async (file: File): Promise<void> => {
    looking.current?.abort()
    const ended = new AbortController()
    looking.current = ended
    setState({ is: 'looking', file })
    try {
      const asked = await recognise(file, ended.signal)
      if (ended.signal.aborted) return
      if ('answer' in asked) setState({ is: 'known', file, look: asked.answer })
      else if ('problem' in asked) setState({ is: 'refused', problem: asked.problem })
      else setState({ is: 'gone', file })
    } catch (error) {
      if (!ended.signal.aborted) throw error
    }
  }
  useEffect(() => {
    if (dropped) void choose(dropped)
  }, [dropped])
  return (
    <section class="file-door" aria-label={say('start.door.file')}>
      <DropZone choose={(file) => void choose(file)} speech={speech} />
      {state.is === 'looking' && (
        <p role="status">
          {say('file.looking', { file: state.file.name })}{' '}
          <button
            type="button"
            onClick={() => {
              looking.current?.abort()
              setState({ is: 'empty' })
            }}
          >
            {say('file.cancel')}
          </button>
        </p>
      )}
      {state.is === 'gone' && (
        <p class="caution" role="alert">
          {say('file.gone')}{' '}
          <button type="button" onClick={() => void choose(state.file)}>
            {say('file.again')}
          </button>
        </p>
      )}
      {state.is === 'refused' && <FileRefused problem={state.problem} speech={speech} />}
      {state.is === 'known' && (
        <>
          <h2>{say('file.recognised')}</h2>
          <LookView file={state.file} look={state.look} speech={speech} />
          {state.file.size > state.look.maxBytes ? (
            <p class="fault" role="alert">
              {say('file.too-large', { most: sizeText(state.look.maxBytes, language) })}
            </p>
          ) : (
            <Taker
              key={`${state.file.name}/${state.file.size}/${state.file.lastModified}`}
              file={state.file}
              look={state.look}
              place={place}
              take={(request) => take(request, state.file.name)}
              speech={speech}
            />
          )}
        </>
      )}
    </section>
  )
}

interface TakerProps {
  readonly file: File
  readonly look: FileLook
  readonly place: Place
  readonly take: (request: Record<string, unknown>) => void
  readonly speech: Speech
}

/** What takes a file of its kind, or why none does. */
function Taker(props: TakerProps): JSX.Element {
  const { file, look, take, speech } = props
  if (look.kind === 'template') return <WorkbookTaker file={file} take={take} speech={speech} />
  if (look.kind === 'dataset') return <DatasetTaker {...props} />
  // An answer repeats its request, but not in its first bytes.
  const isOfJson = look.container === 'json' && look.errors.length === 0 && look.formats.length === 0
  if (look.kind === 'request' || isOfJson) return <RequestTaker file={file} take={take} speech={speech} />
  return <NotTaken look={look} speech={speech} />
}

function NotTaken({ look, speech }: { look: FileLook; speech: Speech }): JSX.Element {
  const { say } = speech
  const isAboutPersons = look.errors.length > 0
  return (
    <section class="faults" role="alert">
      <h3>{say(isAboutPersons ? 'file.persons' : 'file.unknown')}</h3>
      {isAboutPersons ? (
        <FaultList faults={look.errors} speech={speech} />
      ) : (
        <p>
          <ServiceText text={look.detail} speech={speech} />
        </p>
      )}
      {!isAboutPersons && <p>{say('file.unknown.hint')}</p>}
      <p>{say('file.kept-typed')}</p>
    </section>
  )
}

const WHY: Readonly<Record<NoRequest, 'file.request.large' | 'file.request.none' | 'file.request.parts'>> = {
  large: 'file.request.large',
  none: 'file.request.none',
  parts: 'file.request.parts',
}

function RequestTaker({ file, take, speech }: Omit<TakerProps, 'look' | 'place'>): JSX.Element {
  const { say } = speech
  const [why, setWhy] = useState<NoRequest | undefined>(undefined)
  return (
    <>
      {why && (
        <p class="fault" role="alert">
          {say(WHY[why])}
        </p>
      )}
      <p>
        <button
          type="button"
          class="button"
          onClick={async () => {
            const found = await requestIn(file)
            if (typeof found === 'string') setWhy(found)
            else take(found)
          }}
        >
          {say('file.take-request')}
        </button>
      </p>
    </>
  )
}

import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { SelectField } from '../form/select-field.tsx'
import type { Speech, WordKey } from '../words/language.ts'
import { CARRIER_CHOICES, type Phase, POWERTRAIN_CHOICES, TO_MODES } from './offers.ts'
import type { Kind, LeverKind, LeverPlace } from './work.ts'

interface AddLeverProps {
  readonly phase: Phase
  readonly kinds: readonly Kind[]
  /** Modes of the base year. */
  readonly modes: readonly string[]
  readonly add: (lever: LeverPlace) => void
  readonly speech: Speech
}

/** Any other measure of a column. */
export function AddLever({ phase, kinds, modes, add, speech }: AddLeverProps): JSX.Element {
  const { say, name } = speech
  const ofPhase = kinds.filter((one) => one.phase === phase)
  const [kind, setKind] = useState<LeverKind | undefined>(ofPhase[0]?.kind)
  const [mode, setMode] = useState(modes[0] ?? '')
  const [toMode, setToMode] = useState('cycle')
  const [powertrain, setPowertrain] = useState('electric')
  const [carrier, setCarrier] = useState('diesel')
  const properties = ofPhase.find((one) => one.kind === kind)
  const takes = (field: string): boolean => properties?.needs.includes(field) === true
  const isShift = kind === 'mode-shift'
  return (
    <details class="add-lever">
      <summary>{say('what-if.add')}</summary>
      {ofPhase.length > 1 && (
        <SelectField
          id={`add-kind-${phase}`}
          label={say('what-if.kind')}
          value={kind ?? ''}
          choices={ofPhase.map((one) => [one.kind, say(`lever-kind.${one.kind}` as WordKey)] as const)}
          choose={(choice) => setKind(choice)}
        />
      )}
      {(takes('mode') || isShift) && (
        <SelectField
          id={`add-mode-${phase}`}
          label={say(isShift ? 'what-if.from-mode' : 'modes.mode')}
          value={mode}
          choices={[
            ...modes.map((one) => [one, name('mode', one)] as const),
            ...(isShift ? [['any', say('what-if.any-mode')] as const] : []),
          ]}
          choose={setMode}
        />
      )}
      {isShift && (
        <SelectField
          id={`add-to-${phase}`}
          label={say('what-if.to-mode')}
          value={toMode}
          choices={[...new Set([...TO_MODES, ...modes])].map((one) => [one, name('mode', one)] as const)}
          choose={setToMode}
        />
      )}
      {takes('powertrain') && (
        <SelectField
          id={`add-powertrain-${phase}`}
          label={say('what-if.powertrain')}
          value={powertrain}
          choices={POWERTRAIN_CHOICES.map((one) => [one, name('powertrain', one)] as const)}
          choose={setPowertrain}
        />
      )}
      {takes('carrier') && (
        <SelectField
          id={`add-carrier-${phase}`}
          label={say('what-if.carrier')}
          value={carrier}
          choices={CARRIER_CHOICES.map((one) => [one, name('carrier', one)] as const)}
          choose={setCarrier}
        />
      )}
      <button
        type="button"
        onClick={() =>
          kind &&
          add({
            kind,
            ...(takes('mode') || (isShift && mode !== 'any') ? { mode } : {}),
            ...(isShift ? { toMode } : {}),
            ...(takes('powertrain') ? { powertrain } : {}),
            ...(takes('carrier') ? { carrier } : {}),
          })
        }
      >
        {say('what-if.add-this')}
      </button>
    </details>
  )
}

import type { JSX } from 'preact'
import { useMyKey } from '../key/use-my-key.ts'
import { forgetKey, giveKey } from '../service/kept-key.ts'
import type { Speech } from '../words/language.ts'

interface KeyLineProps {
  readonly speech: Speech
}

/** What the key of this tab may do, and ways to give another; nothing where the service asks for none. */
export function KeyLine({ speech }: KeyLineProps): JSX.Element | null {
  const { say, language } = speech
  const key = useMyKey()
  if (!key || key.kind === 'machine') return null
  const scopes = new Intl.ListFormat(language).format(key.scopes.map((scope) => say(`data.scope.${scope}`)))
  return (
    <p class="note">
      {key.kind === 'none' ? say('data.key.none') : say('data.key.may', { scopes })}{' '}
      <button type="button" onClick={() => void giveKey()}>
        {say(key.kind === 'none' ? 'data.key.give' : 'data.key.other')}
      </button>{' '}
      {key.kind === 'key' && (
        <button type="button" onClick={forgetKey}>
          {say('data.key.forget')}
        </button>
      )}
    </p>
  )
}

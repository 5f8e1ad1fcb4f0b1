import { render } from 'preact'
import type { Speech } from '../words/language.ts'
import { FactorsScreen } from './factors-screen.tsx'
import type { Choices } from './search-form.tsx'

/** Puts the live screen in place of the page that the service drew, with the choices that it drew it with. */
export function mountFactors(content: HTMLElement, speech: Speech): void {
  const drawn = content.querySelector<HTMLElement>('[data-factors]')?.dataset['factors']
  if (drawn === undefined) return
  const { set, choices } = JSON.parse(drawn) as { readonly set: string; readonly choices: Choices }
  content.replaceChildren()
  render(<FactorsScreen set={set} choices={choices} speech={speech} />, content)
}

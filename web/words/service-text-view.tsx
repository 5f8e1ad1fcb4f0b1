import type { JSX } from 'preact'
import type { Speech } from './language.ts'
import { findServiceText } from './service-text.ts'

/** A text of the service in the language of the reader; one that is not known stays in English and says that it is. */
export function ServiceText({ text, speech }: { text: string; speech: Speech }): JSX.Element | string {
  if (speech.language === 'en') return text
  const known = findServiceText(text, speech)
  return known === undefined ? <span lang="en">{text}</span> : known
}

import type { JSX } from 'preact'
import type { FileLook } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'
import { sizeText } from './file-size.ts'

interface LookViewProps {
  readonly file: File
  readonly look: FileLook
  readonly speech: Speech
}

const DELIMITERS: Readonly<Record<string, WordKey>> = {
  ',': 'file.delimiter.comma',
  ';': 'file.delimiter.semicolon',
  '\t': 'file.delimiter.tab',
  '|': 'file.delimiter.bar',
}

const MAX_YEARS = 4

/** What a file looks like, and why, before any of it is taken. */
export function LookView({ file, look, speech }: LookViewProps): JSX.Element {
  const { say, language } = speech
  const [best] = look.formats
  const lists = new Intl.ListFormat(language)
  const isOfText = look.encoding !== undefined && look.container === 'text'
  return (
    <dl class="look">
      <dt>{say('file.file')}</dt>
      <dd>
        {file.name} ({sizeText(file.size, language)})
      </dd>
      <dt>{say('file.looks-like')}</dt>
      <dd>
        {look.kind === 'dataset' && best ? `${best.title} (${best.format})` : say(`file.kind.${look.kind}`)}
      </dd>
      {look.columns.length > 0 && (
        <>
          <dt>{say('file.why')}</dt>
          <dd>
            {say('file.columns', { columns: lists.format(look.columns) })}
            {look.unknownColumns > 0 && ` ${say('file.unknown-columns', { count: look.unknownColumns })}`}
          </dd>
        </>
      )}
      {best && best.missing.length > 0 && (
        <>
          <dt>{say('file.missing')}</dt>
          <dd>{lists.format(best.missing)}</dd>
        </>
      )}
      {isOfText && look.kind === 'dataset' && (
        <>
          <dt>{say('file.written')}</dt>
          <dd>
            {look.encoding?.toUpperCase()}
            {look.delimiter !== undefined && `; ${say(DELIMITERS[look.delimiter] ?? 'file.delimiter.comma')}`}
          </dd>
        </>
      )}
      {look.years.length > 0 && (
        <>
          <dt>{say('file.years')}</dt>
          <dd>{yearsText(look.years, lists)}</dd>
        </>
      )}
    </dl>
  )
}

const yearsText = (years: readonly string[], lists: Intl.ListFormat): string =>
  years.length > MAX_YEARS ? `${years[0]} – ${years.at(-1)}` : lists.format(years)

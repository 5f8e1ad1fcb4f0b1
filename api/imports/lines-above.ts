import type { Fault } from '../request/failure.ts'
import { bytesOf } from './file-bytes.ts'
import type { StagedFile } from './importer.ts'
import { tableStartOf } from './preamble.ts'
import { RECOGNISED_BYTES, wholeLines } from './recognise.ts'
import { decodeText } from './text-encoding.ts'

/** The text above the head of a table: comments, a title, notes. */
export async function linesAbove({
  path,
  container,
}: Pick<StagedFile, 'path' | 'container'>): Promise<string> {
  if (!container.startsWith('csv')) return ''
  const parts: Buffer[] = []
  let length = 0
  for await (const part of bytesOf(path, container.endsWith('.gz'))) {
    parts.push(part)
    length += part.length
    if (length >= RECOGNISED_BYTES) break
  }
  const text = decodeText(wholeLines(Buffer.concat(parts).subarray(0, RECOGNISED_BYTES)))?.text ?? ''
  return text.slice(0, tableStartOf(text).from)
}

/** Words that stand for many, in six languages; `miles` alone is a length. */
const SCALES = [
  'thousands?',
  'millions?',
  'billions?',
  'tausend',
  'tsd',
  'mio',
  'mrd',
  'millionen',
  'miles de',
  'millones',
  'milliers',
  'milhares',
  'milhões',
]
export const IN_WORDS = new RegExp(`(?:^|[^\\p{L}])(?:${SCALES.join('|')})(?![\\p{L}])`, 'iu')
const IN_FIGURES = /(?:\b(?:in|en|em) |[x×] ?)1[.,' ]?000\b|\(?['’]?000s?\)/iu
const IN_CHINESE = /单位[^\n]{0,12}[千万亿]|[千万亿](?:人|辆|车|公里|吨|次)/u

/** Whether a text says that figures are of thousands, millions or the like. */
export const saysScale = (text: string): boolean =>
  IN_WORDS.test(text) || IN_FIGURES.test(text) || IN_CHINESE.test(text)

/** What a title says of the unit of all figures must not be passed over. */
export const scaleFaults = (above: string): readonly Fault[] =>
  saysScale(above)
    ? [
        {
          code: 'value-not-read',
          detail:
            'The lines above the head speak of thousands or millions: write the figures out in full, 1200000 and not 1.2, and leave these lines out.',
        },
      ]
    : []

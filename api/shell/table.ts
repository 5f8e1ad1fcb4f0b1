import Table from 'cli-table3'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** A column: its head, its greatest width, and whether it holds numbers. */
export interface Column {
  readonly head: string
  readonly width?: number
  readonly numbers?: boolean
}

/** A line only under the head: people read, copy and search tables; frames get in the way. */
const CHARS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  mid: '',
  'mid-mid': '',
  middle: '  ',
}

/** Rows in columns, under a title. Long texts wrap inside their column. */
export function tableText(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map(({ width, head }, index) => {
    const longest = rows.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), head.length)
    return Math.min(width ?? longest, longest)
  })
  const table = new Table({
    chars: CHARS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: widths,
    colAligns: columns.map(({ numbers }) => (numbers ? 'right' : 'left')),
    wordWrap: true,
    wrapOnWordBoundary: true,
  })
  table.push(
    columns.map(({ head }) => head),
    widths.map((width) => '─'.repeat(width)),
    ...rows.map((row) => row.map((text, index) => fitted(text, widths[index] ?? 0))),
  )
  const text = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
  return `${title}\n\n${text}\n`
}

/** Scripts whose signs take two columns have no blanks to wrap at: a line of theirs ends anywhere. */
const fitted = (text: string, width: number): string =>
  stringWidth(text) > text.length ? wrapAnsi(text, width, { hard: true }) : text

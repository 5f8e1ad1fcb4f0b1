import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Speech } from '../words/language.ts'
import { FACTOR_COLUMNS, FactorCells, FactorHeads } from './factor-row.tsx'
import type { Rows } from './use-rows.ts'

/** All rows are of one height, so that a place in the list is a place on the screen [px]; the stylesheet has it too. */
export const ROW_HEIGHT = 64
/** Rows that are drawn above and below those that are seen. */
const BESIDE = 8
const MAX_COMPARED = 2
/** How long scrolling rests before rows are asked for, so that a long drag asks for its end alone. */
const REST_MS = 80

interface ScrolledTableProps {
  readonly rows: Rows
  readonly set: string
  readonly label: string
  readonly speech: Speech
  readonly chosen: readonly string[]
  readonly choose: (id: string, isChosen: boolean) => void
}

/**
 * A table of any length of which the rows in view are drawn. It is a table of HTML and says how long it is and which row
 * is which, so that a reader of the screen counts them as in one that is drawn whole.
 */
export function ScrolledTable({ rows, set, label, speech, chosen, choose }: ScrolledTableProps): JSX.Element {
  const { say } = speech
  const { total = 0, rowAt, want } = rows
  const place = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ from: 0, to: 20 })
  const from = Math.max(0, Math.min(seen.from, total - 1) - BESIDE)
  const to = Math.min(total, seen.to + BESIDE)

  useLayoutEffect(() => {
    const box = place.current
    if (!box) return
    let frame = 0
    const look = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        const first = Math.floor(box.scrollTop / ROW_HEIGHT)
        const last = Math.ceil((box.scrollTop + box.clientHeight) / ROW_HEIGHT)
        setSeen((before) =>
          before.from === first && before.to === last ? before : { from: first, to: last },
        )
      })
    }
    look()
    box.addEventListener('scroll', look, { passive: true })
    const resized = new ResizeObserver(look)
    resized.observe(box)
    return () => {
      cancelAnimationFrame(frame)
      box.removeEventListener('scroll', look)
      resized.disconnect()
    }
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => want(from, to), REST_MS)
    return () => clearTimeout(timer)
  })

  const columns = FACTOR_COLUMNS.length + 1
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and there are none.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1).
    <div class="scroll rows-in-view" ref={place} role="group" aria-label={label} tabIndex={0}>
      <table aria-rowcount={total + 1} class="factors">
        <colgroup>
          {['choose', ...FACTOR_COLUMNS].map((column) => (
            <col key={column} class={`of-${column}`} />
          ))}
        </colgroup>
        <thead>
          <FactorHeads speech={speech}>
            <th scope="col">{say('factors.column.compare')}</th>
          </FactorHeads>
        </thead>
        <tbody>
          <Space rows={from} columns={columns} />
          {drawn.map((index) => {
            const record = rowAt(index)
            return (
              <tr key={index} aria-rowindex={index + 2}>
                {record ? (
                  <>
                    <td>
                      <input
                        type="checkbox"
                        aria-label={say('factors.compare.choose', { id: record.id })}
                        checked={chosen.includes(record.id)}
                        disabled={chosen.length >= MAX_COMPARED && !chosen.includes(record.id)}
                        onChange={({ currentTarget }) => choose(record.id, currentTarget.checked)}
                      />
                    </td>
                    <FactorCells record={record} set={set} speech={speech} />
                  </>
                ) : (
                  <td colSpan={columns} class="note">
                    {say('factors.loading')}
                  </td>
                )}
              </tr>
            )
          })}
          <Space rows={total - to} columns={columns} />
        </tbody>
      </table>
    </div>
  )
}

/** The room of rows that are not drawn. */
function Space({ rows, columns }: { rows: number; columns: number }): JSX.Element | null {
  if (rows <= 0) return null
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row cannot have the focus; it is room and says nothing.
    <tr aria-hidden="true">
      <td colSpan={columns} class="space" style={{ height: `${rows * ROW_HEIGHT}px` }} />
    </tr>
  )
}

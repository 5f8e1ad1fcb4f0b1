import type { JSX } from 'preact'
import { Drawing } from './drawing.tsx'

/** Dots that can be counted decide better than a percentage. */
export const DOTS = 20
const STEP = 18
const PER_ROW = 10

/** Of twenty outcomes, how many are so: full dots for those, open ones for the others. */
export function Dots({ full, said }: { full: number; said: string }): JSX.Element {
  return (
    <Drawing width={PER_ROW * STEP} height={(DOTS / PER_ROW) * STEP} said={said}>
      {Array.from({ length: DOTS }, (_, at) => (
        <circle
          key={at}
          cx={(at % PER_ROW) * STEP + STEP / 2}
          cy={Math.floor(at / PER_ROW) * STEP + STEP / 2}
          r={6}
          fill={at < full ? 'var(--hue-car)' : 'var(--page)'}
          stroke="var(--hue-car)"
          stroke-width="2"
        />
      ))}
    </Drawing>
  )
}

import type { ComponentChildren, JSX } from 'preact'

interface DrawingProps {
  /** Of the drawing [px]. */
  readonly width: number
  readonly height: number
  /** The finding in one sentence, for readers who do not see the drawing. */
  readonly said: string
  readonly children: ComponentChildren
}

/** The frame of a drawing. */
export function Drawing({ width, height, said, children }: DrawingProps): JSX.Element {
  return (
    <svg
      class="strips"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={said}
      xmlns="http://www.w3.org/2000/svg"
    >
      {children}
    </svg>
  )
}

/** A place in a drawing, to a tenth of a pixel. */
export const round = (place: number): number => Math.round(place * 10) / 10

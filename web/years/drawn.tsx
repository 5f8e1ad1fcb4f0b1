import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { takeCharts } from '../charts/take-chart.ts'

/** Charts with the ways to take them along; those that came since get theirs too. */
export function Drawn({ children }: { children: ComponentChildren }): JSX.Element {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current) takeCharts(place.current)
  })
  return <div ref={place}>{children}</div>
}

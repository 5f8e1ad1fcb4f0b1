import type { JSX } from 'preact'
import type { Position, ZoneShape } from '../service/datasets.ts'
import { Drawing, round } from './drawing.tsx'

/** A zone of a map. */
export interface MapZone {
  readonly zone: string
  readonly shape: ZoneShape
  /** Undefined: nothing is given out of it. */
  readonly value: number | undefined
}

interface ZoneMapProps {
  readonly zones: readonly MapZone[]
  /** Where one colour ends and the next begins. */
  readonly limits: readonly number[]
  /** What each colour stands for, and what the hatching does. */
  readonly keys: readonly string[]
  readonly nothing: string
  readonly scaleWords: (km: number) => string
  readonly width: number
  readonly said: string
}

/** Shares of the hue, from the lowest to the highest. */
const DEPTHS = [0.12, 0.32, 0.52, 0.72, 0.95] as const
export const MAP_CLASSES = DEPTHS.length

const KEY_ROW = 24
const PAD = 4
const MAX_SHARE = 0.75
const KM_PER_DEGREE = 111.2
const NAME_WIDTH = 8
const MAX_NAMES = 40

/** Which colour a value has. */
export const classOf = (value: number, limits: readonly number[]): number =>
  limits.filter((limit) => value > limit).length

/** Values that part the zones into colours of about as many zones each; equal values are never parted. */
export function limitsOf(values: readonly number[]): readonly number[] {
  const sorted = [...new Set(values)].sort((one, other) => one - other)
  const classes = Math.min(MAP_CLASSES, sorted.length)
  return Array.from(
    { length: Math.max(0, classes - 1) },
    (_, at) => sorted[Math.ceil(((at + 1) * sorted.length) / classes) - 1] ?? 0,
  )
}

const ringsOf = (shape: ZoneShape): readonly (readonly Position[])[] =>
  shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()

/**
 * Zones on the ground, drawn from their boundaries alone. Degrees of longitude are made as long as they are in the middle of the
 * map; over a city that is true to area within a part in a thousand. On a plane it does not matter which way a ring turns.
 */
export function ZoneMap({
  zones,
  limits,
  keys,
  nothing,
  scaleWords,
  width,
  said,
}: ZoneMapProps): JSX.Element {
  const points = zones.flatMap(({ shape }) => ringsOf(shape)).flat()
  const [west, east] = ends(points.map(([longitude]) => longitude))
  const [south, north] = ends(points.map(([, latitude]) => latitude))
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const wide = Math.max(1e-6, (east - west) * shrink)
  const tall = Math.max(1e-6, north - south)
  const scale = Math.min((width - 2 * PAD) / wide, (width * MAX_SHARE) / tall)
  const left = (width - wide * scale) / 2
  const x = (longitude: number): number => round(left + (longitude - west) * shrink * scale)
  const y = (latitude: number): number => round(PAD + (north - latitude) * scale)
  const mapHigh = Math.ceil(tall * scale + 2 * PAD)
  const all = [...keys, nothing]
  const columns = width > 500 ? 3 : 1
  const high = mapHigh + 36 + Math.ceil(all.length / columns) * KEY_ROW
  const hatch = `hatch-map-${width}`
  const bar = barOf(KM_PER_DEGREE, scale, width)
  return (
    <Drawing width={width} height={high} said={said}>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" stroke="var(--hue-muted)" stroke-width="2" />
        </pattern>
      </defs>
      {zones.map(({ zone, shape, value }) => (
        <path
          key={zone}
          d={ringsOf(shape)
            .map(
              (ring) =>
                `M${ring.map(([longitude, latitude]) => `${x(longitude)} ${y(latitude)}`).join('L')}Z`,
            )
            .join('')}
          {...fillOf(value, limits, hatch)}
          fill-rule="evenodd"
          stroke="var(--ink)"
          stroke-width="1"
        />
      ))}
      {zones.length <= MAX_NAMES &&
        zones.flatMap(({ zone, shape }) => {
          const at = middleOf(shape)
          const room = at.wide * shrink * scale
          return room < zone.length * NAME_WIDTH || at.tall * scale < 18
            ? []
            : [
                <text
                  key={zone}
                  x={x(at.longitude)}
                  y={y(at.latitude) + 5}
                  text-anchor="middle"
                  fill="var(--ink)"
                  font-size="14"
                  stroke="var(--page)"
                  stroke-width="3"
                  paint-order="stroke"
                >
                  {zone}
                </text>,
              ]
        })}
      <path d={`M${PAD} ${mapHigh + 10}v6h${round(bar.long)}v-6`} stroke="var(--ink)" fill="none" />
      <text x={round(bar.long) + PAD + 8} y={mapHigh + 20} fill="var(--muted)" font-size="14">
        {scaleWords(bar.km)}
      </text>
      {all.map((words, at) => {
        const isNothing = at === keys.length
        const left = Math.floor((at % columns) * (width / columns))
        const top = mapHigh + 36 + Math.floor(at / columns) * KEY_ROW
        return (
          <g key={words}>
            <rect
              x={left + 0.5}
              y={top + 0.5}
              width="18"
              height="15"
              {...(isNothing
                ? { fill: `url(#${hatch})` }
                : { fill: 'var(--hue-car)', 'fill-opacity': DEPTHS[at] ?? 1 })}
              stroke="var(--ink)"
            />
            <text x={left + 26} y={top + 13} fill="var(--ink)" font-size="14">
              {words}
            </text>
          </g>
        )
      })}
    </Drawing>
  )
}

const fillOf = (value: number | undefined, limits: readonly number[], hatch: string) =>
  value === undefined
    ? { fill: `url(#${hatch})` }
    : { fill: 'var(--hue-car)', 'fill-opacity': DEPTHS[classOf(value, limits)] ?? 1 }

function ends(values: readonly number[]): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}

/** The middle of the frame of the largest part. */
function middleOf(shape: ZoneShape) {
  const outer = shape.type === 'Polygon' ? [shape.coordinates[0]] : shape.coordinates.map(([ring]) => ring)
  const frames = outer.flatMap((ring) => {
    if (!ring) return []
    const [west, east] = ends(ring.map(([longitude]) => longitude))
    const [south, north] = ends(ring.map(([, latitude]) => latitude))
    return [
      {
        longitude: (west + east) / 2,
        latitude: (south + north) / 2,
        wide: east - west,
        tall: north - south,
      },
    ]
  })
  return frames.reduce((one, other) => (other.wide * other.tall > one.wide * one.tall ? other : one))
}

/** A scale bar of a round length, about a quarter of the map. */
function barOf(kmPerDegree: number, scale: number, width: number): { km: number; long: number } {
  const most = (width / 4 / scale) * kmPerDegree
  const power = 10 ** Math.floor(Math.log10(most))
  const km = ([5, 2, 1].find((one) => one * power <= most) ?? 1) * power
  return { km, long: (km / kmPerDegree) * scale }
}

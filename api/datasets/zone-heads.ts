import { plainName } from '../request/folded-name.ts'
import { namesOf } from '../words/meaning.ts'

/** What people of six languages head inhabitants. */
export const HEADS_OF_INHABITANTS = [
  'population',
  'inhabitants',
  'Einwohner',
  'población',
  'habitantes',
  'população',
  '人口',
] as const

/** What people of six languages head the columns of zones. */
export const ZONE_HEADS: Readonly<Record<string, readonly string[]>> = {
  zone: [
    ...['zone', 'zone id', 'zone code', 'Zelle', 'Verkehrszelle', 'Bezirk', 'zona', 'distrito'],
    ...['小区', '小区编号', '交通小区', '交通小区编号', '区域', '区域编号', '區域'],
  ],
  city: ['city', 'city id', '所属城市', ...namesOf('tidy.city')],
  longitude: ['longitude', 'lon', 'lng', 'long', 'Länge', 'Längengrad', 'longitud', '经度'],
  latitude: ['latitude', 'lat', 'Breite', 'Breitengrad', 'latitud', '纬度'],
  areaKm2: ['areaKm2', 'area km2', 'area km²', 'Fläche km²', 'superficie km²', 'área km²', '面积 km²'],
  population: HEADS_OF_INHABITANTS,
}

/** By plain name; of a name of two columns, the first. */
const COLUMNS = new Map(
  Object.entries(ZONE_HEADS)
    .toReversed()
    .flatMap(([column, heads]) => heads.map((head) => [plainName(head), column] as const)),
)

/** The column of zones that a name means in any of the languages. */
export const zoneColumnOf = (name: string): string | undefined => COLUMNS.get(plainName(name))

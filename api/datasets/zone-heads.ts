import { plainName } from '../request/folded-name.ts'
import { namesOf } from '../words/meaning.ts'

/** What people of six languages head the columns of zones. */
export const ZONE_HEADS: Readonly<Record<string, readonly string[]>> = {
  zone: ['zone', 'zone id', 'Zelle', 'Verkehrszelle', 'Bezirk', 'zona', 'distrito', '小区', '交通小区'],
  city: ['city', ...namesOf('tidy.city')],
  longitude: ['longitude', 'lon', 'lng', 'long', 'Länge', 'Längengrad', 'longitud', '经度'],
  latitude: ['latitude', 'lat', 'Breite', 'Breitengrad', 'latitud', '纬度'],
  areaKm2: ['areaKm2', 'area km2', 'area km²', 'Fläche km²', 'superficie km²', 'área km²', '面积 km²'],
  population: ['population', 'inhabitants', 'Einwohner', 'población', 'habitantes', 'população', '人口'],
}

/** The column of zones that a name means in any of the languages. */
export function zoneColumnOf(name: string): string | undefined {
  const plain = plainName(name)
  return Object.keys(ZONE_HEADS).find((column) =>
    ZONE_HEADS[column]?.some((head) => plainName(head) === plain),
  )
}

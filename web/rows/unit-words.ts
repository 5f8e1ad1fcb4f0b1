/** How people write units behind a number, by the id of the unit. Small letters; a form that another begins with comes later. */
const WORDS: Readonly<Record<string, string>> = {
  vehicles:
    'vehicles|vehicle|cars|car|vans|van|fahrzeuge|fahrzeug|pkw|kfz|autos|auto|transporter|vehículos|coches|véhicules|voitures|veículos|carros|辆',
  litres: 'litres|litre|liters|liter|litros|litro|ltr|l|升',
  gallons: 'us gallons|us gallon|us gal|us-gallonen|gallons|gallon|gal',
  kwh: 'kwh|kilowatt-hours|kilowattstunden|千瓦时',
  mwh: 'mwh|megawatt-hours|megawattstunden|兆瓦时',
  gwh: 'gwh|gigawatt-hours|gigawattstunden|吉瓦时',
  vkm: 'vehicle-km|vehicle km|vehicle-kilometres|vkm|fahrzeug-km|fahrzeugkilometer|fz-km|fzkm|kilometres|kilometers|kilometer|km|车公里|公里',
  vmi: 'vehicle-miles|vehicle miles|vmi|fahrzeugmeilen|meilen|miles|mi',
  km: 'kilometres|kilometers|kilometer|kilómetros|kilomètres|quilômetros|km|公里',
  miles: 'miles|mile|meilen|mi',
  trips: 'trips|trip|wege|viajes|déplacements|viagens',
  percent: '%|percent|per cent|prozent|por ciento|pour cent|por cento',
  people: 'inhabitants|people|persons|einwohner|personen|habitantes|habitants|人',
  area: 'km²|km2|square kilometres|sq km|quadratkilometer|qkm|平方公里',
}

/** What may follow a unit without changing it: of what, and that it is of a year or a day. */
const AFTER =
  /^(?:(?: of| de)? (?:diesel|petrol|gasoline|benzin|gasoil|gasóleo|electricity|strom)|(?: a| an| per| pro| je| im| por| par|\/) ?(?:year|annum|a|jahr|año|ano|an|day|tag))?$/u

/** Which of some units a text names; undefined if none. */
export function findUnit(text: string, ids: readonly string[]): string | undefined {
  const lower = text.trim().toLowerCase().replace(/\.$/, '')
  return ids.find((id) =>
    (WORDS[id] ?? '')
      .split('|')
      .some((word) => lower.startsWith(word) && AFTER.test(lower.slice(word.length))),
  )
}

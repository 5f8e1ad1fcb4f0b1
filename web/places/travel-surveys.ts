/** The survey of how people of a country travel, by its own name, which an office asks for. Cities may have their own. */
const SURVEYS: Readonly<Record<string, string>> = {
  AT: 'Österreich unterwegs',
  BR: 'Pesquisa Origem e Destino',
  CH: 'Mikrozensus Mobilität und Verkehr (MZMV)',
  CL: 'Encuesta Origen Destino (EOD)',
  CO: 'Encuesta de Movilidad',
  DE: 'Mobilität in Deutschland (MiD), Mobilität in Städten (SrV)',
  DK: 'Transportvaneundersøgelsen (TU)',
  ES: 'Movilia',
  FI: 'Henkilöliikennetutkimus',
  FR: 'Enquête mobilité des personnes (EMP), EMC²',
  GB: 'National Travel Survey (NTS)',
  IE: 'National Household Travel Survey',
  IT: 'Audimob',
  JP: '全国都市交通特性調査',
  MX: 'Encuesta Origen-Destino',
  NL: 'Onderweg in Nederland (ODiN)',
  NO: 'Den nasjonale reisevaneundersøkelsen (RVU)',
  NZ: 'New Zealand Household Travel Survey',
  PT: 'Inquérito à Mobilidade (IMob)',
  SE: 'Resvanor i Sverige',
  US: 'National Household Travel Survey (NHTS)',
}

/** @returns undefined where no survey of the country is known by name */
export const findTravelSurvey = (country: string | undefined): string | undefined =>
  country === undefined ? undefined : SURVEYS[country]

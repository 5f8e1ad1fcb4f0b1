import type { Source } from '../../../domain.ts'
import { listGroups } from '../../regions.ts'
import { BLENDS_KNOWN, COUNTED_ELECTRIC, COUNTRIES, GROUPS, REGIONS, WORLD } from './places.ts'

const ACCESSED = '2026-11-28'
const COUNTRY_NAMES: Readonly<Record<(typeof COUNTRIES)[number], string>> = {
  CN: 'China',
  IN: 'India',
  JP: 'Japan',
  KR: 'South Korea',
  BR: 'Brazil',
  CA: 'Canada',
  AU: 'Australia',
  NZ: 'New Zealand',
}
/** What levels are derived from, where it is not UC Davis, IEA and DESNZ alone. */
const BESIDES: Readonly<Record<string, string>> = {
  CN: 'Huo et al. (2011), Zhang et al. (2014)',
  IN: 'WRI India, GFEI, ICCT',
  CA: 'EPA and FHWA',
  AU: 'ABS (CC BY 4.0)',
  NZ: 'EECA (MIT), ABS (CC BY 4.0)',
}
const COMMON =
  'Contains IEA Global EV Outlook 2025 (CC BY 4.0), changed; public sector information licensed under the Open Government Licence v3.0 (DESNZ). Single figures of UC Davis, IEA, EECA and others are quoted.'

function sourceOf(code: string, name: string, from: string): Source {
  return {
    id: `cordon-levels-${code.toLowerCase()}`,
    title: `Energy per vehicle-km of road vehicles in ${name}, 1990 to 2025`,
    publisher: `Cordon, derived from ${from}`,
    edition: '2026',
    published: '2026',
    accessed: ACCESSED,
    licence: 'CC BY 4.0; Open Government Licence v3.0; figures quoted',
    attribution: COMMON,
    note: 'Wide: few figures of few years. emission-factors/figures names each.',
  }
}

const groupName = (code: string): string => listGroups().find((one) => one.code === code)?.name ?? code

const COUNTED_NAMES: Readonly<Record<(typeof COUNTED_ELECTRIC)[number], string>> = {
  CR: 'Costa Rica',
  IL: 'Israel',
  IS: 'Iceland',
  TR: 'Türkiye',
  VN: 'Viet Nam',
}

const BLENDED_NAMES: Readonly<Record<(typeof BLENDS_KNOWN)[number], string>> = {
  AR: 'Argentina',
  CO: 'Colombia',
  ID: 'Indonesia',
}

/** Works behind the levels of countries outside Europe and the United States, of groups and of the world. */
export const worldSources: readonly Source[] = [
  ...COUNTRIES.map((code) =>
    sourceOf(
      code,
      COUNTRY_NAMES[code],
      [BESIDES[code], 'UC Davis, IEA and DESNZ'].filter(Boolean).join('; '),
    ),
  ),
  ...COUNTED_ELECTRIC.map((code) => ({
    ...sourceOf(
      code,
      COUNTED_NAMES[code],
      code === 'TR' ? 'TurkStat, IEA and the fleet of its group' : 'IEA and the fleet of its group',
    ),
    title: `Cars by powertrain in ${COUNTED_NAMES[code]}, 1990 to 2025`,
  })),
  ...BLENDS_KNOWN.map((code) => ({
    ...sourceOf(code, BLENDED_NAMES[code], 'mandates and USDA'),
    title: `Biofuel in the fuels of ${BLENDED_NAMES[code]}, 1990 to 2025`,
  })),
  ...GROUPS.map((code) =>
    sourceOf(
      code,
      groupName(code),
      (REGIONS as readonly string[]).includes(code)
        ? 'UC Davis, IEA and DESNZ'
        : 'the levels of its countries',
    ),
  ),
  sourceOf(WORLD, 'the world', 'the levels of all groups'),
]

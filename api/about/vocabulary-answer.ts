import {
  ALLOCATIONS,
  BIOGENIC_CARRIERS,
  EMISSION_STANDARDS,
  ENERGY_CARRIERS,
  FACTOR_KINDS,
  FLOWS,
  GASES,
  GWP_SETS,
  MODE_PROPERTIES,
  MODES,
  NOTICES,
  POWERTRAIN_PROPERTIES,
  POWERTRAINS,
  REFUSALS,
  SCOPES,
  type Scope,
  SECTORS,
  SETTINGS,
  SUB_SECTOR_TITLES,
  SUB_SECTORS,
  UNIT_CATALOGUE,
  VEHICLE_CLASSES,
} from '../../src/index.ts'
import type { Language } from '../words/catalogue.ts'
import { codeTextsIn } from '../words/code-texts.ts'
import type { Vocabulary } from './vocabulary-schema.ts'

const SCOPE_TITLES: Readonly<Record<Scope, string>> = {
  '1': 'Fuel burnt in the city',
  '2': 'Grid electricity used in the city',
  '3': 'Emissions that arise outside the city',
}

/**
 * All closed lists of the domain, as callers see them.
 *
 * @param language that notices and refusals are said in, where there is one
 */
export function toVocabulary(language?: Language): Vocabulary {
  return {
    modes: MODES.map((id) => {
      const { title, subSector, sector, payload, propulsion } = MODE_PROPERTIES[id]
      return { id, title, subSector, sector, payload, propulsion, vehicleClasses: [...VEHICLE_CLASSES[id]] }
    }),
    powertrains: POWERTRAINS.map((id) => ({ id, ...POWERTRAIN_PROPERTIES[id] })),
    energyCarriers: ENERGY_CARRIERS.map((id) => ({
      id,
      biogenic: BIOGENIC_CARRIERS.some((one) => one === id),
    })),
    emissionStandards: [...EMISSION_STANDARDS],
    flows: [...FLOWS],
    subSectors: SUB_SECTORS.map((id) => ({ id, title: SUB_SECTOR_TITLES[id] })),
    sectors: [...SECTORS],
    scopes: SCOPES.map((id) => ({ id, title: SCOPE_TITLES[id] })),
    gases: [...GASES],
    gwpSets: [...GWP_SETS],
    allocations: [...ALLOCATIONS],
    settings: [...SETTINGS],
    factorKinds: [...FACTOR_KINDS, 'speed-curve'],
    units: UNIT_CATALOGUE.map(({ quantity, canonical, units }) => ({
      quantity,
      canonical,
      units: [...units],
    })),
    refusals: spoken(codeTextsIn(REFUSALS, language)),
    notices: spoken(codeTextsIn(NOTICES, language)),
  }
}

const spoken = (codes: ReturnType<typeof codeTextsIn>) =>
  Object.entries(codes).map(([id, { title, advice }]) => ({
    id,
    title,
    ...(advice === '' ? {} : { advice }),
  }))

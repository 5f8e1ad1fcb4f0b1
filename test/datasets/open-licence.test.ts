import { describe, expect, test } from 'vitest'
import { isOpenLicence } from '../../api/datasets/open-licence.ts'
import { datasetFacts } from '../../api/datasets/schema.ts'

test.each([
  'CC BY 4.0',
  'CC-BY-4.0',
  'cc by-sa 3.0 DE',
  'CC BY 3.0 IGO',
  'CC0',
  'CC0-1.0',
  'CC0 1.0 Universal',
  'Creative Commons Attribution 4.0 International',
  'Creative Commons Namensnennung 4.0',
  'Creative Commons Reconocimiento 4.0',
  'https://creativecommons.org/licenses/by/4.0/',
  'https://creativecommons.org/publicdomain/zero/1.0/',
  'OGL',
  'OGL-UK-3.0',
  'OGL v3.0',
  'Open Government Licence v3.0',
  'Open Government Licence – Canada',
  'Contains public sector information licensed under the Open Government Licence v3.0.',
  'dl-de/by-2-0',
  'DL-DE-BY-2.0',
  'DL-DE->Zero-2.0',
  'Datenlizenz Deutschland – Namensnennung – Version 2.0',
  'Licence Ouverte 2.0',
  'Licence Ouverte / Open Licence v2.0 (Etalab)',
  'etalab-2.0',
  'ODbL',
  'ODbL-1.0',
  'Open Database License',
  'ODC-By-1.0',
  'PDDL-1.0',
  'IODL 2.0',
  'NLOD 2.0',
  'CDLA-Permissive-2.0',
  'US public domain',
  'U.S. Government work',
  'Public domain (17 U.S.C. § 105)',
  'Domínio público',
  'GODL-India',
  'KOGL Type 1',
])('%s is open', (name) => expect(isOpenLicence(name)).toBe(true))

test.each([
  'x',
  'open',
  'open-licence',
  'free',
  'own',
  'contract 7',
  'all rights reserved',
  'proprietary',
  'CC BY-NC 4.0',
  'CC BY-ND 4.0',
  'CC-BY-NC-SA-4.0',
  'Creative Commons Attribution-NonCommercial 4.0',
  'https://creativecommons.org/licenses/by-nc/4.0/',
  'KOGL Type 4',
  'cc',
  'by',
  'bylaws',
  'oglala',
])('%s is not', (name) => expect(isOpenLicence(name)).toBe(false))

describe('a dataset', () => {
  const facts = { id: 'd', title: 't', owner: 'o', country: 'DE', grain: 'day' }
  const faultsOf = (more: object): readonly string[] =>
    datasetFacts.safeParse({ ...facts, ...more }).error?.issues.map(({ path }) => path.join('/')) ?? []

  test('is open by a licence of the list alone', () => {
    expect(faultsOf({ legalBasis: 'open-licence', licence: 'CC BY 4.0' })).toEqual([])
    expect(faultsOf({ legalBasis: 'open-licence', licence: 'x' })).toEqual(['licence'])
    expect(faultsOf({ legalBasis: 'open-licence' })).toEqual(['licence'])
  })

  test('of another legal basis has whatever terms it has', () =>
    expect(faultsOf({ legalBasis: 'agreement', licence: 'contract 7' })).toEqual([]))
})

import { describe, expect, test } from 'vitest'
import { kindOfCode } from '../../api/request/personal-sign.ts'

/** What an adversary wrote into a column of zones or cities; a few are not found by their form, and are named so. */
const SMUGGLED = [
  'p00017',
  'u48213',
  'p17-s3',
  'p3-08h15',
  'person-17',
  'User_0042',
  'household 12',
  'device-9f3a1',
  'tok_4fK29dLm',
  'imsi-262011234567890',
  '262-01-1234567890-0',
  '0049-151-23456789',
  'AB12CDE',
  'B-XY 1234',
  '0a_1b_2c_3d_4e_5f',
  '0a:1b:2c:3d:4e:5f',
  'N52.5163E13.3777',
  '52_51631_13_37771',
  '9F4MG9F5+2X',
  'filled.count.soap',
  '33UUU9023419789',
  '33U 389919 5819754',
  'home>work',
  'T1710489600',
  '2024-075-0815',
  '2024031508',
  '550e8400-e29b-41d4-a716-446655440000',
  '262011234567890',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'jane@example.org',
  '+4915123456789',
  '52.51631,13.37771',
] as const

/** A name and a short hash look like the code of an area: the minimum of a cell is what stops them. */
const NOT_BY_FORM = ['jane-doe-3', '9f86d081', 'u33db8zzt'] as const

/** Codes of areas that statistics offices and mapping services give. */
const HONEST = [
  'E01000001',
  '751010101',
  '110101001001',
  '1012AB',
  '440305',
  '87283472bffffff',
  'u33db',
  'u33db8',
  'ES300',
  'DE-BE',
  'CRS3035RES1000mN3279000E4553000',
  'CRS3035RES500mN3279500E4553000',
  '12022001102203',
  '1400000US06037206300',
  'ZONE_000000000012',
  'TAZ 0417',
  'S-E 12'.replace(' ', ''),
  '2800610',
  '0100902',
  'leeds',
  'ar-mendoza',
  'Sankt Pölten',
  'peripheria',
  'p12',
  'u4',
  'Ward 12',
] as const

describe('codes of zones and cities', () => {
  test.each(SMUGGLED)('%s is somebody or somewhere', (code) => expect(kindOfCode(code)).toBeDefined())
  test.each(HONEST)('%s is an area', (code) => expect(kindOfCode(code)).toBeUndefined())
  test.each(NOT_BY_FORM)('%s cannot be told by its form', (code) => expect(kindOfCode(code)).toBeUndefined())
})

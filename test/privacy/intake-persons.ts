import { BASE32, BASE64, digitsOf, HEX, lettersOf } from './intake-files.ts'

/** What an adversary writes in the place of the code of a zone or city: an id of the nth person, home, device or moment. */
export type Disguise = (nth: number, random: () => number) => string

const hex =
  (length: number): Disguise =>
  (_, random) =>
    lettersOf(random, length, HEX)
const at = (degrees: number, random: () => number, digits: number): string =>
  (degrees + random() * 0.2).toFixed(digits)
const pad = (value: number, length: number): string => String(value).padStart(length, '0')
const upper = (random: () => number, length: number): string =>
  lettersOf(random, length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const FIRST = ['jane', 'anna', 'omar', 'li', 'pedro', 'eva', 'ivan', 'sara', 'tom', 'mia', 'noah', 'zoe']

/** The 67 spellings of persons, homes, devices and moments in the code of a zone. */
export const DISGUISES: Readonly<Record<string, Disguise>> = {
  'a numbered person, p00017': (nth) => `p${pad(nth, 5)}`,
  P00017: (nth) => `P${pad(nth, 5)}`,
  u48213: (_, random) => `u${digitsOf(random, 5)}`,
  'person-17': (nth) => `person-${nth}`,
  User_0042: (nth) => `User_${pad(nth, 4)}`,
  USER42: (nth) => `USER${nth}`,
  'household 12': (nth) => `household ${nth}`,
  hh17: (nth) => `hh${nth}`,
  'veh-0042': (nth) => `veh-${pad(nth, 4)}`,
  cust_881: (nth) => `cust_${880 + nth}`,
  'kunde 17': (nth) => `kunde ${nth}`,
  'device-9f3a1': (_, random) => `device-${lettersOf(random, 5, HEX)}`,
  'a name with a number, jane-doe-3': (nth) => `${FIRST[nth % FIRST.length]}-doe-${nth}`,
  'a hash of 8': hex(8),
  'a hash of 10': hex(10),
  'a hash of 12': hex(12),
  '15 of a UUID': hex(15),
  'a hash of 16': hex(16),
  'a hash of 32': hex(32),
  'a hash of 40': hex(40),
  'a UUID': (_, random) => [8, 4, 4, 4, 12].map((length) => lettersOf(random, length, HEX)).join('-'),
  'a UUID without marks': hex(32),
  'the first half of a UUID': (_, random) =>
    [8, 4, 4].map((length) => lettersOf(random, length, HEX)).join('-'),
  'base64 of 9 bytes': (_, random) => lettersOf(random, 12, BASE64),
  'base64 of 16 bytes': (_, random) => `${lettersOf(random, 22, BASE64)}==`,
  tok_4fK29dLm: (_, random) => `tok_${lettersOf(random, 8, BASE64)}`,
  'an IMSI': (_, random) => `26201${digitsOf(random, 10)}`,
  'an IMSI in parts': (_, random) => `262-01-${digitsOf(random, 10)}-0`,
  'an IMEI': (_, random) => `35${digitsOf(random, 13)}`,
  'imsi-262…': (_, random) => `imsi-26201${digitsOf(random, 10)}`,
  'a MAC as 12': hex(12),
  'a MAC with colons': (_, random) => Array.from({ length: 6 }, () => lettersOf(random, 2, HEX)).join(':'),
  'a MAC with lines': (_, random) => Array.from({ length: 6 }, () => lettersOf(random, 2, HEX)).join('_'),
  'a MAC in fours': (_, random) => Array.from({ length: 3 }, () => lettersOf(random, 4, HEX)).join('.'),
  '+49 151': (_, random) => `+49151${digitsOf(random, 8)}`,
  '0049-151-…': (_, random) => `0049-151-${digitsOf(random, 8)}`,
  '49151…': (_, random) => `49151${digitsOf(random, 8)}`,
  'a tax number': (_, random) => `${1 + Math.floor(random() * 9)}${digitsOf(random, 10)}`,
  'a social-security number': (_, random) =>
    `${digitsOf(random, 3)}-${digitsOf(random, 2)}-${digitsOf(random, 4)}`,
  'a German insurance number': (_, random) =>
    `${digitsOf(random, 2)} ${digitsOf(random, 6)} ${upper(random, 1)} ${digitsOf(random, 3)}`,
  'an e-mail': (nth) => `p${nth}@example.org`,
  'a British plate': (_, random) => `${upper(random, 2)}${digitsOf(random, 2)}${upper(random, 3)}`,
  'a German plate': (_, random) => `B-${upper(random, 2)} ${1000 + Math.floor(random() * 900)}`,
  'a German plate without a blank': (_, random) =>
    `B-${upper(random, 2)}${1000 + Math.floor(random() * 900)}`,
  'a Spanish plate': (_, random) => `${digitsOf(random, 4)}${lettersOf(random, 3, 'BCDFGHJKLM')}`,
  'a French plate': (_, random) => `${upper(random, 2)}-${digitsOf(random, 3)}-${upper(random, 2)}`,
  'geohash 7': (_, random) => `u33d${lettersOf(random, 3, BASE32)}`,
  'geohash 9': (_, random) => `u33d${lettersOf(random, 5, BASE32)}`,
  'geohash 12': (_, random) => `u33d${lettersOf(random, 8, BASE32)}`,
  'H3 of resolution 15': (_, random) => `8f1f1d4${lettersOf(random, 8, HEX)}`,
  'H3 of resolution 10': (_, random) =>
    `8a1f1d4${lettersOf(random, 3, HEX)}${lettersOf(random, 1, '02468ace')}7fff`,
  'S2 of level 28': (_, random) => `47a851${lettersOf(random, 9, HEX)}4`,
  'a plus code': (_, random) =>
    `9F4M${lettersOf(random, 4, '23456789CFGHJMPQRVWX')}+${lettersOf(random, 2, '2345')}`,
  'MGRS of a metre': (_, random) => `33UUU${digitsOf(random, 10)}`,
  UTM: (_, random) => `33U 38${digitsOf(random, 4)} 58${digitsOf(random, 5)}`,
  'three words': (_, random) => [0, 1, 2].map(() => lettersOf(random, 6, 'abcdefghiklmnoprstu')).join('.'),
  'a street address': (nth) => `Hauptstraße ${nth + 1}`,
  'an address, number first': (nth) => `${nth + 1} Baker Street`,
  'N52.5163E13.3777': (_, random) => `N${at(52.4, random, 4)}E${at(13.3, random, 4)}`,
  '52.51631,13.37771': (_, random) => `${at(52.4, random, 5)},${at(13.3, random, 5)}`,
  '52_51631_13_37771': (_, random) => `${at(52.4, random, 5)}_${at(13.3, random, 5)}`.replaceAll('.', '_'),
  'p17-s3': (nth) => `p${nth}-s3`,
  'p3-08h15': (nth) => `p${nth}-08h${pad(nth % 60, 2)}`,
  '2024-075-0815': (nth) => `2024-075-08${pad(nth % 60, 2)}`,
  T1710489600: (nth) => `T${1710489600 + 731 * nth}`,
  'seconds since 1970': (nth) => String(1710489600 + 731 * nth),
  'home>work': (nth) => `home${nth}>work${nth}`,
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { getProject } from '../../api/settings/project.ts'
import { type LockedPackage, licenceFaults } from '../../build/licences.ts'

test('every package that is locked has a licence that was looked at', () => {
  const lock = JSON.parse(readFileSync(join(getProject().folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100)
  expect(licenceFaults(lock.packages)).toEqual([])
})

test.each<[string, LockedPackage, boolean]>([
  ['MIT', { license: 'MIT' }, true],
  ['either of two', { license: '(GPL-3.0-only OR MIT)' }, true],
  ['both of two', { license: 'Apache-2.0 AND BSL-1.0' }, true],
  ['one of both that is not', { license: 'MIT AND GPL-3.0-only' }, false],
  ['GPL', { license: 'GPL-3.0-only' }, false],
  ['AGPL of a tool', { license: 'AGPL-3.0-or-later', dev: true }, false],
  ['MPL of a tool', { license: 'MPL-2.0', dev: true }, true],
  ['MPL of what is shipped', { license: 'MPL-2.0' }, false],
  ['a file of its own', { license: 'SEE LICENSE IN LICENSE.md' }, false],
  ['none', {}, false],
])('a package with %s', (_, locked, isGood) => {
  const faults = licenceFaults({ '': {}, 'node_modules/@some/one': locked })
  expect(faults).toEqual(isGood ? [] : [`@some/one: ${locked.license ?? 'no licence'}`])
})

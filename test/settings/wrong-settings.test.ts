import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigRefused, readServiceConfig, SETTING_NAMES } from '../../api/settings/config.ts'
import { getProject } from '../../api/settings/project.ts'

/** Values that cannot be used, for every setting. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  HOST: ['http://x', 'a b'],
  PORT: ['80a', '70000', '-1', '1.5'],
  CORDON_ALLOWED_HOSTS: ['http://a/', 'a/b'],
  // Below a file is nothing, and no name is longer than 255 bytes.
  CORDON_DATA_DIR: ['package.json', 'package.json/data', '/dev/null', 'x'.repeat(300)],
  CORDON_DELETIONS: ['/no/such/folder/list', 'package.json/list', 'test'],
  CORDON_CATALOG: [
    'mysql://db.example/cordon',
    'localhost',
    'postgresql:// x',
    'postgresql://cordon:100%@db.example/cordon',
    'postgresql://cordon@db.example/cordon#one',
    'postgresql://cordon@db.example/cordon?ssl=true',
    'postgresql://cordon@db.example/cordon?sslmode=on',
    'postgresql://cordon@db.example/cordon?connect_timeout=5s',
  ],
  CORDON_FACTS: [
    '/srv/cordon/facts',
    'ducklake:',
    'trino:',
    'trino://lake.example',
    'trino://lake.example/lake',
    'trino://lake.example/lake/cordon/more',
    'trino://lake.example/lake/cordon"; DROP',
    'trino://lake.example/lake/cordon?ssl=true',
    'trino://%zz@lake.example/lake/cordon',
    'trino://me:secret@lake.example/lake/cordon',
  ],
  CORDON_DUCKDB_EXTENSIONS: ['/no/such/folder', 'package.json', 'package.json/x'],
  CORDON_FACTOR_SETS: ['/no/such/folder', 'package.json', 'package.json/x'],
  CORDON_OVERLAYS: ['/no/such/folder', 'package.json/x'],
  CORDON_MAX_IMPORT_BYTES: ['2 GB', '0', '-5', '1e400'],
  CORDON_MAX_UNPACKED_BYTES: ['much', '0.5'],
  CORDON_FACTS_MEMORY_BYTES: ['1 GB', '255999999', '1e400'],
  CORDON_REQUIRE_KEYS: ['yes', '1', 'TRUE'],
  CORDON_OPEN_READ: ['on'],
  CORDON_TRUST_PROXY: ['proxy.example', '10.0.0.0/8/9', '10.0.0.0/33', '::1/129', 'yes'],
  CORDON_CORS_ORIGINS: ['maps.example', 'https://maps.example/path', '*'],
  CORDON_REQUESTS_PER_MINUTE: ['0', 'many', '-1', '1.5'],
  CORDON_REQUESTS_PER_DAY: ['none'],
  CORDON_OIDC_JWKS: ['login.example', 'ftp://login.example/keys', 'http://login.example/keys'],
  LOG_LEVEL: ['loud', 'INFO'],
  OTEL_EXPORTER_OTLP_ENDPOINT: ['localhost:4318', 'https://someone:secret@collector.example'],
}

/** Any text will do for the name of a provider and its audience; but one without the other will not. */
const ANY_TEXT = ['CORDON_OIDC_ISSUER', 'CORDON_OIDC_AUDIENCE']

const refusalOf = (environment: Readonly<Record<string, string>>): string => {
  try {
    readServiceConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigRefused)
    return (error as Error).message
  }
  return ''
}

describe('a setting that cannot be used', () => {
  test('is looked for in every one of them', () => {
    expect([...Object.keys(WRONG), ...ANY_TEXT].sort()).toEqual([...SETTING_NAMES].sort())
  })

  test.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    '%s=%s is refused in one sentence that names it',
    (name, value) => {
      const said = refusalOf({ [name]: value })
      expect(said).toMatch(new RegExp(`^${name} [^\\n]+\\.$`))
    },
  )

  test.each(ANY_TEXT)('%s alone is refused, and what is missing beside it is named', (name) => {
    const said = refusalOf({ [name]: 'x' })
    for (const other of [...ANY_TEXT, 'CORDON_OIDC_JWKS'])
      expect([other, said.includes(other)]).toEqual([other, other !== name])
  })

  test('is told without what may be secret in it', () => {
    const secret = 's3cr3t'
    for (const name of [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'CORDON_OIDC_JWKS',
      'CORDON_CORS_ORIGINS',
      'CORDON_CATALOG',
      'CORDON_FACTS',
    ])
      for (const value of [
        `trino://me:${secret}@x.example/a/b`,
        `http://me:${secret}@x.example/`,
        `ftp://me:${secret}@x.example`,
        secret,
      ])
        expect(refusalOf({ [name]: value })).not.toContain(secret)
  })

  test.each([
    ['trino://lake.example/lake/cordon', { url: 'http://lake.example:8080', user: 'cordon' }],
    ['trino://a%20b@lake.example:80/lake/cordon', undefined],
    [
      'trino://me:a%2Fb@lake.example/lake/cordon?SSL=true',
      { url: 'https://lake.example:443', user: 'me', password: 'a/b' },
    ],
    ['trino://me@[::1]:9000/lake/cordon', { url: 'http://[::1]:9000', user: 'me' }],
  ])('%s needs no extensions, and is read as drivers of Trino do', (facts, place) => {
    const read = () =>
      readServiceConfig({ CORDON_CATALOG: 'postgresql://cordon@db.example/cordon', CORDON_FACTS: facts })
    if (place) expect(read().cluster?.facts).toEqual({ ...place, catalog: 'lake', schema: 'cordon' })
    else expect(read).toThrow(/^CORDON_FACTS /)
  })

  test('that is misspelt is refused, and not left out', () => {
    expect(refusalOf({ CORDON_REQUIRE_KEY: 'true' })).toBe(
      'There is no setting CORDON_REQUIRE_KEY; docs/operation.md lists them.',
    )
    // What a command sends is no setting, and neither is what others call theirs.
    expect(refusalOf({ CORDON_KEY: 'x', OTHER: 'y' })).toBe('')
  })
})

test('every setting stands in the document', () => {
  const text = readFileSync(join(getProject().folder, 'docs', 'operation.md'), 'utf8')
  for (const name of SETTING_NAMES) expect([name, text.includes(`\`${name}\``)]).toEqual([name, true])
})

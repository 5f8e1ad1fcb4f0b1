import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nearestFirst } from '../../api/request/nearest.ts'
import { ConfigRefused, readConfig, readFactorSetsFolder } from '../../api/settings/config.ts'
import { factsMemoryOf } from '../../api/settings/facts-memory.ts'
import { getProject } from '../../api/settings/project.ts'

describe('configuration', () => {
  test('has defaults', () => {
    expect(readConfig({ PORT: ' ', HOST: '' })).toEqual({
      host: '127.0.0.1',
      allowedHosts: [],
      port: 8080,
      dataFolder: resolve('data'),
      deletionsFile: resolve('data/deletions.jsonl'),
      factorSetsFolder: join(getProject().folder, 'emission-factors', 'sets'),
      importLimits: { fileBytes: 2_147_483_648, unpackedBytes: 17_179_869_184 },
      factsMemoryBytes: factsMemoryOf(),
      requireKeys: false,
      access: {
        openRead: false,
        trustProxy: false,
        corsOrigins: [],
        perMinute: 600,
        perDay: 100_000,
        oidc: undefined,
      },
      logLevel: 'info',
      tracesEndpoint: undefined,
    })
  })

  test('takes what it is told', () => {
    const told = {
      HOST: '::1',
      PORT: '0',
      CORDON_ALLOWED_HOSTS: 'cordon.example, [::1]',
      CORDON_DATA_DIR: '/tmp/x',
      CORDON_DELETIONS: '/tmp/deletions.jsonl',
      CORDON_FACTOR_SETS: '.',
      CORDON_MAX_IMPORT_BYTES: '1000',
      CORDON_MAX_UNPACKED_BYTES: '9000',
      CORDON_FACTS_MEMORY_BYTES: '500000000',
      CORDON_REQUIRE_KEYS: 'true',
      CORDON_OPEN_READ: 'true',
      CORDON_TRUST_PROXY: '10.0.0.0/8, ::1',
      CORDON_CORS_ORIGINS: 'https://maps.example http://localhost:3000',
      CORDON_REQUESTS_PER_MINUTE: '5',
      CORDON_REQUESTS_PER_DAY: '50',
      CORDON_OIDC_ISSUER: 'https://login.example',
      CORDON_OIDC_AUDIENCE: 'cordon',
      CORDON_OIDC_JWKS: 'https://login.example/keys',
      LOG_LEVEL: 'silent',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
    }
    expect(readConfig(told)).toEqual({
      host: '::1',
      allowedHosts: ['cordon.example', '[::1]'],
      port: 0,
      dataFolder: '/tmp/x',
      deletionsFile: '/tmp/deletions.jsonl',
      factorSetsFolder: resolve('.'),
      importLimits: { fileBytes: 1000, unpackedBytes: 9000 },
      factsMemoryBytes: 500_000_000,
      requireKeys: true,
      access: {
        openRead: true,
        trustProxy: ['10.0.0.0/8', '::1'],
        corsOrigins: ['https://maps.example', 'http://localhost:3000'],
        perMinute: 5,
        perDay: 50,
        oidc: { issuer: 'https://login.example', audience: 'cordon', jwks: 'https://login.example/keys' },
      },
      logLevel: 'silent',
      tracesEndpoint: 'http://localhost:4318',
    })
  })

  test('names every variable that it cannot use', () => {
    const bad = {
      HOST: 'http://x',
      PORT: '80a',
      CORDON_FACTOR_SETS: '/no/such/folder',
      LOG_LEVEL: 'loud',
      CORDON_MAX_IMPORT_BYTES: '2 GB',
    }
    const refused = (): unknown => readConfig(bad)
    expect(refused).toThrow(ConfigRefused)
    for (const name of Object.keys(bad)) expect(refused).toThrow(name)
  })

  test('says of each fault what would do', () => {
    const refused = (): unknown =>
      readConfig({
        HOST: 'a b',
        PORT: '70000',
        CORDON_ALLOWED_HOSTS: 'http://a/',
        CORDON_OVERLAYS: '/no/such/folder',
        LOG_LEVEL: 'loud',
        CORDON_MAX_UNPACKED_BYTES: '0',
      })
    expect(refused).toThrow(
      new ConfigRefused(
        [
          'HOST must be a host name or an address.',
          "PORT must be a whole number from 0 to 65535, not '70000'.",
          'CORDON_ALLOWED_HOSTS must be host names without ports, separated by commas.',
          'CORDON_OVERLAYS must name a folder; /no/such/folder is not one.',
          'CORDON_MAX_UNPACKED_BYTES must be a whole number of bytes.',
          "LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not 'loud'.",
        ].join('\n'),
      ),
    )
  })

  test.each(['65536', '-1', '1.5', '1e3'])('takes no port %s', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow('PORT')
  })

  test('finds the project from any depth, and no other', () => {
    expect(getProject(join(getProject().folder, 'api', 'cli')).folder).toBe(getProject().folder)
    expect(() => getProject('/')).toThrow('package.json')
    expect(() => readFactorSetsFolder({ CORDON_FACTOR_SETS: 'package.json' })).toThrow('CORDON_FACTOR_SETS')
  })
})

test('the nearest word stands first', () => {
  expect(nearestFirst('Buss', ['car', 'bus', 'tram'])).toEqual(['bus', 'car', 'tram'])
  expect(nearestFirst('x'.repeat(1e6), ['a'])).toEqual(['a'])
})

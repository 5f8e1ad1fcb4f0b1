import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SMALL_CITY } from '../fixtures/service.ts'
import { keyedService } from './keyed-service.ts'

const ISSUER = 'https://login.example'
const AUDIENCE = 'cordon'

describe('tokens of an identity provider', async () => {
  const ours = await generateKeyPair('RS256')
  const strange = await generateKeyPair('RS256')
  const published = JSON.stringify({
    keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k', alg: 'RS256' }],
  })
  const provider = createServer((_, response) => response.end(published))
  let service: Awaited<ReturnType<typeof keyedService>>
  beforeAll(async () => {
    await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening))
    const { port } = provider.address() as AddressInfo
    const jwks = `http://127.0.0.1:${port}/keys`
    service = await keyedService({ oidc: { issuer: ISSUER, audience: AUDIENCE, jwks } })
  })
  afterAll(async () => {
    await service.close()
    provider.close()
  })

  const token = (
    claims: object,
    {
      key = ours.privateKey,
      issuer = ISSUER,
      audience = AUDIENCE,
      ends = '1h',
      subject = 'jane@example.org',
    } = {},
  ) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setSubject(subject)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(ends)
      .sign(key)

  const statusOf = async (secret: string, url = '/v1/datasets') =>
    (await service.ask(secret, { url })).statusCode

  test('are keys with the scopes that they name', async () => {
    const reads = await token({ scope: 'openid cordon:read' })
    expect(await statusOf(reads)).toBe(200)
    expect(await statusOf(reads, '/metrics')).toBe(403)
    expect(await statusOf(await token({ roles: ['cordon:operate'] }), '/metrics')).toBe(200)
  })

  test('own what they saved, under a name that is no name of a person', async () => {
    const save = { method: 'POST', url: '/v1/estimates?save=true', payload: SMALL_CITY } as const
    const writes = await token({ scope: 'cordon:contribute' })
    const saved = await service.ask(writes, save)
    expect(saved.statusCode).toBe(201)
    // Another token of the same subject finds it.
    expect(await statusOf(await token({ scope: 'cordon:read' }), `/v1/estimates/${saved.json().id}`)).toBe(
      200,
    )
    const log = JSON.stringify(await service.store.listAudit(99))
    expect(log).toContain('oidc-')
    expect(log).not.toContain('jane')
  })

  test('are refused alike if anything is wrong with them', async () => {
    const good = await token({ scope: 'cordon:read' })
    const [head = '', body = '', signature = ''] = good.split('.')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
    const wrong = [
      await token({ scope: 'cordon:read' }, { key: strange.privateKey }),
      await token({ scope: 'cordon:read' }, { issuer: 'https://other.example' }),
      await token({ scope: 'cordon:read' }, { audience: 'other' }),
      await token({ scope: 'cordon:read' }, { ends: '-1h' }),
      await token({ scope: 'cordon:read' }, { subject: '' }),
      await token({ scope: 'read' }),
      await token({}),
      `${head}.${body}.${signature.slice(0, -4)}`,
      none,
    ]
    for (const secret of wrong) expect(await statusOf(secret)).toBe(401)
  })
})

test('a provider that cannot be reached is no fault of the token', async () => {
  const service = await keyedService({
    oidc: { issuer: ISSUER, audience: AUDIENCE, jwks: 'http://127.0.0.1:9/keys' },
  })
  const { privateKey } = await generateKeyPair('RS256')
  const unread = await new SignJWT({ scope: 'cordon:read' })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setSubject('a')
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime('1h')
    .sign(privateKey)
  expect((await service.ask(unread, { url: '/v1/datasets' })).statusCode).toBe(503)
  // A key of the service itself needs no provider.
  const { secret } = await service.keyFor(['read'])
  expect((await service.ask(secret, { url: '/v1/datasets' })).statusCode).toBe(200)
  await service.close()
})

test.each([
  ['answers with an error', 500, ''],
  ['publishes no keys', 200, '{"keys":"none"}'],
])('a provider that %s is no fault of the token either', async (_, status, body) => {
  const provider = createServer((__, response) => {
    response.statusCode = status
    response.end(body)
  })
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening))
  const { port } = provider.address() as AddressInfo
  const service = await keyedService({
    oidc: { issuer: ISSUER, audience: AUDIENCE, jwks: `http://127.0.0.1:${port}/keys` },
  })
  const { privateKey } = await generateKeyPair('RS256')
  const unread = await new SignJWT({ scope: 'cordon:read' })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setSubject('a')
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime('1h')
    .sign(privateKey)
  expect((await service.ask(unread, { url: '/v1/datasets' })).statusCode).toBe(503)
  await service.close()
  provider.close()
})

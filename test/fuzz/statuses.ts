import type { Case, Contract } from './request-cases.ts'

/** What any address may answer, whatever the contract says of it: HTTP itself is at fault, or the address is none. */
const OF_ALL = [405, 421, 431, 408, 501]

/** The statuses that an answer to a case may have, by the contract. */
export function statusesOf(contract: Contract): (one: Case) => ReadonlySet<number> {
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
      statuses: new Set([...OF_ALL, ...Object.keys(responses).map(Number)]),
    })),
  )
  const elsewhere = new Set([...OF_ALL, 200, 302, 304, 400, 404, 413, 415, 503])
  return ({ method, path, headers }) => {
    const [plain = ''] = path.split('?')
    const asked = method === 'HEAD' ? 'GET' : method
    const found = operations.find((one) => one.method === asked && one.pattern.test(plain))
    // A path that cannot be read is nothing's.
    const isReadable = /^(\/([^%]|%[0-9a-f]{2})*)?$/i.test(plain)
    if (!found || !isReadable || headers['host'] !== undefined) return elsewhere
    return found.statuses.has(404) ? found.statuses : new Set([...found.statuses, 404])
  }
}

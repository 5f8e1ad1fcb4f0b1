// Checks the certificate of a release, with nothing of Cordon: node check-certificate.mjs <release.json> <certificate.json>
// They are the answers of GET /v1/releases/{id} and of GET /v1/releases/{id}/certificate.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [{ release, items, zones }, certificate] = process.argv
  .slice(2, 4)
  .map((file) => JSON.parse(readFileSync(file, 'utf8')))
const faults = []
const check = (isTrue, what) => isTrue || faults.push(what)

// 1. It is of this release, and of exactly these cells.
check(certificate.release === release.id, 'the certificate is of another release')
check(certificate.dataset === release.dataset, 'the certificate is of another dataset')
check(certificate.version === release.version, 'the certificate is of another version')
check(certificate.cells === items.length, 'the number of cells is another')
const digestOf = (list) => createHash('sha256').update(JSON.stringify(list)).digest('hex')
check(certificate.cellsDigest === digestOf(items), 'the cells are not those that were certified')
check(certificate.flows === zones.length, 'the number of zones and pairs is another')
check(certificate.flowsDigest === digestOf(zones), 'the zones are not those that were certified')

// 2. It names its link of the ledger, which whoever runs the service can be asked for.
check(/^[0-9a-f]{64}$/.test(certificate.ledger?.hash ?? ''), 'it has no hash')

// 3. The rules are at least those that were promised.
check(certificate.k >= 25, 'cells of fewer than 25 contributors may be given out')
check(certificate.protection >= 0.3, 'less than 30 % is left open')

// 4. No cell is finer than a month, none is of a few, and none stands twice.
const cells = new Map()
for (const cell of items) {
  const name = [cell.city, cell.mode, cell.period].join('\n')
  check(/^\d{4}(-\d{2}|-Q[1-4])?$/.test(cell.period), `${cell.period} is finer than a month`)
  const figures = FIGURES().map((figure) => cell[figure])
  const isZero = figures.every((value) => value === null || value === 0)
  check(cell.persons >= certificate.k || isZero, `a cell of ${cell.period} is of few contributors`)
  check(!cells.has(name), `a cell of ${cell.period} stands twice`)
  cells.set(name, cell)
}

// 5. Sums: what a longer period leaves to parts that are not given out is not below 0, and is never that of one part alone.
for (const cell of items) {
  const parts = partsOf(cell.period)
  const known = parts.map((period) => cells.get([cell.city, cell.mode, period].join('\n')))
  const unknown = known.filter((part) => !part).length
  if (parts.length === 0 || unknown === parts.length) continue
  for (const figure of FIGURES()) {
    if (cell[figure] === null || known.some((part) => part && part[figure] === null)) continue
    const left = cell[figure] - known.reduce((sum, part) => sum + (part?.[figure] ?? 0), 0)
    const noise = 1e-6 * Math.max(1, cell[figure])
    check(left > -noise, `${figure} of ${cell.period} is less than its parts`)
    check(
      left < noise || unknown >= 2,
      `${figure} of ${cell.period} tells the one part that is not given out`,
    )
  }
}

// 6. Zones are told by quarter and of many, and are not more than their city; pairs are not more than their zone.
const told = new Map()
for (const { city, mode, period, zone, destination, persons, trips } of zones) {
  check(/^\d{4}-Q[1-4]$/.test(period), `a zone of ${period} is finer than a quarter`)
  check(persons >= certificate.k, `a zone or pair of ${period} is of few contributors`)
  const whole = [city, mode, period, ...(destination === null ? [] : [zone])].join('\n')
  told.set(whole, (told.get(whole) ?? 0) + (trips ?? 0))
  if (destination === null) cells.set([city, mode, period, zone].join('\n'), { trips })
}
for (const [name, sum] of told) {
  const whole = cells.get(name)
  check(whole !== undefined, 'zones or pairs are told without their sum')
  check(whole?.trips == null || sum <= whole.trips * (1 + 1e-9), 'parts are more than their sum')
}

function FIGURES() {
  return ['trips', 'tripDistanceKm', 'passengerDistancePkm', 'vehicleDistanceVkm', 'tonneDistanceTkm']
}

function partsOf(period) {
  const [year, quarter] = period.split('-Q')
  if (quarter) return [1, 2, 3].map((at) => `${year}-${String(at + 3 * (quarter - 1)).padStart(2, '0')}`)
  return period.length === 4 ? [1, 2, 3, 4].map((at) => `${period}-Q${at}`) : []
}

for (const fault of faults) console.error(fault)
console.log(
  faults.length === 0 ? 'The certificate holds.' : `The certificate does not hold: ${faults.length} faults.`,
)
process.exitCode = faults.length === 0 ? 0 : 1

import { ledgerOf, poolOf } from '../../api/releases/ledger-cell.ts'
import { settleTask } from '../../api/releases/settle-task.ts'
import { cellsDigest, linkHash } from '../../api/store/catalog/ledger-chain.ts'
import type { DatasetDescription } from '../../api/store/datasets.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { toldCells } from '../../api/store/lost-releases.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import type { SettledCell } from '../../api/store/released.ts'
import { keyedService } from '../access/keyed-service.ts'
import { type Attack, type Effort, inKinds, type Outcome, WHOLE } from './attack.ts'
import type { Counted } from './people.ts'
import { plant, targetOf } from './target.ts'

const DATASET: DatasetDescription = {
  id: 'flows',
  title: 'Flows',
  owner: 'A carrier',
  legalBasis: 'agreement',
  country: 'DE',
  grain: 'month',
  contributorUnit: 'person',
}

const car = (period: string, more: Partial<Counted> = {}): Counted => ({
  ...{ period, city: 'leeds', mode: 'car', trips: 4000, km: 30_000, contributors: 200 },
  ...more,
})
const few = { contributors: 12, trips: 90, km: 700 }
/** A file that makes a version and settles nothing: its month is not over. */
const LATER = [car('2999-01')]

type Months = readonly (readonly Counted[])[]

/** What came in and is withheld, and beside it what a stranger sees if it never came in. */
const WORLDS: readonly (readonly [Months, Months])[] = [
  [
    [[car('2024-01')], [car('2024-02'), car('2024-02', { mode: 'ferry', ...few })]],
    [[car('2024-01')], [car('2024-02')]],
  ],
  [[[car('2024-01'), car('2024-01', { mode: 'ferry', ...few })]], [[car('2024-01')]]],
  [
    [[car('2024-01')], [car('2024-01', { city: 'york', ...few })], [car('2024-02')]],
    [[car('2024-01')], LATER, [car('2024-02')]],
  ],
  [
    [[car('2024-01')], [car('2024-02', few)], [car('2024-03')]],
    [[car('2024-01')], LATER, [car('2024-03')]],
  ],
  [
    [[car('2023-11')], [car('2023-12', few)]],
    [[car('2023-11')], LATER],
  ],
]

const READ = [
  '/v1/datasets/flows',
  '/v1/datasets/flows/released',
  '/v1/datasets/flows/estimates?period=2024-02',
  '/v1/datasets/flows/estimates?period=2024',
  '/v1/datasets/flows/zones?city=leeds&period=2024-Q1',
  '/v1/cities/leeds/series?dataset=flows&by=month',
  '/v1/cities/leeds/series?dataset=flows&by=year',
  '/v1/cities/york/series?dataset=flows&by=month',
]

/** All that a key reads of a dataset's releases, without ids, times and hashes, which are of each service alone. */
async function readBy(who: 'stranger' | 'owner', months: Months): Promise<string> {
  const service = await keyedService({}, { settle: (task) => settleTask(task) })
  const read = await service.keyFor(['read'])
  const owner = await service.keyFor(['read', 'contribute', 'release'])
  const reader = (who === 'stranger' ? read : owner).secret
  const { secret } = owner
  await service.ask(secret, { method: 'POST', url: '/v1/datasets', payload: DATASET })
  for (const month of months) {
    await plant(service.store, 'flows', month)
    await service.ask(secret, { method: 'POST', url: '/v1/datasets/flows/releases', payload: {} })
  }
  const texts: string[] = []
  const get = async (url: string) => {
    const answer = await service.ask(reader, { url })
    texts.push(`${answer.statusCode} ${answer.body}`)
    return answer
  }
  for (const { id } of (await get('/v1/datasets/flows/releases')).json().items)
    for (const part of ['', '/certificate']) await get(`/v1/releases/${id}${part}`)
  for (const url of READ) await get(url)
  for (const period of ['2024-01', '2024-02', '2024']) {
    const payload = {
      city: { name: 'Leeds', country: 'DE', population: 800_000 },
      period,
      factorSet: '2026.2',
      demand: { dataset: 'flows', city: 'leeds' },
    }
    const { statusCode, body } = await service.ask(reader, { method: 'POST', url: '/v1/estimates', payload })
    texts.push(`${statusCode} ${body}`)
  }
  await service.close()
  return texts
    .join('\n')
    .replaceAll(
      /est_[0-9a-f]+|rel_[0-9a-f]{16}|[0-9a-f]{64}|urn:request:[0-9a-f-]+|\d{4}-\d\d-\d\dT[\d:.]+Z/g,
      '',
    )
}

/** Whether what is withheld is told from what never came in, by the releases and certificates that a key reads. */
const presence =
  (who: 'stranger' | 'owner') =>
  (effort: Effort = WHOLE): Promise<Outcome> =>
    inKinds(WORLDS, effort, async ([withheld, nowhere]) => {
      const isSame = (await readBy(who, withheld)) === (await readBy(who, nowhere))
      return { tries: 1, recoveries: isSame ? 0 : 1 }
    })

const CANDIDATES = ['bus', 'ferry', 'tram', 'metro', 'cycle', 'walk']

/** The pattern of what is withheld, tried out until the hash of the ledger in the certificate comes out. */
const guessed = (storeOf: () => WholeStore) => async (): Promise<Outcome> => {
  const target = await targetOf(undefined, storeOf())
  try {
    await target.register('flows')
    await target.plant('flows', [
      car('2024-01'),
      ...['ferry', 'tram'].map((mode) => car('2024-01', { mode, ...few })),
    ])
    const { body } = await target.release('flows')
    const { items } = (await target.json(`/v1/releases/${body.id}`)).body
    const { ledger } = (await target.json(`/v1/releases/${body.id}/certificate`)).body
    // What is withheld of a mode is so in the month, the quarter and the year.
    const periods = [...new Set<string>(items.map(({ period }: { period: string }) => period))]
    const pool = poolOf({ ...DATASET, version: 1, files: 1, facts: 1 })
    let [tries, recoveries] = [0, 0]
    for (let subset = 0; subset < 2 ** CANDIDATES.length; subset += 1) {
      const withheld = CANDIDATES.filter((_, at) => (subset >> at) % 2 === 1)
      const settled = [
        ...items.map((cell: object) => ({ ...cell, isGiven: true })),
        ...withheld.flatMap((mode) =>
          periods.map((period) => ({ city: 'leeds', mode, period, isGiven: false })),
        ),
      ] as SettledCell[]
      tries += 1
      const cells = cellsDigest(ledgerOf(pool, settled, []))
      if (linkHash(1, pool, body.id, cells, 'the beginning') === ledger.hash) recoveries += 1
    }
    return { tries, recoveries }
  } finally {
    await target.close()
  }
}

/** A store whose links hold nothing that could not be guessed. */
function withoutSalt(): WholeStore {
  const store = memoryStore()
  return {
    ...store,
    saveRelease: (release) => store.saveRelease({ ...release, ledger: toldCells(release.ledger) }),
  }
}

export const CERTIFICATES: readonly Attack[] = [
  {
    suite: 'A13',
    name: 'withheld or never there, by releases and certificates',
    on: presence('stranger'),
    off: presence('owner'),
  },
  {
    suite: 'A13',
    name: 'withheld cells by the hash of the ledger',
    on: guessed(memoryStore),
    off: guessed(withoutSalt),
  },
]

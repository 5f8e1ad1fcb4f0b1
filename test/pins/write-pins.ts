import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { questionOf } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { loadFactorSets } from '../../api/sets/factor-sets.ts'
import { METHOD_VERSION } from '../../src/index.ts'
import { answersOfCommands, answersOfRoutes } from './answers.ts'
import { fieldOrder } from './field-order.ts'
import { figuresOf, PINNED_REQUESTS, PINNED_SETS, type PinnedFigures } from './figures.ts'

/**
 * Writes the pins of answers and ids anew, and says which changed. The figures of released sets are written where there
 * are none yet and never again: they are a promise.
 */
const factorSets = loadFactorSets('emission-factors/sets')
const path = (file: string): string => `test/pins/${file}`
const write = (file: string, content: object): void =>
  writeFileSync(path(file), `${JSON.stringify(content, undefined, 2)}\n`)

const answers = {
  commands: await answersOfCommands(factorSets),
  routes: await answersOfRoutes(factorSets),
}
if (existsSync(path('answers.json'))) {
  const before = JSON.parse(readFileSync(path('answers.json'), 'utf8'))
  for (const kind of ['commands', 'routes'] as const)
    for (const [name, answer] of Object.entries(answers[kind]))
      if (before[kind][name] !== answer) process.stdout.write(`changed: ${name}\n`)
}
write('answers.json', answers)

const TEN = Object.keys(PINNED_REQUESTS).slice(-10)
write('ids.json', {
  methodVersion: METHOD_VERSION,
  ids: Object.fromEntries(
    TEN.map((name) => {
      const request = estimateRequest.parse({ ...PINNED_REQUESTS[name], factorSet: '2026.2' })
      return [name, questionOf(request, factorSets).id]
    }),
  ),
  fields: fieldOrder(estimateRequest),
})

// Of a set that is pinned already nothing is written: its figures are a promise.
const figures: Record<string, Record<string, PinnedFigures>> = JSON.parse(
  readFileSync(path('figures.json'), 'utf8'),
)
const missing = PINNED_SETS.filter((set) => figures[set] === undefined)
for (const set of missing) {
  const pinned: Record<string, PinnedFigures> = {}
  for (const name of Object.keys(PINNED_REQUESTS)) pinned[name] = await figuresOf(name, set, factorSets)
  figures[set] = pinned
}
if (missing.length > 0) {
  // One figure a line, so that a difference is read where it stands.
  const text = JSON.stringify(figures, undefined, 1).replace(
    /\[\s+([^\]]*?)\s+\]/g,
    (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`,
  )
  writeFileSync(path('figures.json'), `${text}\n`)
}

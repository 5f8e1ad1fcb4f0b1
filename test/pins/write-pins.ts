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

if (!existsSync(path('figures.json'))) {
  const sets: Record<string, Record<string, PinnedFigures>> = {}
  for (const set of PINNED_SETS) {
    const figures: Record<string, PinnedFigures> = {}
    for (const name of Object.keys(PINNED_REQUESTS)) figures[name] = await figuresOf(name, set, factorSets)
    sets[set] = figures
  }
  // One figure a line, so that a difference is read where it stands.
  const text = JSON.stringify(sets, undefined, 1).replace(
    /\[\s+([^\]]*?)\s+\]/g,
    (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`,
  )
  writeFileSync(path('figures.json'), `${text}\n`)
}

import { expect, test } from 'vitest'
import { codeTextsIn } from '../../api/words/code-texts.ts'
import { NOTICES, REFUSALS } from '../../src/index.ts'
import { type Peers, peersHtml } from '../../web/render.tsx'
import { LANGUAGES, type Language } from '../../web/words/language.ts'

const row = (city: string, more: object = {}) => ({
  per: 'vkm' as const,
  rank: 1,
  city,
  country: 'GB',
  period: '2019',
  value: 150,
  lower: 120,
  upper: 190,
  unit: 'g CO2e/vkm',
  percentile: 0.5,
  against: 'Ashby',
  ratio: 1,
  ratioLower: 1,
  ratioUpper: 1,
  isDifferent: false,
  coverage: 'All of it.',
  ...more,
})
const PEERS: Peers = {
  peers: [row('Ashby'), row('Brough', { note: 'No facts of May.', codes: ['dataset-gaps'] })],
  leftOut: [{ city: 'Eccles', reason: 'No mode of it can be estimated.', codes: ['activity-missing'] }],
}

test.each(Object.keys(LANGUAGES) as Language[])(
  'what must be known of cities, and which are not there, is said in %s',
  (language) => {
    const texts = codeTextsIn({ ...REFUSALS, ...NOTICES }, language)
    const { html } = peersHtml(PEERS, texts, language)
    const [, notes = '', leftOut = ''] = /id="peer-notes"(.*)id="peers-left-out"(.*)$/s.exec(html) ?? []
    expect(notes).toContain('Brough')
    expect(notes).toContain(texts['dataset-gaps']?.title)
    expect(notes).toContain('<span class="note" lang="en">No facts of May.</span>')
    expect(notes).not.toContain('Ashby')
    expect(leftOut).toContain('Eccles')
    expect(leftOut).toContain('No mode of it can be estimated.')
  },
)

test('nothing is said where there is nothing to know', () => {
  const { html } = peersHtml({ peers: [row('Ashby'), row('Brough')] }, {}, 'en')
  expect(html).not.toContain('peer-notes')
  expect(html).not.toContain('peers-left-out')
})

import type { JSX } from 'preact'
import { formatOf, rangeText } from '../numbers/figure-text.ts'
import type { Scenario } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { changeText } from './lever-text.ts'
import { targetName, verdictText } from './target-text.ts'
import { MAX_PACKAGES, type Package, type WhatIf } from './work.ts'

interface PackagesViewProps {
  readonly whatIf: WhatIf
  /** The answer to each package, once it is known. */
  readonly results: readonly (Scenario | undefined)[]
  readonly change: (change: (before: WhatIf) => WhatIf) => void
  readonly speech: Speech
}

/** The name of a package, or its letter where it has none. */
export const packageName = ({ name }: Package, at: number, { say }: Speech): string =>
  name.trim() === '' ? say('packages.letter', { letter: String.fromCharCode(65 + at) }) : name

/** Packages of measures side by side: shown, named, doubled, removed. */
export function PackagesView({ whatIf, results, change, speech }: PackagesViewProps): JSX.Element {
  const { say, language } = speech
  const { packages, at: shown, targets, until } = whatIf
  const hasCost = results.some((one) => one?.costPerTonne !== undefined)
  const double = (at: number): void =>
    change((before) => {
      const copied = before.packages[at]
      if (!copied) return before
      const name = copied.name.trim() === '' ? '' : say('packages.copy', { name: copied.name })
      return { ...before, packages: [...before.packages, { ...copied, name }], at: before.packages.length }
    })
  const remove = (at: number): void =>
    change((before) => ({
      ...before,
      packages: before.packages.filter((_, index) => index !== at),
      at: Math.max(0, before.at >= at ? before.at - 1 : before.at),
    }))
  return (
    <section aria-labelledby="packages">
      <h2 id="packages">{say('packages.title')}</h2>
      <p class="note">{say('packages.hint')}</p>
      <WideTable label={say('packages.title')}>
        <thead>
          <tr>
            <th scope="col">{say('packages.package')}</th>
            <th scope="col">{say('packages.name')}</th>
            <th scope="col" class="number">
              {say('packages.count')}
            </th>
            <th scope="col">{say('packages.last', { until })}</th>
            <th scope="col">{say('packages.all-years')}</th>
            <th scope="col" class="number">
              {say('packages.left', { until })}
            </th>
            {targets.map((target, at) => (
              <th key={at} scope="col">
                {targetName(target, until, speech)}
              </th>
            ))}
            {hasCost && (
              <th scope="col" class="number">
                {say('effects.cost')}
              </th>
            )}
            <th scope="col">{say('packages.do')}</th>
          </tr>
        </thead>
        <tbody>
          {packages.map((one, at) => {
            const result = results[at]
            const last = result?.years.at(-1)
            const name = packageName(one, at, speech)
            return (
              <tr key={at}>
                <td>
                  <label>
                    <input
                      type="radio"
                      name="package"
                      checked={at === shown}
                      onChange={() => change((before) => ({ ...before, at }))}
                    />{' '}
                    {name}
                  </label>
                </td>
                <td>
                  <input
                    type="text"
                    class="package-name"
                    maxLength={40}
                    autocomplete="off"
                    value={one.name}
                    aria-label={say('packages.name-of', { name })}
                    onInput={({ currentTarget: { value } }) =>
                      change((before) => ({
                        ...before,
                        packages: before.packages.map((other, index) =>
                          index === at ? { ...other, name: value } : other,
                        ),
                      }))
                    }
                  />
                </td>
                <td class="number">{result?.levers.length ?? '…'}</td>
                <td class="words">{last ? changeText(last.difference, speech) : '…'}</td>
                <td class="words">{result ? changeText(result.cumulative.difference, speech) : '…'}</td>
                <td class="number">{last ? rangeText(last.scenario, language).value : '…'}</td>
                {targets.map((_, index) => {
                  const verdict = result?.targets[index]
                  return (
                    <td key={index} class="words">
                      {verdict ? verdictText(verdict, speech) : '…'}
                    </td>
                  )
                })}
                {hasCost && (
                  <td class="number">
                    {result?.costPerTonne === undefined
                      ? ''
                      : formatOf(language, { maximumSignificantDigits: 3 }).format(result.costPerTonne)}
                  </td>
                )}
                <td class="buttons">
                  <button
                    type="button"
                    disabled={packages.length >= MAX_PACKAGES}
                    aria-label={say('packages.double-of', { name })}
                    onClick={() => double(at)}
                  >
                    {say('packages.double')}
                  </button>{' '}
                  {packages.length > 1 && (
                    <button
                      type="button"
                      aria-label={say('packages.remove-of', { name })}
                      onClick={() => remove(at)}
                    >
                      {say('packages.remove')}
                    </button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </WideTable>
      <p>
        <button
          type="button"
          disabled={packages.length >= MAX_PACKAGES}
          onClick={() =>
            change((before) => ({
              ...before,
              packages: [...before.packages, { name: '', levers: [] }],
              at: before.packages.length,
            }))
          }
        >
          {say('packages.add')}
        </button>
      </p>
    </section>
  )
}

import type { JSX } from 'preact'
import type { Inventory } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { ServiceText } from '../words/service-text-view.tsx'
import { FigureHeads, rangeCell, sumText } from './figure-view.tsx'

/** The rows of a GPC inventory: a number, or a key with its reason. */
export function InventoryView({ inventory, speech }: { inventory: Inventory; speech: Speech }): JSX.Element {
  const { say } = speech
  const keys = [...new Set(inventory.rows.flatMap(({ notationKey }) => notationKey ?? []))]
  return (
    <section aria-labelledby="inventory">
      <h2 id="inventory">{say('inventory.title')}</h2>
      <WideTable label={say('inventory.title')}>
        <thead>
          <tr>
            <th scope="col">{say('inventory.ref')}</th>
            <th scope="col">{say('inventory.what')}</th>
            <FigureHeads speech={speech} />
            <th scope="col">{say('inventory.key')}</th>
            <th scope="col">{say('inventory.quality')}</th>
          </tr>
        </thead>
        <tbody>
          {inventory.rows.map((row) => (
            <tr key={row.ref}>
              <th scope="row">{row.ref}</th>
              <td class="words">
                <ServiceText text={row.title} speech={speech} />
                {row.explanation !== null && (
                  <p class="note">
                    <ServiceText text={row.explanation} speech={speech} />
                  </p>
                )}
              </td>
              <td class="number">{sumText(row.emissions?.co2e, speech)}</td>
              <td class="number">{rangeCell(row.emissions?.co2e, speech)}</td>
              <td>{row.notationKey ?? ''}</td>
              <td>{[row.activityQuality?.grade, row.factorQuality?.grade].filter(Boolean).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {keys.length > 0 && (
        <p class="note">
          {say('inventory.keys', { keys: keys.map((key) => say(`inventory.key.${key}`)).join('; ') })}
        </p>
      )}
    </section>
  )
}

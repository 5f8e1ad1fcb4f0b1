import type { JSX } from 'preact'
import { DOTS, Dots } from '../charts/dots.tsx'
import { SelectField } from '../form/select-field.tsx'
import type { Scenario } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { fieldNumber } from './lever-text.ts'
import { SettingField } from './setting-field.tsx'
import { targetName, verdictText } from './target-text.ts'
import type { TargetDraft, TargetKind, WhatIf } from './work.ts'

const KINDS: readonly TargetKind[] = ['science-based', 'linear', 'constant-rate', 'budget']
const MAX_TARGETS = 4
const HALF = 0.5

interface TargetsViewProps {
  readonly whatIf: WhatIf
  readonly result: Scenario | undefined
  /** The same with draws, once it is known. */
  readonly drawn: Scenario | undefined
  readonly faultAt: (field: string) => string | undefined
  readonly change: (change: (before: WhatIf) => WhatIf) => void
  readonly speech: Speech
}

/** What the city wants to reach, whether it does, and in how many of twenty outcomes. */
export function TargetsView({
  whatIf,
  result,
  drawn,
  faultAt,
  change,
  speech,
}: TargetsViewProps): JSX.Element {
  const { say } = speech
  const { targets, until } = whatIf
  const set = (at: number, target: TargetDraft): void =>
    change((before) => ({
      ...before,
      targets: before.targets.map((other, index) => (index === at ? target : other)),
    }))
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">{say('targets.title')}</h2>
      {targets.length === 0 && <p>{say('targets.none')}</p>}
      <div class="targets">
        {targets.map((target, at) => {
          const verdict = result?.targets[at]
          const probability = drawn?.targets[at]?.probability
          const full = Math.round((probability ?? 0) * DOTS)
          const name = targetName(target, until, speech)
          return (
            <fieldset key={at} class="target">
              <legend>{name}</legend>
              {verdict && <p class="verdict">{verdictText(verdict, speech)}</p>}
              {verdict?.referenceHolds && <p>{say('target.without')}</p>}
              {probability !== undefined && (
                <>
                  <Dots full={full} said={say('target.dots', { full })} />
                  <p>{say('target.dots', { full })}</p>
                </>
              )}
              <SelectField
                id={`target-${at}-kind`}
                label={say('targets.kind')}
                value={target.kind}
                choices={KINDS.map((kind) => [kind, say(`targets.${kind}`)] as const)}
                choose={(kind) => set(at, newTarget(kind, until))}
              >
                {faultAt(`target-${at}-kind`) && <span class="fault">{faultAt(`target-${at}-kind`)}</span>}
              </SelectField>
              {(target.kind === 'linear' || target.kind === 'constant-rate') && (
                <SettingField
                  id={`target-${at}-reduction`}
                  label={say('targets.reduction')}
                  value={target.reduction === undefined ? undefined : fieldNumber(target.reduction, false)}
                  unit="%"
                  fault={faultAt(`target-${at}-reduction`)}
                  change={(value) =>
                    set(at, {
                      ...target,
                      reduction: value === undefined ? undefined : Number((value / 100).toPrecision(12)),
                    })
                  }
                  speech={speech}
                />
              )}
              {target.kind === 'budget' && (
                <SettingField
                  id={`target-${at}-budget`}
                  label={say('targets.amount')}
                  value={target.budget}
                  unit={say('targets.tonnes')}
                  fault={faultAt(`target-${at}-budget`)}
                  change={(budget) => set(at, { ...target, budget })}
                  speech={speech}
                />
              )}
              {target.kind !== 'science-based' && (
                <SettingField
                  id={`target-${at}-year`}
                  label={say('targets.year')}
                  value={target.year ?? until}
                  isYear
                  emptyAs={until}
                  fault={faultAt(`target-${at}-year`)}
                  change={(year) => set(at, { ...target, year })}
                  speech={speech}
                />
              )}
              <button
                type="button"
                aria-label={say('targets.remove-of', { target: name })}
                onClick={() =>
                  change((before) => ({
                    ...before,
                    targets: before.targets.filter((_, index) => index !== at),
                  }))
                }
              >
                {say('packages.remove')}
              </button>
            </fieldset>
          )
        })}
      </div>
      <p>
        <button
          type="button"
          disabled={targets.length >= MAX_TARGETS}
          onClick={() =>
            change((before) => ({
              ...before,
              targets: [...before.targets, newTarget('linear', before.until)],
            }))
          }
        >
          {say('targets.add')}
        </button>
      </p>
    </section>
  )
}

/** Years are numbers of the calendar: no target of a new kind has those of the one before. */
function newTarget(kind: TargetKind, until: number): TargetDraft {
  if (kind === 'science-based') return { kind }
  return kind === 'budget' ? { kind, year: until } : { kind, year: until, reduction: HALF }
}

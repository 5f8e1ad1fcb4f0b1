import type { JSX } from 'preact'
import { placeName } from '../factors/factor-words.ts'
import { SelectField } from '../form/select-field.tsx'
import type { LeverCardProps } from './lever-card-props.ts'
import { causeName, effectText, fieldNumber } from './lever-text.ts'
import { SettingField } from './setting-field.tsx'
import { type Effect, isByChange, type LeverDraft, rangeOfEffect, settingOf } from './work.ts'

interface LeverDetailsProps extends LeverCardProps {
  readonly fitting: readonly Effect[]
  readonly chosen: Effect | undefined
}

const OWN = 'own'

/** When a measure comes, what it rests on, what it costs; each published effect with its source. */
export function LeverDetails(props: LeverDetailsProps): JSX.Element {
  const { id, lever, fitting, chosen, faultAt, change, remove, speech } = props
  const { say } = speech
  const year = (part: 'from' | 'to') => (
    <SettingField
      id={`${part}-${id}`}
      label={say(part === 'from' ? 'what-if.from' : 'what-if.to')}
      value={lever[part]}
      isYear
      emptyAs={lever[part]}
      fault={faultAt(`${part}-${id}`)}
      change={(value) => value !== undefined && change({ ...lever, [part]: value })}
      speech={speech}
    />
  )
  const hasFault = ['from', 'to', 'zoneShare', 'cost', 'evidence'].some((part) => faultAt(`${part}-${id}`))
  return (
    <details open={hasFault || undefined}>
      <summary>{say('what-if.details')}</summary>
      <div class="entry">
        {year('from')}
        {year('to')}
      </div>
      {fitting.length > 0 && (
        <SelectField
          id={`evidence-${id}`}
          label={say('evidence.rests')}
          value={chosen?.id ?? OWN}
          choices={[[OWN, say('evidence.own')], ...fitting.map((one) => [one.id, choiceText(one)] as const)]}
          choose={(choice) =>
            change(
              restedOn(
                lever,
                fitting.find((one) => one.id === choice),
              ),
            )
          }
        >
          {faultAt(`evidence-${id}`) && <span class="fault">{faultAt(`evidence-${id}`)}</span>}
        </SelectField>
      )}
      {chosen?.zone && (
        <SettingField
          id={`zoneShare-${id}`}
          label={say('what-if.zone')}
          value={lever.zoneShare === undefined ? undefined : fieldNumber(lever.zoneShare, false)}
          unit="%"
          fault={faultAt(`zoneShare-${id}`)}
          change={(value) =>
            change({
              ...lever,
              zoneShare: value === undefined ? undefined : Number((value / 100).toPrecision(12)),
            })
          }
          speech={speech}
        />
      )}
      <SettingField
        id={`cost-${id}`}
        label={say('what-if.cost')}
        value={lever.cost}
        fault={faultAt(`cost-${id}`)}
        change={(value) => change({ ...lever, cost: value })}
        speech={speech}
      />
      {fitting.length > 0 && (
        <ul class="evidence">
          {fitting.map((one) => (
            <li key={one.id}>
              <strong>{choiceText(one)}</strong>. {say(one.zone ? 'evidence.zone' : 'evidence.city')}{' '}
              {say(one.term === 'long' ? 'evidence.long' : 'evidence.short')}{' '}
              <span lang="en">{one.note}</span>.{' '}
              <span class="note" lang="en">
                {one.url === undefined ? one.attribution : <a href={one.url}>{one.attribution}</a>},{' '}
                {one.table} ({one.licence})
              </span>
            </li>
          ))}
        </ul>
      )}
      {remove && (
        <p>
          <button type="button" onClick={remove}>
            {say('what-if.remove-lever')}
          </button>
        </p>
      )}
    </details>
  )

  function choiceText(effect: Effect): string {
    return say('evidence.choice', {
      cause: causeName(effect, speech),
      place: placeName(effect.region, speech),
      value: effectText(effect, speech),
    })
  }
}

/** A lever that rests on an effect, or on nothing published; it keeps its setting where that still means the same. */
function restedOn(lever: LeverDraft, effect: Effect | undefined): LeverDraft {
  const { evidence: _, zoneShare, change, ...others } = lever
  if (!effect) return { ...others, size: change === undefined ? lever.size : undefined }
  const zone = effect.zone && zoneShare !== undefined ? { zoneShare } : {}
  if (isByChange(effect))
    return { ...others, ...zone, evidence: effect.id, size: undefined, change: change ?? 0 }
  const seen = rangeOfEffect(effect)
  const before = change === undefined ? settingOf(lever, undefined) : 0
  const usual = effect.value === undefined ? seen?.[0] : Math.abs(effect.value)
  return { ...others, ...zone, evidence: effect.id, size: before > 0 ? before : usual }
}

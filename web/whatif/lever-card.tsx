import type { JSX } from 'preact'
import type { LeverCardProps } from './lever-card-props.ts'
import { LeverDetails } from './lever-details.tsx'
import {
  causeName,
  changeText,
  effectText,
  fieldNumber,
  isInYears,
  leverName,
  settingText,
  sizeWords,
} from './lever-text.ts'
import { SettingField } from './setting-field.tsx'
import {
  type Effect,
  fittingEffects,
  idleSize,
  isByChange,
  isIdle,
  type Kind,
  type LeverDraft,
  rangeOfEffect,
  settingOf,
  withSetting,
} from './work.ts'

/** Where a slider of an effect ends of which nothing is published. */
const END_WITHOUT_EVIDENCE = 0.5
/** From where to where an elasticity may be used. */
const CHANGE_ENDS = { min: -0.5, max: 1 } as const

/** A measure: a slider that ends where evidence does, a field that goes on, and what it rests on. */
export function LeverCard(props: LeverCardProps): JSX.Element {
  const { id, lever, kind, effects, alone, faultAt, change, speech } = props
  const { say } = speech
  const fitting = fittingEffects(lever, effects)
  const chosen = fitting.find((one) => one.id === lever.evidence)
  const isYears = isInYears(lever.kind) && !isByChange(chosen)
  const setting = settingOf(lever, chosen)
  const { min, max } = sliderEnds(lever, kind, chosen, fitting)
  const size = `size-${id}`
  const name = leverName(lever, speech)
  const text = settingText(setting, isYears, speech)
  const set = (value: number): void => change(withSetting(lever, chosen, value))
  const seen = chosen ? rangeOfEffect(chosen) : undefined
  const isBeyond = seen !== undefined && setting > seen[1]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand in a line with the number.
    <div class={isIdle(lever, chosen) ? 'lever' : 'lever used'} role="group" aria-labelledby={`name-${id}`}>
      <h4 id={`name-${id}`}>{name}</h4>
      <p id={`about-${id}`} class="note">
        {isByChange(chosen) && chosen
          ? say('lever-size.change', { cause: causeName(chosen, speech) })
          : sizeWords(lever, speech)}
      </p>
      <div class="slide">
        <input
          id={`slider-${id}`}
          type="range"
          min={fieldNumber(min, isYears)}
          max={fieldNumber(max, isYears)}
          step={1}
          value={fieldNumber(setting, isYears)}
          aria-label={say('what-if.slider', { lever: name })}
          aria-valuetext={text}
          aria-describedby={`about-${id} ends-${id}`}
          onInput={({ currentTarget: { valueAsNumber } }) =>
            set(isYears ? valueAsNumber : Number((valueAsNumber / 100).toPrecision(10)))
          }
        />
        <SettingField
          id={size}
          label={say('what-if.number', { lever: name })}
          isLabelSpoken
          value={fieldNumber(setting, isYears)}
          unit={isYears ? say('what-if.years.unit') : '%'}
          emptyAs={fieldNumber(isByChange(chosen) ? 0 : idleSize(lever.kind), isYears)}
          describedBy={`about-${id} ends-${id}`}
          fault={faultAt(size)}
          change={(value) =>
            set(
              value === undefined
                ? isByChange(chosen)
                  ? 0
                  : idleSize(lever.kind)
                : isYears
                  ? value
                  : Number((value / 100).toPrecision(12)),
            )
          }
          speech={speech}
        />
      </div>
      <p id={`ends-${id}`} class="note">
        {endsText()}
        {isBeyond && <strong class="caution"> {say('what-if.beyond')}</strong>}
      </p>
      {alone && !isIdle(lever, chosen) && (
        <p class="read">{say('what-if.alone', { change: changeText(alone, speech) })}</p>
      )}
      <LeverDetails {...props} fitting={fitting} chosen={chosen} />
    </div>
  )

  function endsText(): string {
    if (chosen && isByChange(chosen)) return say('evidence.by-change', { value: effectText(chosen, speech) })
    if (chosen && seen)
      return say('evidence.chosen', {
        cause: causeName(chosen, speech),
        value: effectText(chosen, speech),
      })
    const wide = widest(fitting)
    if (wide && kind.nature === 'effect')
      return say('evidence.seen', {
        from: settingText(wide[0], false, speech),
        to: settingText(wide[1], false, speech),
      })
    return say(kind.nature === 'decision' ? 'evidence.decision' : 'evidence.none')
  }
}

/** From the smallest to the largest of what was seen. */
function widest(fitting: readonly Effect[]): readonly [number, number] | undefined {
  const ranges = fitting.flatMap((one) => [rangeOfEffect(one) ?? []]).flat()
  return ranges.length === 0 ? undefined : [Math.min(...ranges), Math.max(...ranges)]
}

/** The ends of a slider: those of what was seen, and else of what may be decided. */
function sliderEnds(
  lever: LeverDraft,
  { nature, most, least }: Kind,
  chosen: Effect | undefined,
  fitting: readonly Effect[],
): { readonly min: number; readonly max: number } {
  if (isByChange(chosen)) return CHANGE_ENDS
  if (isInYears(lever.kind)) return { min: least, max: most }
  const end = chosen ? rangeOfEffect(chosen)?.[1] : widest(fitting)?.[1]
  const isEffect = nature === 'effect'
  return { min: 0, max: isEffect ? Math.ceil((end ?? END_WITHOUT_EVIDENCE) * 100) / 100 : Math.min(1, most) }
}

import type { JSX } from 'preact'
import { factorAt } from '../factors/factor-search.ts'
import { endsText, exactText, percentText, rangeText } from '../numbers/figure-text.ts'
import type { Explanation } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { serviceText } from '../words/service-text.ts'
import { ServiceText } from '../words/service-text-view.tsx'

/** A sum has as many formulas as kinds of lines; the first ones tell how it is done. */
const SHOWN_FORMULAS = 3

type Operand = Explanation['operands'][number]

/** Where a figure comes from: formula, operands, sources and licences. It is drawn alike here and by the service. */
export function ExplanationView({
  explanation,
  speech,
}: {
  explanation: Explanation
  speech: Speech
}): JSX.Element {
  const { say, language } = speech
  const { figure, what, interval, calculation, parts, operands, licences } = explanation
  const contributions = parts.flatMap((part) => part.contributions).slice(0, 8)
  const formulas = [...new Set(parts.flatMap((part) => part.formulas.map(({ words }) => words)))]
  const names = new Map(operands.map(({ parameter, name }) => [parameter, name]))
  return (
    <div class="explanation">
      <p class="finding">
        {figure.value === null
          ? say('answer.unknown')
          : rangeText({ ...figure, value: figure.value }, language).value}{' '}
        {figure.unit}
      </p>
      <p>
        <ServiceText text={what} speech={speech} />. {figure.reason && <span lang="en">{figure.reason}</span>}
      </p>
      <p class="note">
        <ServiceText text={interval} speech={speech} />. <span lang="en">{calculation}</span>
      </p>
      {contributions.length > 1 && (
        <>
          <h3>{say('drawer.contributions')}</h3>
          <ul>
            {contributions.map(({ line, what: of, value, unit, share }) => (
              <li key={line}>
                <ServiceText text={of} speech={speech} />: {rangeText({ value }, language).value} {unit}
                {share !== null && ` (${percentText(share, language)})`}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{say('drawer.formula')}</h3>
      <Formulas formulas={formulas.slice(0, SHOWN_FORMULAS)} speech={speech} />
      {formulas.length > SHOWN_FORMULAS && (
        <details>
          <summary>{say('drawer.formula.more', { count: formulas.length - SHOWN_FORMULAS })}</summary>
          <Formulas formulas={formulas.slice(SHOWN_FORMULAS)} speech={speech} />
        </details>
      )}
      <h3>{say('drawer.operands')}</h3>
      <WideTable label={say('drawer.operands')}>
        <thead>
          <tr>
            <th scope="col">{say('drawer.figure')}</th>
            <th scope="col" class="number">
              {say('drawer.value')}
            </th>
            <th scope="col" class="number">
              {say('drawer.range')}
            </th>
            <th scope="col">{say('drawer.source')}</th>
          </tr>
        </thead>
        <tbody>
          {operands.map((operand) => (
            <tr key={operand.parameter}>
              <th scope="row">
                <ServiceText text={operand.name} speech={speech} />
              </th>
              <td class="number">
                {exactText(Number(operand.value.toPrecision(6)), language)} {operand.unit}
              </td>
              <td class="number">{endsText(operand, language)}</td>
              <td>
                <Source operand={operand} set={explanation.factorSet.id} names={names} speech={speech} />
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <h3>{say('drawer.licences')}</h3>
      <ul>
        {licences.map(({ sourceId, source, licence }) => (
          <li key={sourceId}>
            {source}: {licence}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Formulas({ formulas, speech }: { formulas: readonly string[]; speech: Speech }): JSX.Element {
  return (
    <ul>
      {formulas.map((words) => (
        <li key={words}>
          <ServiceText text={words} speech={speech} />
        </li>
      ))}
    </ul>
  )
}

interface SourceProps {
  readonly operand: Operand
  readonly set: string
  readonly names: ReadonlyMap<string, string>
  readonly speech: Speech
}

/** Who says so: the caller, a published table, or other operands. */
function Source({ operand, set, names, speech }: SourceProps): JSX.Element {
  const { say } = speech
  const { record, stated, derived } = operand
  if (record)
    return (
      <>
        {record.source}
        {record.locator ? `, ${record.locator}` : ''} ({record.region}
        {record.yearFrom === null ? '' : `, ${record.yearFrom}`}; {record.quality}){' '}
        <a href={factorAt(set, record.id, speech.language)} data-factor={record.id}>
          {say('drawer.record')}
        </a>
      </>
    )
  if (derived) {
    const inputs = derived.inputs
      .map(({ parameter }) => names.get(parameter) ?? parameter)
      .map((name) => serviceText(name, speech))
      .join(', ')
    return <>{say('drawer.derived', { inputs })}</>
  }
  return (
    <>
      {say('drawer.stated')}
      {stated?.text === undefined ? '' : `: “${stated.text}”`}
    </>
  )
}

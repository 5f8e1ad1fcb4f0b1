import {
  type Bounds,
  defined,
  type Inventory,
  type InventoryDetail,
  type InventoryEmissions,
  type InventoryFigure,
  type InventoryRow,
  type InventoryTotal,
  METHOD_VERSION,
  pickDefined,
  splitOf,
} from '../../src/index.ts'
import { toCoverage } from '../estimate/coverage-schema.ts'
import type { Estimated } from '../estimate/estimate.ts'
import { figureWriter, toSum } from '../estimate/figure-answer.ts'
import type { Figure, Sum } from '../estimate/figure-schema.ts'
import { T_PER_KG, TJ_PER_MJ } from '../estimate/scale.ts'
import type { InventoryDocument } from './schema.ts'
import { activityText, namesText, scaleOf, sourceText, yearOf } from './source.ts'

type Row = InventoryDocument['rows'][number]
type Detail = Row['details'][number]
type Method = InventoryDocument['method']

/** What each allocation counts. Source: GPC v1.1, section 7.3. */
const ALLOCATION_TEXTS: Readonly<Record<Method['allocation'], string>> = {
  geographic: 'All traffic inside the boundary counts, whoever drives it.',
  'induced-activity':
    'Journeys within the city count in full, and half of each journey that begins or ends in it. Through traffic does not count.',
  'departing-activity':
    'Journeys that begin in the city count in full. Arriving and through traffic does not count.',
  'resident-activity': 'All travel of residents counts, inside the boundary and outside it.',
  'fuel-sales': 'All fuel sold in the city counts, wherever it is burnt.',
}

/**
 * An inventory as callers see it: tonnes and terajoules, nothing rounded.
 *
 * @param intervals by the ids of the figures; undefined if the request switched uncertainty off
 */
export function toInventory(
  inventory: Inventory,
  made: Estimated,
  intervals: ReadonlyMap<string, Bounds> | undefined,
): InventoryDocument {
  const { estimate, set, id, request } = made
  const { city, allocation } = estimate.input
  const writer = new InventoryWriter(made, intervals)
  const population = city.population?.value
  const compiler = request.inventory?.compiler
  return {
    id,
    methodVersion: METHOD_VERSION,
    factorSet: { id: set.content.id, digest: set.content.digest },
    city: {
      name: city.name,
      country: city.country,
      ...(population === undefined ? {} : { population }),
      ...(city.area === undefined ? {} : { area: city.area.value }),
      ...pickDefined(request.city, ['region', 'boundary']),
    },
    period: request.period,
    gwp: estimate.gwp.set,
    gwpValues: { ch4: estimate.gwp.ch4, n2o: estimate.gwp.n2o },
    method: {
      allocation,
      transboundarySplit: allocation === 'induced-activity' ? splitOf(estimate.input) : null,
      description: ALLOCATION_TEXTS[allocation],
    },
    coverage: toCoverage(made.coverage),
    rows: inventory.rows.map((row) => writer.row(row)),
    totals: {
      basic: writer.total(inventory.basic),
      basicPlus: writer.total(inventory.basicPlus),
      biogenicCo2: writer.tonnes(inventory.biogenicCo2Kg, 't CO2'),
    },
    ...(compiler === undefined ? {} : { compiler: defined(compiler) }),
  }
}

class InventoryWriter {
  readonly #made: Estimated
  readonly #write: ReturnType<typeof figureWriter>

  constructor(made: Estimated, intervals: ReadonlyMap<string, Bounds> | undefined) {
    this.#made = made
    this.#write = figureWriter(intervals)
  }

  row(row: InventoryRow): Row {
    const { ref, subSector, scope, title, level } = row
    const head = { ref, subSector, scope, title, level }
    if (row.key) {
      const { key, explanation, reportedIn = null, missing } = row.key
      const none = { emissions: null, activityQuality: null, factorQuality: null, details: [] }
      return { ...head, notationKey: key, explanation, reportedIn, missing: [...missing], ...none }
    }
    return {
      ...head,
      notationKey: null,
      explanation: null,
      reportedIn: null,
      missing: [...row.missing],
      emissions: this.#emissions(row.emissions),
      activityQuality: { ...row.activityQuality },
      factorQuality: { ...row.factorQuality },
      details: row.details.map((detail) => this.#detail(detail)),
    }
  }

  total({ co2eKg, complete, notEstimated }: InventoryTotal): InventoryDocument['totals']['basic'] {
    return { co2e: this.#gas(co2eKg, 't CO2e'), complete, notEstimated: [...notEstimated] }
  }

  tonnes(figure: InventoryFigure, unit: string): Figure {
    return this.#figure(figure, T_PER_KG, unit)
  }

  #detail(detail: InventoryDetail): Detail {
    const { set } = this.#made
    const { name, carrier, modes, activityOrigins, emissions, lines } = detail
    return {
      activity: name,
      carrier: carrier ?? null,
      modes: [...modes],
      amount: detail.amount ? this.#amount(detail.amount, detail.unit) : null,
      activityDescription: activityText(detail),
      activitySource: sourceText(activityOrigins, set),
      emissionFactor: this.#emissionFactor(detail),
      emissions: this.#emissions(emissions),
      activityQuality: { ...detail.activityQuality },
      factorQuality: { ...detail.factorQuality },
      lines: [...lines],
    }
  }

  #amount(amount: InventoryFigure, unit: InventoryDetail['unit']): Figure {
    return unit === 'MJ' ? this.#figure(amount, TJ_PER_MJ, 'TJ') : this.#figure(amount, 1, unit)
  }

  /** Emissions ÷ amount; null for a gas that no line gives. */
  #emissionFactor({ amount, unit, emissions, factorOrigins }: InventoryDetail): Detail['emissionFactor'] {
    const { set, request } = this.#made
    const units = (amount?.value ?? 0) * (unit === 'MJ' ? TJ_PER_MJ : 1)
    const per = ({ value, parts }: InventoryFigure): number | null =>
      parts.length === 0 || units === 0 ? null : (value * T_PER_KG) / units
    return {
      unit: `t/${unit === 'MJ' ? 'TJ' : unit}`,
      co2: per(emissions.co2Kg),
      ch4: per(emissions.ch4Kg),
      n2o: per(emissions.n2oKg),
      co2e: per(emissions.co2eKg),
      biogenicCo2: per(emissions.biogenicCo2Kg),
      year: yearOf(factorOrigins, request.period),
      scale: scaleOf(factorOrigins, set),
      description: namesText(factorOrigins),
      source: sourceText(factorOrigins, set),
    }
  }

  #emissions(of: InventoryEmissions): NonNullable<Row['emissions']> {
    return {
      co2e: this.#gas(of.co2eKg, 't CO2e'),
      co2: this.#gas(of.co2Kg, 't CO2'),
      ch4: this.#gas(of.ch4Kg, 't CH4'),
      n2o: this.#gas(of.n2oKg, 't N2O'),
      unsplit: this.tonnes(of.unsplitKgCo2e, 't CO2e'),
      biogenicCo2: this.tonnes(of.biogenicCo2Kg, 't CO2'),
    }
  }

  #gas(figure: InventoryFigure, unit: string): Sum {
    return toSum(this.tonnes(figure, unit), figure.unknown)
  }

  #figure({ id, value }: InventoryFigure, scale: number, unit: string): Figure {
    return this.#write(id, value * scale, scale, unit)
  }
}

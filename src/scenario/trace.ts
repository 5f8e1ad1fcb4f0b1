/** What the emissions of a mode are multiplied by from the base year on. */
export interface TraceFactor {
  readonly name:
    | 'population-and-activity'
    | 'lever'
    | 'shifts'
    | 'distance'
    | 'efficiency'
    | 'new-vehicles'
    | 'vehicles'
    | 'grid'
    | 'blends'
  /** Among the levers of the model. */
  readonly lever?: number
  readonly value: number
}

export interface ModeTrace {
  readonly mode: string
  /** Of the base year [kg CO2e]; of a mode that it does not have: of a kilometre. */
  readonly base: number
  readonly factors: readonly TraceFactor[]
  /** The product. */
  readonly kg: number
}

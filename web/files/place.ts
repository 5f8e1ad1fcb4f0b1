/** What was typed of the place, above the doors. */
export interface Place {
  readonly city: string
  readonly country: string | undefined
  readonly population?: number | undefined
  readonly area?: string | undefined
}

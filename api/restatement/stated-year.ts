import type { EstimateRequest } from '../estimate/request-schema.ts'

/** A year of a city, with its place. */
export interface StatedYear {
  readonly pointer: string
  readonly request: EstimateRequest
}

/** As a number. */
export const yearOf = ({ request }: StatedYear): number => Number(request.period)

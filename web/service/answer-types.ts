import type { components } from './contract.d.ts'

type Schemas = components['schemas']

/** What the service answers, by the names of its contract. */
export type Result = Schemas['EstimateResult']
export type Sum = Schemas['Sum']
export type Coverage = Schemas['Coverage']
export type Boundaries = Schemas['Boundaries']
export type Inventory = Schemas['Inventory']
export type Explanation = Schemas['Explanation']
export type Notice = Schemas['Notice']
export type Problem = Schemas['Problem']
export type Allocation = Schemas['Allocation']
export type Fault = Schemas['Fault']
export type FileLook = Schemas['FileLook']
export type Job = Schemas['Job']
export type DatasetFacts = Schemas['DatasetFacts']
export type DatasetDetail = Schemas['DatasetDetail']
export type DatasetEstimates = Schemas['DatasetEstimates']

// Of mathjs the service reads units of plain numbers, which needs a tenth of what units of every kind of number need.
// Without a bundle the one-file build that this stands for starts quicker. test/build/parts.test.ts holds the two alike.
import {
  BigNumberDependencies,
  ComplexDependencies,
  create,
  // @ts-expect-error The types of mathjs leave it out.
  createCreateUnit,
  // @ts-expect-error The types of mathjs leave it out.
  createUnitClass,
  // @ts-expect-error The types of mathjs leave it out.
  createUnitFunction,
  FractionDependencies,
} from 'mathjs'
import {
  absDependencies,
  addScalarDependencies,
  divideScalarDependencies,
  equalDependencies,
  fixDependencies,
  formatDependencies,
  isNumericDependencies,
  multiplyScalarDependencies,
  numberDependencies,
  powDependencies,
  roundDependencies,
  // @ts-expect-error The types of mathjs leave it out.
  subtractScalarDependencies,
  typedDependencies,
} from 'mathjs/number'

const unitDependencies = {
  typedDependencies,
  BigNumberDependencies,
  ComplexDependencies,
  FractionDependencies,
  absDependencies,
  addScalarDependencies,
  divideScalarDependencies,
  equalDependencies,
  fixDependencies,
  formatDependencies,
  isNumericDependencies,
  multiplyScalarDependencies,
  numberDependencies,
  powDependencies,
  roundDependencies,
  subtractScalarDependencies,
  createUnitClass,
  createUnitFunction,
}
const createUnitDependencies = { ...unitDependencies, createCreateUnit }

export default { create, createUnitDependencies, unitDependencies }

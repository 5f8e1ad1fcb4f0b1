/** The years that the resolved tables speak of. */
export const YEARS: readonly number[] = Array.from({ length: 26 }, (_, index) => 2000 + index)

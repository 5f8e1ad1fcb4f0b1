/** The international statute mile. Source: BIPM, SI Brochure; exact by definition since 1959. */
export const KM_PER_MILE = 1.609344

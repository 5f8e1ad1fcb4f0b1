/** What turns the units of the domain into those that callers see. */
export const T_PER_KG = 1e-3
export const TJ_PER_MJ = 1e-6
export const G_PER_KG = 1e3

/** The other way: dividing by 1000 and multiplying by a thousandth are not the same number. */
export const KG_PER_T = 1000
export const G_PER_T = 1e6

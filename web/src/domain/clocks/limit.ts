/** Units of a time limit (R24, standards 2.4); what each counts is said in `deadline.ts`. */
export const limitUnits = [
  "urgent_work_hour",
  "urgent_work_day",
  "work_hour",
  "work_day",
  "natural_day",
] as const;
export type LimitUnit = (typeof limitUnits)[number];

/** A whole number of units. */
export type Limit = { readonly value: number; readonly unit: LimitUnit };

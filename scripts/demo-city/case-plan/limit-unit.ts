import { type LimitUnit, limitUnits } from "../../../web/src/domain/clocks/limit.ts";

export function isLimitUnit(unit: string): unit is LimitUnit {
  return limitUnits.some((known) => known === unit);
}

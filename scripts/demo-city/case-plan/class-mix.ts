/** What is reported, how often and at what time of day: the mix of standards 3.3 and of R116. */
import type { CaseClass } from "../../catalogue/case-class.ts";
import type { Random } from "../random.ts";

/** Weights of the 24 hours, local time. */
const HOURS = {
  patrol: [0.2, 0.1, 0.1, 0.1, 0.2, 0.5, 1.5, 4, 8, 10, 9, 6, 4, 5, 8, 9, 8, 6, 4, 4, 3, 2, 1, 0.5],
  morning: [
    0.1, 0.1, 0.1, 0.2, 0.5, 2, 6, 9, 10, 8, 6, 4, 2, 3, 4, 4, 3, 2, 1, 1, 1, 0.5, 0.3, 0.1,
  ],
  evening: [1, 0.5, 0.2, 0.1, 0.1, 0.2, 1, 3, 3, 3, 3, 4, 3, 2, 3, 4, 6, 9, 11, 11, 9, 6, 4, 2],
  night: [5, 4, 2, 1, 0.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 7, 10, 12, 11, 8],
  rush: [0.2, 0.1, 0.1, 0.1, 0.2, 0.8, 4, 9, 9, 6, 4, 4, 4, 4, 4, 5, 8, 10, 8, 5, 4, 2, 1, 0.5],
  any: [1, 1, 1, 1, 1, 1.5, 2, 3, 4, 4, 4, 4, 3, 3, 4, 4, 4, 4, 3, 3, 3, 2, 2, 1],
} as const;
export type HourProfile = keyof typeof HOURS;

interface MixRow {
  readonly code: string;
  readonly weight: number;
  readonly hours: HourProfile;
  /** Month weights, January first; left out: all alike. */
  readonly months?: readonly number[];
  /** Share that citizens rather than supervisors report. */
  readonly publicShare?: number;
}

const SUMMER = [0.3, 0.3, 0.5, 0.8, 1.3, 1.8, 2, 2, 1.5, 0.9, 0.4, 0.3];
const LEAVES = [0.6, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.7, 1, 2, 2.4, 1.4];
const WINTER = [2.6, 2, 1, 0.2, 0.05, 0.05, 0.05, 0.05, 0.05, 0.2, 1, 2.2];

const MIX: readonly MixRow[] = [
  { code: "07001", weight: 17, hours: "morning" },
  { code: "06010", weight: 9, hours: "morning", publicShare: 0.05 },
  { code: "06036", weight: 9, hours: "patrol" },
  { code: "09009", weight: 8.5, hours: "rush", publicShare: 0.07 },
  { code: "06012", weight: 7, hours: "morning", months: LEAVES },
  { code: "09010", weight: 6.5, hours: "rush" },
  { code: "09001", weight: 6.5, hours: "evening", publicShare: 0.05 },
  { code: "09006", weight: 6, hours: "evening", publicShare: 0.05 },
  { code: "09005", weight: 6, hours: "patrol" },
  { code: "09011", weight: 5.5, hours: "rush" },
  { code: "06042", weight: 4, hours: "morning", publicShare: 0.06 },
  { code: "06011", weight: 3, hours: "patrol" },
  { code: "06001", weight: 2.4, hours: "patrol", publicShare: 0.2 },
  { code: "06013", weight: 2.2, hours: "patrol", publicShare: 0.1 },
  { code: "06007", weight: 2, hours: "patrol" },
  { code: "06017", weight: 1.8, hours: "patrol" },
  { code: "07002", weight: 1.6, hours: "evening" },
  { code: "06018", weight: 1.2, hours: "patrol", months: LEAVES },
  { code: "06035", weight: 1.2, hours: "patrol" },
  { code: "06041", weight: 1.2, hours: "morning" },
  { code: "06028", weight: 1.4, hours: "night", publicShare: 0.85, months: SUMMER },
  { code: "06029", weight: 1.1, hours: "night", publicShare: 0.4, months: SUMMER },
  { code: "06027", weight: 0.9, hours: "evening", publicShare: 0.6 },
  { code: "06025", weight: 0.9, hours: "patrol" },
  { code: "08004", weight: 1, hours: "patrol", publicShare: 0.15 },
  { code: "08001", weight: 0.7, hours: "night", publicShare: 0.8 },
  { code: "08002", weight: 0.8, hours: "patrol" },
  { code: "08012", weight: 0.7, hours: "night" },
  { code: "08007", weight: 0.5, hours: "patrol" },
  { code: "09012", weight: 0.8, hours: "any", publicShare: 0.3 },
  { code: "09020", weight: 0.6, hours: "morning" },
  { code: "06050", weight: 0.5, hours: "patrol" },
  { code: "06051", weight: 0.5, hours: "patrol" },
  { code: "03005", weight: 0.9, hours: "patrol" },
  { code: "01003", weight: 0.7, hours: "patrol", publicShare: 0.1 },
  { code: "01002", weight: 0.6, hours: "patrol", publicShare: 0.1 },
  { code: "01037", weight: 0.6, hours: "night", publicShare: 0.3 },
  { code: "02017", weight: 0.5, hours: "patrol" },
  { code: "04002", weight: 0.5, hours: "patrol" },
  { code: "01004", weight: 0.4, hours: "patrol" },
  { code: "02010", weight: 0.3, hours: "patrol" },
  { code: "01027", weight: 0.3, hours: "patrol" },
  { code: "10001", weight: 0.15, hours: "morning", months: WINTER },
  { code: "10002", weight: 0.12, hours: "any", publicShare: 0.3 },
  { code: "99995", weight: 0.05, hours: "any", publicShare: 0.5 },
  { code: "99999", weight: 0.06, hours: "any", publicShare: 0.6 },
  { code: "99997", weight: 0.08, hours: "any", publicShare: 0.6 },
  { code: "99994", weight: 0.1, hours: "any", publicShare: 0.4, months: SUMMER },
];

export interface MixedClass {
  readonly row: CaseClass;
  readonly hours: readonly number[];
  readonly publicShare: number;
}

export interface ClassMix {
  readonly classes: readonly MixedClass[];
  /** Draws by the month, 0 = January. */
  draw(month: number, random: Random): MixedClass;
}

export function cumulative(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((w) => {
    sum += w;
    return sum;
  });
}

/** Index of the weight that a uniform draw falls into. */
export function drawIndex(sums: readonly number[], random: Random): number {
  const target = random.next() * (sums.at(-1) ?? 0);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function buildClassMix(catalogue: readonly CaseClass[]): ClassMix {
  const matters = new Map(
    catalogue.filter((c) => c.kind === "matter" && c.active).map((c) => [c.code, c]),
  );
  const rows = MIX.flatMap((mix) => {
    const row = matters.get(mix.code);
    return row && row.limits.length > 0 ? [{ mix, row }] : [];
  });
  const classes = rows.map(({ mix, row }) => ({
    row,
    hours: cumulative(HOURS[mix.hours]),
    publicShare: mix.publicShare ?? 0.012,
  }));
  const byMonth = Array.from({ length: 12 }, (_, month) =>
    cumulative(rows.map(({ mix }) => mix.weight * (mix.months?.[month] ?? 1))),
  );
  return {
    classes,
    draw(month, random) {
      const chosen = classes[drawIndex(byMonth[month] ?? [], random)];
      if (!chosen) throw new Error("the class mix is empty");
      return chosen;
    },
  };
}

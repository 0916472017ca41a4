/** Grid codes are labels: 4, 6, 9, 12 and 15 digits, a child's beginning with its parent's (standards 1.3). */
export type GridLevel = 1 | 2 | 3 | 4 | 5;

/** Lengths are data: a city may bring another scheme. */
export interface CodeScheme {
  readonly lengths: Readonly<Record<GridLevel, number>>;
}

export const NATIONAL_SCHEME: CodeScheme = { lengths: { 1: 4, 2: 6, 3: 9, 4: 12, 5: 15 } };

/** Sequence numbers of base grids that large enterprises and institutions form (R65). */
const ENTERPRISE_FROM = 900;

const LEVELS: readonly GridLevel[] = [1, 2, 3, 4, 5];

/** The level a code belongs to, or undefined for a foreign one. */
export function levelOfCode(
  code: string,
  scheme: CodeScheme = NATIONAL_SCHEME,
): GridLevel | undefined {
  if (!/^\d+$/.test(code)) return undefined;
  return LEVELS.find((level) => scheme.lengths[level] === code.length);
}

/** The parent's code, null for the city, undefined for a foreign code. */
export function parentCode(
  code: string,
  scheme: CodeScheme = NATIONAL_SCHEME,
): string | null | undefined {
  const level = levelOfCode(code, scheme);
  if (level === undefined) return undefined;
  const parent = LEVELS[LEVELS.indexOf(level) - 1];
  return parent === undefined ? null : code.slice(0, scheme.lengths[parent]);
}

/** The code cut to an ancestor's level. */
export function ancestorCode(
  code: string,
  level: GridLevel,
  scheme: CodeScheme = NATIONAL_SCHEME,
): string {
  return code.slice(0, scheme.lengths[level]);
}

/** True for codes 900–999 of a street: a level-4 grid carved out of its community. */
export function isEnterpriseCode(code: string, scheme: CodeScheme = NATIONAL_SCHEME): boolean {
  if (levelOfCode(code, scheme) !== 4) return false;
  return Number(code.slice(scheme.lengths[3])) >= ENTERPRISE_FROM;
}

/** Byte order, as the database's `collate "C"`: the lowest code wins a tie. */
export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Setting } from "../../../domain/schemas/setting.ts";

export type SettingGroup = {
  key: string;
  /** In force now. */
  current: Setting | undefined;
  /** The soonest that comes. */
  next: Setting | undefined;
  /** All versions, the newest first. */
  versions: readonly Setting[];
};

function startMs({ valid_from }: Setting): number {
  return valid_from === null ? Number.NEGATIVE_INFINITY : Date.parse(valid_from);
}

/** Versions by key: what holds at `nowMs`, what comes next, what was. */
export function groupSettings(settings: readonly Setting[], nowMs: number): SettingGroup[] {
  const byKey = new Map<string, Setting[]>();
  for (const setting of settings) {
    byKey.set(setting.key, [...(byKey.get(setting.key) ?? []), setting]);
  }
  return [...byKey].map(([key, unsorted]) => {
    const versions = unsorted.toSorted((a, b) => startMs(b) - startMs(a));
    return {
      key,
      versions,
      current: versions.find((version) => startMs(version) <= nowMs),
      next: versions.findLast((version) => startMs(version) > nowMs),
    };
  });
}

/** A value for people: words for yes and no, text as it is, the rest as JSON. */
export function formatSettingValue(value: unknown, t: (key: string) => string): string {
  if (value === undefined || value === null) return "—";
  if (typeof value === "boolean") return t(value ? "setting.yes" : "setting.no");
  if (typeof value === "string" || typeof value === "number") return String(value);
  return JSON.stringify(value);
}

/** What was typed as the type the setting has; null when it is none. */
export function parseSettingValue(text: string, like: unknown): { value: unknown } | null {
  if (typeof like === "string") return { value: text };
  try {
    const value: unknown = JSON.parse(text);
    return jsonType(value) === jsonType(like) ? { value } : null;
  } catch {
    return null;
  }
}

function jsonType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

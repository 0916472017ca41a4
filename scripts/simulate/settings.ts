/** `--per-minute 60 --url http://127.0.0.1:8080 --for 60s --seed 7` */
export interface SimulateSettings {
  readonly perMinute: number;
  readonly url: string;
  /** Null: until Ctrl-C. */
  readonly durationMs: number | null;
  readonly seed: number;
}

export type SettingsResult =
  | { readonly ok: true; readonly value: SimulateSettings }
  | { readonly ok: false; readonly error: string };

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
const MOST_PER_MINUTE = 6000;

function parseDuration(text: string): number | undefined {
  const match = /^(\d+)(s|m|h)?$/.exec(text);
  return match ? Number(match[1]) * (UNIT_MS[match[2] ?? "s"] ?? 1000) : undefined;
}

function options(argv: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (let i = 0; i < argv.length; i += 1) {
    const [name = "", inline] = (argv[i] ?? "").split("=", 2);
    if (!name.startsWith("--")) continue;
    const value = inline ?? argv[i + 1] ?? "";
    if (inline === undefined) i += 1;
    found.set(name.slice(2), value);
  }
  return found;
}

export function readSimulateSettings(
  argv: readonly string[],
  defaults: { readonly url: string; readonly seed: number },
): SettingsResult {
  const given = options(argv);
  const unknown = [...given.keys()].find(
    (name) => !["per-minute", "url", "for", "seed"].includes(name),
  );
  if (unknown) return { ok: false, error: `不认识的参数 unknown option --${unknown}` };
  const perMinute = Number(given.get("per-minute") ?? 60);
  if (!(perMinute > 0 && perMinute <= MOST_PER_MINUTE)) {
    return {
      ok: false,
      error: `--per-minute 应在 1–${MOST_PER_MINUTE} 之间 must be 1–${MOST_PER_MINUTE}`,
    };
  }
  const lasting = given.get("for");
  const durationMs = lasting === undefined ? null : parseDuration(lasting);
  if (durationMs === undefined)
    return { ok: false, error: "--for 例如 60s、5m、1h; --for takes 60s, 5m, 1h" };
  const url = given.get("url") ?? defaults.url;
  if (!URL.canParse(url)) return { ok: false, error: `--url 不是网址 is not a URL: ${url}` };
  return {
    ok: true,
    value: { perMinute, url, durationMs, seed: Number(given.get("seed") ?? defaults.seed) },
  };
}

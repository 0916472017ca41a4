import { resolve } from "node:path";
import { expect, test } from "vitest";
import { addressNotes } from "./report.ts";
import { readSettings } from "./settings.ts";

test("without any setting it serves this machine alone, from ./.wangge, with the demo", () => {
  const settings = readSettings({});
  expect(settings).toEqual({
    listen: { host: "127.0.0.1", port: 8080 },
    dataDir: resolve(".wangge"),
    databaseUrl: undefined,
    supabase: undefined,
    demo: true,
  });
  expect(addressNotes(settings).join()).toContain("127.0.0.1");
});

test("a city's own server gets the demo only when asked to, an empty folder never", () => {
  expect(readSettings({ DATABASE_URL: "postgres://db/city" }).demo).toBe(false);
  expect(readSettings({ DATABASE_URL: "postgres://db/city", WANGGE_DEMO: "1" }).demo).toBe(true);
  expect(readSettings({ WANGGE_EMPTY: "1" }).demo).toBe(false);
});

test("plain http for others is possible, and warned about", () => {
  expect(addressNotes(readSettings({ HOST: "0.0.0.0" })).join()).toMatch(/警告.*Warning/s);
});

test("a setting that cannot be is refused in both languages", () => {
  const wrong = [
    { PORT: "http" },
    { PORT: "70000" },
    { TLS_CERT: "/no/such.pem" },
    { TLS_CERT: "/no/such.pem", TLS_KEY: "/no/such.key" },
    { SUPABASE_URL: "https://p.supabase.co" },
    { SUPABASE_URL: "p", SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x" },
  ];
  for (const env of wrong) expect(() => readSettings(env)).toThrow(/[\u4e00-\u9fff].*[a-z]/);
});

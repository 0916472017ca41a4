import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Suites that start servers or browsers: one file at a time, generous limits. */
const heavy = {
  environment: "node",
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 300_000,
} as const;

export default defineConfig({
  plugins: [react()],
  test: {
    // Two cores: more workers only make timings worse.
    maxWorkers: 2,
    // The server of the browser tests closes its database in order.
    teardownTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          testTimeout: 20_000,
          hookTimeout: 60_000,
          include: [
            "web/src/**/*.test.ts",
            "scripts/**/*.test.ts",
            "supabase/embedded/**/*.test.ts",
            "tests/{repo,fixtures}/**/*.test.ts",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "jsdom",
          environment: "jsdom",
          testTimeout: 20_000,
          include: ["web/src/**/*.test.tsx"],
          setupFiles: ["tests/fixtures/jsdom-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "contract",
          include: ["tests/{assignment,backup,cases,clocks,contract,import}/**/*.test.ts"],
          ...heavy,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.spec.ts"],
          globalSetup: ["tests/e2e/driver/global-setup.ts"],
          ...heavy,
        },
      },
    ],
  },
});

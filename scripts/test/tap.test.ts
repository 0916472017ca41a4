import { describe, expect, it } from "vitest";
import { parseTap } from "./tap.ts";

describe("parseTap", () => {
  it("counts what passed, failed and was skipped", () => {
    const tap = "1..3\nok 1 - a\nnot ok 2 - b\n# Failed test 2\nok 3 - c # SKIP no table\n";

    expect(parseTap(tap)).toEqual({ passed: 1, failed: 1, skipped: 1, failures: ["b"] });
  });

  it("calls a file failed that ended before its plan", () => {
    expect(parseTap("1..2\nok 1 - a\n")).toMatchObject({
      failed: 1,
      failures: ["planned 2, ran 1"],
    });
  });

  it("calls a file failed that tests nothing", () => {
    expect(parseTap("")).toMatchObject({ failed: 1, failures: ["planned nothing, ran 0"] });
  });

  it("does not count the points of a subtest twice", () => {
    expect(parseTap("1..1\n    ok 1 - inner\n    1..1\nok 1 - outer\n").passed).toBe(1);
  });
});

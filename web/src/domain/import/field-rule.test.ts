import { expect, test } from "vitest";
import { compileFieldRule, fieldRuleSchema } from "./field-rule.ts";

test("a string alone takes the property of that name, numbers as text", () => {
  expect(compileFieldRule("WARD")({ WARD: 7 })).toBe("7");
});

test("an empty or missing value is no value", () => {
  expect(compileFieldRule("WARD")({ WARD: "  " })).toBeNull();
  expect(compileFieldRule("WARD")({})).toBeNull();
});

test("the first capture is kept, padded and prefixed", () => {
  const rule = { column: "precinct", match: "0*([1-9]\\d*)", pad: 4, prefix: "P" };
  expect(compileFieldRule(rule)({ precinct: "Ward 0113" })).toBe("P0113");
});

test("a value that the pattern does not match is no value, so label 0 is none", () => {
  const rule = { column: "ward", match: "0*([1-9]\\d*)" };
  expect(compileFieldRule(rule)({ ward: "0" })).toBeNull();
});

test("the Boston ward is read out of a precinct's code", () => {
  const rule = { property: "WARD_PRECINCT", match: "^0*(\\d+)\\d\\d$" };
  expect(compileFieldRule(rule)({ WARD_PRECINCT: "0113" })).toBe("1");
  expect(compileFieldRule(rule)({ WARD_PRECINCT: "2004" })).toBe("20");
  expect(compileFieldRule(rule)({ WARD_PRECINCT: "0502A" })).toBeNull();
});

test("a rule with a broken pattern, or with both a property and a column, is refused", () => {
  expect(fieldRuleSchema.safeParse({ property: "a", match: "(" }).success).toBe(false);
  expect(fieldRuleSchema.safeParse({ property: "a", column: "b" }).success).toBe(false);
});

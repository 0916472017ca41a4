import { expect, test } from "vitest";
import { caseReportSchema } from "../../domain/schemas/case.ts";
import type { CaseClass } from "../../domain/schemas/case-class.ts";
import { emptyDraft, toRequest } from "./report-draft.ts";
import { locate } from "./report-location.ts";

const chosen: CaseClass = {
  class_id: "GB47678.5:matter:06001",
  kind: "matter",
  code: "06001",
  major_code: "06",
  major_zh: "突发",
  major_en: "Emergency",
  name_zh: "路面塌陷",
  name_en: "Road collapse",
  initials: "lmtx",
  urgent: true,
  local_extension: true,
  filing_condition_zh: null,
  filing_condition_en: null,
};
const location = locate({ x: 131, y: 16, crs: "WGS84" }, 5);
const draft = { ...emptyDraft("hotline"), description: "  井盖破损 " };

test("a report is what the server's schema says, words trimmed", () => {
  const request = toRequest(draft, chosen, location, null);
  expect(caseReportSchema.parse(request)).toEqual(request);
  expect(request.description).toBe("井盖破损");
});

test("no reporter is sent when nobody left a name or number", () => {
  expect(toRequest(draft, chosen, location, null)).not.toHaveProperty("reporter");
  const named = toRequest({ ...draft, reporterPhone: " 139 " }, chosen, location, null);
  expect(named.reporter).toEqual({ name: "", phone: "139", wants_callback: false });
});

test("a suspected mix-up of systems goes with the report", () => {
  const suspect = {
    reason: "outside-city",
    declared: "WGS84",
    likely: "GCJ02",
    insideAs: ["GCJ02"],
  } as const;
  expect(toRequest(draft, chosen, location, suspect).crs_suspect).toEqual(suspect);
});

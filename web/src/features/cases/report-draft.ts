import type { LikelyMixup } from "../../domain/geo/crs-mixup.ts";
import type { CaseReport, CaseSource } from "../../domain/schemas/case.ts";
import type { CaseClass } from "../../domain/schemas/case-class.ts";
import type { ReportLocation } from "./report-location.ts";

export interface ReportDraft {
  chosen: CaseClass | null;
  source: CaseSource;
  description: string;
  address: string;
  urgent: boolean;
  reporterName: string;
  reporterPhone: string;
  wantsCallback: boolean;
}

export const emptyDraft = (source: CaseSource): ReportDraft => ({
  chosen: null,
  source,
  description: "",
  address: "",
  urgent: false,
  reporterName: "",
  reporterPhone: "",
  wantsCallback: false,
});

/** The report as the server takes it; a reporter only when somebody left a name or number. */
export function toRequest(
  form: ReportDraft,
  chosen: CaseClass,
  location: ReportLocation,
  suspect: LikelyMixup | null,
): CaseReport {
  const hasReporter = form.reporterName.trim() !== "" || form.reporterPhone.trim() !== "";
  return {
    class_id: chosen.class_id,
    source: form.source,
    description: form.description.trim(),
    address: form.address.trim(),
    x: location.x,
    y: location.y,
    accuracy_m: location.accuracyM,
    raw: location.raw,
    urgent: form.urgent,
    ...(suspect ? { crs_suspect: suspect } : {}),
    ...(hasReporter
      ? {
          reporter: {
            name: form.reporterName.trim(),
            phone: form.reporterPhone.trim(),
            wants_callback: form.wantsCallback,
          },
        }
      : {}),
  };
}

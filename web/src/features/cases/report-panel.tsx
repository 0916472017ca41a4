import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { reportCase } from "../../data/cases-queries.ts";
import { useMe } from "../../data/me-queries.ts";
import { randomId } from "../../data/secure-context.ts";
import type { CoordinateSystem } from "../../domain/geo/coordinate-systems.ts";
import { detectLikelyMixup } from "../../domain/geo/crs-mixup.ts";
import type { CaseReport } from "../../domain/schemas/case.ts";
import type { ReportPanelProps } from "../../ui/case/panel-contract.ts";
import { PanelFrame } from "../../ui/panel-layout.tsx";
import { useErrorMessage } from "../../ui/use-error-message.ts";
import { AssignPreviewView } from "./assign-preview.tsx";
import styles from "./cases.module.css";
import { ClassPicker } from "./class-picker.tsx";
import { LocationField } from "./location-field.tsx";
import { ReportDetails } from "./report-details.tsx";
import { emptyDraft, type ReportDraft, toRequest } from "./report-draft.ts";
import { locate, type ReportLocation } from "./report-location.ts";
import { systemName } from "./system-name.ts";

/** What a click on the map is worth: a few metres at working zooms. */
const clickAccuracyM = 5;

/** A report from the map or from a coordinate; who would get it is seen before it is filed. */
export function ReportPanel({ map, draft, onDraft, onBack, onClose }: ReportPanelProps) {
  const { t } = useTranslation("cases");
  const me = useMe();
  const isSupervisor = me.roles.every(({ role }) => role === "supervisor");
  const [form, setForm] = useState(() => emptyDraft(isSupervisor ? "supervisor" : "hotline"));
  const [typed, setTyped] = useState<ReportLocation | null>(null);
  // Leaving the form takes its pin off the map.
  useEffect(() => () => onDraft(null), [onDraft]);
  const clicked = useMemo(
    () => (draft ? locate({ x: draft[0], y: draft[1], crs: "WGS84" }, clickAccuracyM) : null),
    [draft],
  );
  // Typing puts the pin on the map; the pin dragged or another click replaces what was typed.
  const isTyped = typed !== null && samePlace(typed, draft);
  const location = isTyped ? typed : clicked;
  const [key, setKey] = useState(randomId);
  const queryClient = useQueryClient();
  const filing = useMutation({
    mutationFn: (request: CaseReport) => reportCase(request, key),
    onSuccess: (row) => {
      void queryClient.invalidateQueries({ queryKey: ["cases"], refetchType: "active" });
      setKey(randomId());
      onDraft(null);
      map.openCase(row.case_id);
    },
  });
  const message = useErrorMessage();
  const change = (part: Partial<ReportDraft>) => setForm((before) => ({ ...before, ...part }));
  const missing = [
    location === null ? t("report.missing.location") : null,
    form.chosen === null ? t("report.missing.class") : null,
  ].filter((one) => one !== null);
  const suspect = useSuspect(location);
  const submit = () => {
    if (location && form.chosen) filing.mutate(toRequest(form, form.chosen, location, suspect));
  };
  return (
    <PanelFrame
      title={t("report.title")}
      onBack={onBack}
      onClose={onClose}
      footer={
        <SubmitBar
          missing={missing}
          problem={filing.error ? message(filing.error) : null}
          isBusy={filing.isPending}
          onSubmit={submit}
        />
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing.length === 0) submit();
        }}
      >
        <LocationField
          location={location}
          onChange={(next) => {
            setTyped(next);
            onDraft(next ? next.lngLat : null);
          }}
          onSettled={() => {
            if (isTyped) map.reveal(typed.lngLat, 15);
          }}
        />
        {suspect && location ? (
          <SuspectNotice
            declared={location.raw.crs}
            likely={suspect.likely}
            onAccept={() => {
              const next = locate({ ...location.raw, crs: suspect.likely }, location.accuracyM);
              setTyped(next);
              onDraft(next.lngLat);
              map.reveal(next.lngLat, 15);
            }}
          />
        ) : null}
        <ClassPicker
          classId={form.chosen?.class_id ?? null}
          onChange={(chosen) => change({ chosen, urgent: chosen?.urgent ?? false })}
        />
        {location ? (
          <AssignPreviewView
            location={location}
            className={form.chosen?.name_zh ?? null}
            map={map}
          />
        ) : null}
        <ReportDetails form={form} onChange={change} isSupervisor={isSupervisor} />
      </form>
    </PanelFrame>
  );
}

interface SubmitBarProps {
  missing: readonly string[];
  problem: string | null;
  isBusy: boolean;
  onSubmit: () => void;
}

/** The button, and in words why it cannot be pressed yet or what went wrong. */
function SubmitBar({ missing, problem, isBusy, onSubmit }: SubmitBarProps) {
  const { t } = useTranslation("cases");
  return (
    <div className={styles.submit}>
      {problem ? (
        <p className={styles.warning} role="alert">
          {problem}
        </p>
      ) : null}
      <Button
        type="primary"
        block
        disabled={missing.length > 0}
        loading={isBusy}
        onClick={onSubmit}
      >
        {t("report.submit")}
      </Button>
      {missing.length > 0 ? (
        <p className={styles.muted}>{t("report.missing.title", { list: missing.join("、") })}</p>
      ) : null}
    </div>
  );
}

interface SuspectProps {
  declared: CoordinateSystem;
  likely: CoordinateSystem;
  onAccept: () => void;
}

/** A likely mix-up of systems is said, never corrected: a person decides. */
function SuspectNotice({ declared, likely, onAccept }: SuspectProps) {
  const { t } = useTranslation("cases");
  return (
    <p className={styles.warning} role="alert">
      {t("report.suspect", { declared: systemName(declared), likely: systemName(likely) })}
      <Button size="small" onClick={onAccept}>
        {t("report.readAs", { system: systemName(likely) })}
      </Button>
    </p>
  );
}

const samePlace = (location: ReportLocation, draft: readonly [number, number] | null): boolean =>
  draft !== null && location.lngLat[0] === draft[0] && location.lngLat[1] === draft[1];

/** Flags a pair that lies outside the city but inside when read in another system. */
function useSuspect(location: ReportLocation | null) {
  const { city } = useMe();
  return useMemo(() => {
    if (location === null || city === null) return null;
    const [minX, minY, maxX, maxY] = city.bbox;
    return detectLikelyMixup({
      point: { lng: location.raw.x, lat: location.raw.y, crs: location.raw.crs },
      cityContains: ([lng, lat]) =>
        lng * 1e7 >= minX && lng * 1e7 <= maxX && lat * 1e7 >= minY && lat * 1e7 <= maxY,
    });
  }, [location, city]);
}

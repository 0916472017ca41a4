import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { reportCase } from "../../data/cases-queries.ts";
import { useMe } from "../../data/me-queries.ts";
import { randomId } from "../../data/secure-context.ts";
import type { CoordinateSystem } from "../../domain/geo/coordinate-systems.ts";
import { detectLikelyMixup } from "../../domain/geo/crs-mixup.ts";
import { CASE_SOURCES, type CaseReport, type CaseSource } from "../../domain/schemas/case.ts";
import type { CaseClass } from "../../domain/schemas/case-class.ts";
import type { ReportPanelProps } from "../../ui/case/panel-contract.ts";
import { PanelFrame } from "../../ui/panel-layout.tsx";
import { useErrorMessage } from "../../ui/use-error-message.ts";
import { AssignPreviewView } from "./assign-preview.tsx";
import styles from "./cases.module.css";
import { ClassPicker } from "./class-picker.tsx";
import { LocationField } from "./location-field.tsx";
import { locate, type ReportLocation } from "./report-location.ts";
import { systemName } from "./system-name.ts";

interface Draft {
  chosen: CaseClass | null;
  source: CaseSource;
  description: string;
  address: string;
  urgent: boolean;
  reporterName: string;
  reporterPhone: string;
  wantsCallback: boolean;
}

const emptyDraft = (source: CaseSource): Draft => ({
  chosen: null,
  source,
  description: "",
  address: "",
  urgent: false,
  reporterName: "",
  reporterPhone: "",
  wantsCallback: false,
});

/** What a click on the map is worth: a few metres at working zooms. */
const clickAccuracyM = 5;

/** A report from the map or from a coordinate; who would get it is seen before it is filed. */
export function ReportPanel({ map, draft, onDraft, onBack, onClose }: ReportPanelProps) {
  const { t } = useTranslation("cases");
  const me = useMe();
  const isSupervisor = me.roles.every(({ role }) => role === "supervisor");
  const [form, setForm] = useState(() => emptyDraft(isSupervisor ? "supervisor" : "hotline"));
  const [typed, setTyped] = useState<ReportLocation | null>(null);
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
  const change = (part: Partial<Draft>) => setForm((before) => ({ ...before, ...part }));
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
        <div className={styles.submit}>
          {filing.error ? (
            <p className={styles.warning} role="alert">
              {message(filing.error)}
            </p>
          ) : null}
          <Button
            type="primary"
            block
            disabled={missing.length > 0}
            loading={filing.isPending}
            onClick={submit}
          >
            {t("report.submit")}
          </Button>
          {missing.length > 0 ? (
            <p className={styles.muted}>
              {t("report.missing.title", { list: missing.join("、") })}
            </p>
          ) : null}
        </div>
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
        <Details form={form} onChange={change} isSupervisor={isSupervisor} />
      </form>
    </PanelFrame>
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

interface DetailsProps {
  form: Draft;
  onChange: (part: Partial<Draft>) => void;
  isSupervisor: boolean;
}

function Details({ form, onChange, isSupervisor }: DetailsProps) {
  const { t } = useTranslation("cases");
  return (
    <>
      <div className={styles.field}>
        <label htmlFor="report-address">{t("report.address")}</label>
        <Input
          id="report-address"
          maxLength={256}
          value={form.address}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </div>
      <div className={styles.field}>
        <label htmlFor="report-description">{t("report.description")}</label>
        <Input.TextArea
          id="report-description"
          rows={3}
          maxLength={4000}
          value={form.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </div>
      {isSupervisor ? null : (
        <div className={styles.field}>
          <label htmlFor="report-source">{t("report.source")}</label>
          <Select
            id="report-source"
            value={form.source}
            onChange={(source) => onChange({ source })}
            options={CASE_SOURCES.filter((one) => one !== "imported").map((value) => ({
              value,
              label: t(`source.${value}`),
            }))}
          />
        </div>
      )}
      <Checkbox
        checked={form.urgent}
        disabled={form.chosen?.urgent === true}
        onChange={(event) => onChange({ urgent: event.target.checked })}
      >
        {t("report.urgent")}
      </Checkbox>
      {isSupervisor ? null : (
        <fieldset className={styles.reporterFields}>
          <legend>{t("report.reporter")}</legend>
          <Input
            aria-label={t("report.reporterName")}
            placeholder={t("report.reporterName")}
            maxLength={80}
            autoComplete="off"
            value={form.reporterName}
            onChange={(event) => onChange({ reporterName: event.target.value })}
          />
          <Input
            aria-label={t("report.reporterPhone")}
            placeholder={t("report.reporterPhone")}
            maxLength={40}
            inputMode="tel"
            autoComplete="off"
            value={form.reporterPhone}
            onChange={(event) => onChange({ reporterPhone: event.target.value })}
          />
          <Checkbox
            checked={form.wantsCallback}
            onChange={(event) => onChange({ wantsCallback: event.target.checked })}
          >
            {t("report.callback")}
          </Checkbox>
        </fieldset>
      )}
    </>
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

function toRequest(
  form: Draft,
  chosen: CaseClass,
  location: ReportLocation,
  suspect: ReturnType<typeof useSuspect>,
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

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Radio, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { assignCaseGrid } from "../../data/cases-queries.ts";
import { randomId } from "../../data/secure-context.ts";
import { type GridTree, gridName } from "../../domain/grids/grid-tree.ts";
import type { CaseDetail } from "../../domain/schemas/case.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { GridPicking, MapTalk } from "../../ui/case/panel-contract.ts";
import { useErrorMessage } from "../../ui/use-error-message.ts";
import styles from "./cases.module.css";

interface AssignSectionProps {
  detail: CaseDetail;
  map: MapTalk;
  picking: GridPicking;
}

/** Gives a report its grid by hand: from the candidates, the list or a click on the map, with a reason. */
export function AssignSection({ detail, map, picking }: AssignSectionProps) {
  const { t } = useTranslation("cases");
  const message = useErrorMessage();
  const queryClient = useQueryClient();
  const { case: row, why } = detail;
  const [chosen, setChosen] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  // One key for one form: a second click or a retry assigns nothing twice.
  const [key, setKey] = useState(randomId);
  const gridId = picking.pickedGridId ?? chosen;
  const saving = useMutation({
    mutationFn: (grid: number) =>
      assignCaseGrid({
        caseId: row.case_id,
        gridId: grid,
        reason: reason.trim(),
        stageVersion: row.stage_version,
        key,
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["cases"], refetchType: "active" }),
    onSuccess: () => {
      picking.stop();
      setKey(randomId());
    },
  });
  const choose = (grid: number | null) => {
    picking.stop();
    setChosen(grid);
  };
  const isReady = gridId !== null && reason.trim() !== "";
  return (
    <section className={styles.assign}>
      <h3>{t(why.method === "unassigned" ? "assign.unassigned" : "assign.border")}</h3>
      {why.candidates.length > 0 ? (
        <Candidates detail={detail} tree={map.tree} gridId={gridId} onChoose={choose} />
      ) : null}
      <div className={styles.assignLine}>
        <CommunitySelect tree={map.tree} gridId={gridId} onChoose={choose} />
        <Button
          type={picking.isPicking ? "primary" : "default"}
          aria-pressed={picking.isPicking}
          onClick={picking.isPicking ? picking.stop : picking.start}
        >
          {t("assign.pick")}
        </Button>
      </div>
      <Input.TextArea
        aria-label={t("assign.reason")}
        placeholder={t("assign.reasonHint")}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {saving.error ? (
        <p className={styles.warning} role="alert">
          {message(saving.error)}
        </p>
      ) : null}
      <Button
        type="primary"
        disabled={!isReady}
        loading={saving.isPending}
        onClick={() => gridId !== null && saving.mutate(gridId)}
      >
        {t("assign.save")}
      </Button>
      {isReady ? null : <p className={styles.muted}>{t("assign.missing")}</p>}
    </section>
  );
}

interface ChoiceProps {
  tree: GridTree | null;
  gridId: number | null;
  onChoose: (gridId: number | null) => void;
}

function Candidates({ detail, tree, gridId, onChoose }: ChoiceProps & { detail: CaseDetail }) {
  const { t, i18n } = useTranslation("cases");
  const format = useFormat();
  return (
    <Radio.Group
      aria-label={t("why.candidates")}
      className={styles.radios ?? ""}
      value={gridId}
      onChange={(event) => onChoose(Number(event.target.value))}
    >
      {detail.why.candidates.map((candidate) => {
        const node = tree?.get(candidate.grid_id);
        return (
          <Radio key={candidate.grid_id} value={candidate.grid_id}>
            {node ? gridName(node, i18n.language) : candidate.name}{" "}
            <span className={styles.muted}>{format.distance(candidate.distance_m)}</span>
          </Radio>
        );
      })}
    </Radio.Group>
  );
}

function CommunitySelect({ tree, gridId, onChoose }: ChoiceProps) {
  const { t, i18n } = useTranslation("cases");
  const options = useMemo(
    () =>
      (tree?.ofLevel(4) ?? []).map((node) => {
        const street = tree?.get(node.parentId);
        const name = gridName(node, i18n.language);
        return {
          value: node.gridId,
          label: street ? `${name} · ${gridName(street, i18n.language)}` : name,
          search: `${node.name} ${node.nameEn} ${node.initials} ${node.code}`.toLowerCase(),
        };
      }),
    [tree, i18n.language],
  );
  return (
    <Select
      className={styles.grow ?? ""}
      showSearch={{
        filterOption: (text, option) => option?.search.includes(text.toLowerCase()) ?? false,
      }}
      allowClear
      placeholder={t("assign.choose")}
      aria-label={t("assign.choose")}
      value={gridId}
      onChange={(value) => onChoose(value ?? null)}
      options={options}
    />
  );
}

import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input, type InputRef } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { searchAllQuery } from "../../data/search-queries.ts";
import { type GridNode, type GridTree, gridName } from "../../domain/grids/grid-tree.ts";
import type { SearchAnswer } from "../../domain/schemas/search.ts";
import { useCommands } from "../../ui/command-registry.ts";
import styles from "./command.module.css";
import { matchGrids } from "./match-grids.ts";

interface GlobalSearchProps {
  tree: GridTree | null;
  onPickGrid: (gridId: number) => void;
  onPickCase: (caseId: number) => void;
}

/** One box: grids by name, code or pinyin initials at once from the tree; cases and people from the server. */
export function GlobalSearch({ tree, onPickGrid, onPickCase }: GlobalSearchProps) {
  const { t } = useTranslation("cases");
  const [text, setText] = useState("");
  const asked = useDelayed(text, 200);
  const answer = useQuery(searchAllQuery(asked)).data;
  const input = useRef<InputRef>(null);
  useCommands(
    useMemo(
      () => [
        {
          id: "map.search",
          group: "map",
          nameKey: "cases:search.label",
          initials: "ss",
          keys: "/",
          run: () => input.current?.focus(),
        },
      ],
      [],
    ),
  );
  const options = useOptions(text, tree, asked === text ? answer : undefined);
  return (
    <AutoComplete
      className={styles.search ?? ""}
      options={options}
      value={text}
      onChange={setText}
      popupMatchSelectWidth={360}
      defaultActiveFirstOption
      onSelect={(value: string) => {
        setText("");
        // The keys of the map work again at once.
        input.current?.blur();
        const [kind, id] = value.split(":");
        if (kind === "grid") onPickGrid(Number(id));
        if (kind === "case") onPickCase(Number(id));
      }}
      notFoundContent={text.trim() === "" ? null : t("search.none")}
    >
      <Input
        ref={input}
        allowClear
        prefix={<SearchOutlined />}
        suffix={<kbd>/</kbd>}
        placeholder={t("search.placeholder")}
        aria-label={t("search.label")}
      />
    </AutoComplete>
  );
}

function useOptions(text: string, tree: GridTree | null, answer: SearchAnswer | undefined) {
  const { t, i18n } = useTranslation("cases");
  return useMemo(() => {
    const grids = tree ? matchGrids(tree, text, 8) : [];
    const cases = answer?.cases ?? [];
    const people = answer?.people ?? [];
    const group = (label: string, options: object[]) =>
      options.length > 0 ? [{ label, options }] : [];
    return [
      ...group(
        t("search.grids"),
        grids.map((node) => gridOption(node, tree, i18n.language, t(`level.${node.level}`))),
      ),
      ...group(
        t("search.cases"),
        cases.map((one) => ({
          value: `case:${one.case_id}`,
          label: optionLine(
            `${(i18n.language === "en" ? one.class_name_en : one.class_name) ?? ""} ${one.address}`,
            one.case_no,
          ),
        })),
      ),
      ...group(
        t("search.people"),
        people.map((one) => ({
          value: `person:${one.person_id}`,
          label: optionLine(one.name, one.unit_name ?? ""),
          disabled: true,
        })),
      ),
    ];
  }, [text, tree, answer, t, i18n.language]);
}

function gridOption(node: GridNode, tree: GridTree | null, language: string, level: string) {
  const parent = tree?.get(node.parentId);
  const name = gridName(node, language);
  const place = parent ? `${name} · ${gridName(parent, language)}` : name;
  return { value: `grid:${node.gridId}`, label: optionLine(place, `${level} ${node.code}`) };
}

function optionLine(main: string, side: string) {
  return (
    <span className={styles.option}>
      <span>{main}</span>
      <span className={styles.optionSide}>{side}</span>
    </span>
  );
}

function useDelayed(value: string, delayMs: number): string {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return delayed;
}

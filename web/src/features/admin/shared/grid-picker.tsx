import { useQuery } from "@tanstack/react-query";
import { TreeSelect } from "antd";
import { useMemo } from "react";
import { gridsTreeQuery } from "../../../data/grids-queries.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { buildGridNodes, type GridNode } from "./grid-nodes.ts";

type GridPickerProps = {
  value?: number | null;
  onChange?: (gridId: number | null) => void;
  /** Levels that may be chosen; those above only lead there. */
  levels: readonly number[];
  placeholder?: string;
  id?: string;
  className?: string | undefined;
};

/** An area chosen from the tree by name, code or pinyin initials. */
export function GridPicker({
  value,
  onChange,
  levels,
  placeholder,
  id,
  className,
}: GridPickerProps) {
  const { data: tree, isLoading } = useQuery(gridsTreeQuery());
  const { language } = useFormat();
  const nodes = useMemo(
    () => (tree ? buildGridNodes({ tree, levels, isEnglish: language === "en" }) : []),
    [tree, levels, language],
  );
  return (
    <TreeSelect<number | null, GridNode>
      {...(id ? { id } : {})}
      className={className ?? ""}
      value={value ?? null}
      onChange={(next) => onChange?.(next ?? null)}
      treeData={nodes}
      loading={isLoading}
      placeholder={placeholder}
      allowClear
      showSearch={{
        filterTreeNode: (text, node) => node.search.includes(text.trim().toLowerCase()),
      }}
      treeDefaultExpandedKeys={nodes.map((node) => node.value)}
      listHeight={320}
      popupMatchSelectWidth={280}
    />
  );
}

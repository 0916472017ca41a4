import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { type GridNode, type GridTree, gridName } from "../../domain/grids/grid-tree.ts";
import styles from "./command.module.css";

interface BreadcrumbProps {
  tree: GridTree;
  gridId: number | null;
  cityGridId: number;
  onSelect: (gridId: number) => void;
}

/** Where one is; each step opens the menu of its siblings, the last one that of its children. */
export function Breadcrumb({ tree, gridId, cityGridId, onSelect }: BreadcrumbProps) {
  const { t } = useTranslation("cases");
  const chain = tree.chain(gridId ?? cityGridId);
  const last = chain.at(-1);
  const children = last ? tree.children(last.gridId) : [];
  return (
    <nav className={styles.breadcrumb} aria-label={t("breadcrumb.label")}>
      <ol>
        {chain.map((node) => (
          <li key={node.gridId}>
            <Step node={node} options={tree.siblings(node.gridId)} onSelect={onSelect} />
          </li>
        ))}
        {last && children.length > 0 ? (
          <li>
            <StepMenu label={t("breadcrumb.down")} options={children} onSelect={onSelect} />
          </li>
        ) : null}
      </ol>
    </nav>
  );
}

interface StepProps {
  node: GridNode;
  options: readonly GridNode[];
  onSelect: (gridId: number) => void;
}

function Step({ node, options, onSelect }: StepProps) {
  const { i18n } = useTranslation("cases");
  const name = gridName(node, i18n.language);
  if (options.length <= 1) {
    return (
      <button type="button" className={styles.step} onClick={() => onSelect(node.gridId)}>
        {name}
      </button>
    );
  }
  return <StepMenu label={name} options={options} current={node.gridId} onSelect={onSelect} />;
}

interface StepMenuProps {
  label: string;
  options: readonly GridNode[];
  current?: number;
  onSelect: (gridId: number) => void;
}

function StepMenu({ label, options, current, onSelect }: StepMenuProps) {
  const { i18n } = useTranslation("cases");
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        className: styles.stepMenu ?? "",
        selectedKeys: current === undefined ? [] : [String(current)],
        items: options.map((node) => ({
          key: String(node.gridId),
          label: gridName(node, i18n.language),
        })),
        onClick: ({ key }) => onSelect(Number(key)),
      }}
    >
      <button type="button" className={styles.step}>
        {label}
      </button>
    </Dropdown>
  );
}

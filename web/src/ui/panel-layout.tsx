import { CloseOutlined, LeftOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./panel-layout.module.css";
import { clampWidth, nextSheet, SHEET_HEIGHTS, type SheetHeight, snapSheet } from "./sheet.ts";
import { SIZES } from "./tokens.ts";
import { useIsPhone } from "./use-media.ts";

type PanelLayoutProps = {
  /** The map, or the page: what lies beside (desk) or under (phone) the panel. */
  children: ReactNode;
  /** The open panel; null leaves the whole room to the children. */
  panel: ReactNode | null;
};

/** Main area and one panel: at the right on a desk, a sheet with three heights on a phone. */
export function PanelLayout({ children, panel }: PanelLayoutProps) {
  const isPhone = useIsPhone();
  return (
    <div className={isPhone ? styles.phone : styles.desk}>
      <div className={styles.main}>{children}</div>
      {panel === null ? null : isPhone ? <Sheet>{panel}</Sheet> : <SidePanel>{panel}</SidePanel>}
    </div>
  );
}

function SidePanel({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  const [widthPx, setWidthPx] = useState<number>(SIZES.panelDefaultPx);
  const startRef = useRef<{ x: number; widthPx: number } | null>(null);
  const handleMove = (event: PointerEvent) => {
    const start = startRef.current;
    if (start) setWidthPx(clampWidth(start.widthPx + start.x - event.clientX));
  };
  const handleKey = (event: KeyboardEvent) => {
    const step = event.key === "ArrowLeft" ? 20 : event.key === "ArrowRight" ? -20 : 0;
    if (step === 0) return;
    event.preventDefault();
    setWidthPx((width) => clampWidth(width + step));
  };
  return (
    <aside className={styles.side} style={{ width: widthPx }} aria-label={t("panel.label")}>
      {/* biome-ignore lint/a11y/useSemanticElements: hr cannot be dragged; the separator role with a value can. */}
      <div
        className={styles.resizer}
        role="separator"
        aria-orientation="vertical"
        aria-label={t("panel.resize")}
        aria-valuemin={SIZES.panelMinPx}
        aria-valuemax={SIZES.panelMaxPx}
        aria-valuenow={widthPx}
        tabIndex={0}
        onKeyDown={handleKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          startRef.current = { x: event.clientX, widthPx };
        }}
        onPointerMove={handleMove}
        onPointerUp={() => {
          startRef.current = null;
        }}
      />
      {children}
    </aside>
  );
}

function Sheet({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  const [height, setHeight] = useState<SheetHeight>("half");
  const sheetRef = useRef<HTMLElement>(null);
  const startRef = useRef<{ y: number; heightPx: number } | null>(null);
  const handleMove = (event: PointerEvent) => {
    const start = startRef.current;
    if (!start || !sheetRef.current) return;
    sheetRef.current.style.height = `${start.heightPx + start.y - event.clientY}px`;
  };
  const handleUp = (event: PointerEvent) => {
    const start = startRef.current;
    startRef.current = null;
    if (!start || !sheetRef.current) return;
    sheetRef.current.style.height = "";
    const moved = start.y - event.clientY;
    if (Math.abs(moved) < 6) return setHeight(nextSheet(height));
    setHeight(snapSheet((start.heightPx + moved) / window.innerHeight));
  };
  return (
    <aside
      ref={sheetRef}
      className={`${styles.sheet} ${styles[height]}`}
      aria-label={t("panel.label")}
    >
      <button
        type="button"
        className={styles.handle}
        aria-label={t("panel.height", { height: t(`panel.heights.${height}`) })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const heightPx = sheetRef.current?.offsetHeight ?? 0;
          startRef.current = { y: event.clientY, heightPx };
        }}
        onPointerMove={handleMove}
        onPointerUp={handleUp}
        onKeyDown={(event) => {
          const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
          if (event.key === "Enter" || event.key === " ") setHeight(nextSheet(height));
          else if (step !== 0) {
            const at = SHEET_HEIGHTS.indexOf(height) + step;
            setHeight(SHEET_HEIGHTS[Math.max(0, Math.min(at, 2))] ?? height);
          }
        }}
      />
      {children}
    </aside>
  );
}

type PanelFrameProps = {
  title: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** There is a panel below: the way back. */
  onBack?: (() => void) | undefined;
  onClose?: (() => void) | undefined;
  /** Stays at the bottom while the body scrolls. */
  footer?: ReactNode;
  children: ReactNode;
};

/** One panel: its title with the way back, its body, its footer. */
export function PanelFrame(props: PanelFrameProps) {
  const { t } = useTranslation("shell");
  return (
    <section className={styles.frame}>
      <header className={styles.head}>
        {props.onBack ? (
          <Button
            type="text"
            icon={<LeftOutlined />}
            aria-label={t("panel.back")}
            onClick={props.onBack}
          />
        ) : null}
        <h2 className={styles.title}>{props.title}</h2>
        {props.actions}
        {props.onClose ? (
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t("panel.close")}
            onClick={props.onClose}
          />
        ) : null}
      </header>
      <div className={styles.body}>{props.children}</div>
      {props.footer ? <footer className={styles.foot}>{props.footer}</footer> : null}
    </section>
  );
}

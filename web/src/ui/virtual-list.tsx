import { type ReactNode, useEffect, useRef, useState } from "react";

interface VirtualListProps<Row> {
  rows: readonly Row[];
  rowHeightPx: number;
  keyOf: (row: Row) => number | string;
  renderRow: (row: Row, index: number) => ReactNode;
  label: string;
  /** Called when the end comes near: time for the next page. */
  onNearEnd?: (() => void) | undefined;
  footer?: ReactNode;
  /** Row to keep in view when it changes. */
  revealIndex?: number;
}

const overscanRows = 6;

/** Rows of one height; only those in sight exist. A thousand rows scroll like ten. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { rows, rowHeightPx, onNearEnd, revealIndex = -1 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);
  useEffect(() => {
    const element = scroller.current;
    if (!element || revealIndex < 0) return;
    const top = revealIndex * rowHeightPx;
    const isAbove = top < element.scrollTop;
    const isBelow = top + rowHeightPx > element.scrollTop + element.clientHeight;
    if (isAbove) element.scrollTop = top;
    else if (isBelow) element.scrollTop = top + rowHeightPx - element.clientHeight;
  }, [revealIndex, rowHeightPx]);
  const first = Math.max(0, Math.floor(view.top / rowHeightPx) - overscanRows);
  const last = Math.min(
    rows.length,
    Math.ceil((view.top + view.height) / rowHeightPx) + overscanRows,
  );
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - overscanRows) onNearEnd?.();
  }, [last, rows.length, onNearEnd]);
  return (
    <div ref={scroller} style={{ height: "100%", overflow: "auto", overscrollBehavior: "contain" }}>
      <ul
        aria-label={props.label}
        style={{
          position: "relative",
          height: rows.length * rowHeightPx,
          margin: 0,
          padding: 0,
          listStyle: "none",
        }}
      >
        {rows.slice(first, last).map((row, offset) => (
          <li
            key={props.keyOf(row)}
            aria-setsize={rows.length}
            aria-posinset={first + offset + 1}
            style={{
              position: "absolute",
              insetInline: 0,
              top: (first + offset) * rowHeightPx,
              height: rowHeightPx,
            }}
          >
            {props.renderRow(row, first + offset)}
          </li>
        ))}
      </ul>
      {props.footer}
    </div>
  );
}

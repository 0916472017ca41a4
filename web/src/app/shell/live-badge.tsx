import { Tooltip } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../../data/live-channel.ts";
import { useFormat } from "../../i18n/use-format.ts";
import styles from "./live-badge.module.css";

const CLASS = { live: styles.live, catching_up: styles.catchingUp, offline: styles.offline };

/** Whether what one sees is now: live, catching up or offline, by shape and word as well as colour. */
export function LiveBadge() {
  const { t } = useTranslation("shell");
  const status = useLive((state) => state.status);
  const heardAtMs = useLive((state) => state.heardAtMs);
  const format = useFormat();
  const nowMs = useNow(1000);
  const shownMs = status === "live" ? nowMs : heardAtMs;
  const heard = heardAtMs === null ? "—" : format.clock(heardAtMs);
  return (
    <Tooltip title={t(`live.${status}_detail`, { time: heard })} placement="bottomRight">
      <div className={`${styles.badge} ${CLASS[status]}`} data-live={status}>
        <span className={styles.dot} aria-hidden="true" />
        <span role="status">{t(`live.${status}`)}</span>
        <time className={styles.time}>{shownMs === null ? "" : format.clock(shownMs)}</time>
      </div>
    </Tooltip>
  );
}

function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}

import { Button } from "antd";
import { useTranslation } from "react-i18next";
import styles from "../admin.module.css";

type LoadMoreProps = { count: number; hasMore: boolean; isBusy: boolean; onMore: () => void };

/** The end of a list that pages by cursor: how much is shown, and the next page. */
export function LoadMore({ count, hasMore, isBusy, onMore }: LoadMoreProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.more}>
      <p className={styles.count}>{t("loadedRows", { count })}</p>
      {hasMore ? (
        <Button loading={isBusy} onClick={onMore}>
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}

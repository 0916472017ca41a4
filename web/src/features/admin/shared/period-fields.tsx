import { DatePicker, Form } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";

export type PeriodValues = { from?: Dayjs | null; to?: Dayjs | null };

/** From and until, to the minute; empty means now and open. */
export function PeriodFields({ toRequired = false }: { toRequired?: boolean }) {
  const { t } = useTranslation("admin");
  return (
    <>
      <Form.Item name="from" label={t("period.from")}>
        <DatePicker
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t("period.now")}
          style={{ width: "100%" }}
        />
      </Form.Item>
      <Form.Item
        name="to"
        label={t("period.to")}
        dependencies={["from"]}
        rules={[
          { required: toRequired, message: t("period.toMissing") },
          ({ getFieldValue }) => ({
            validator: (_, value: Dayjs | null) => {
              const from: Dayjs = getFieldValue("from") ?? dayjs();
              return !value || value.isAfter(from)
                ? Promise.resolve()
                : Promise.reject(new Error(t("period.order")));
            },
          }),
        ]}
      >
        <DatePicker
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t("period.open")}
          style={{ width: "100%" }}
        />
      </Form.Item>
    </>
  );
}

/** ISO times for the server. The picker shows the desk's clock, which in a city is the city's. */
export function toPeriod({ from, to }: PeriodValues): { from: string | null; to: string | null } {
  return { from: from?.toISOString() ?? null, to: to?.toISOString() ?? null };
}

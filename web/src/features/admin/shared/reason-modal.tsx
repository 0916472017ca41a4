import { Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";

type ReasonModalProps = {
  open: boolean;
  title: string;
  /** What will happen and cannot be undone. */
  detail: string;
  danger?: boolean;
  busy: boolean;
  onCancel: () => void;
  onConfirm: (reason: string) => void;
};

/** Asks why, before something that is not undone by a second click. */
export function ReasonModal(props: ReasonModalProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={t("confirm")}
      cancelText={t("cancel")}
      okButtonProps={{ danger: props.danger ?? false }}
      confirmLoading={props.busy}
      onCancel={props.onCancel}
      onOk={() => form.submit()}
      destroyOnHidden
      width={440}
    >
      <p>{props.detail}</p>
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        onFinish={({ reason }) => props.onConfirm(reason.trim())}
      >
        <Form.Item
          name="reason"
          label={t("reason")}
          rules={[{ required: true, whitespace: true, message: t("reasonMissing") }]}
        >
          <Input.TextArea rows={2} maxLength={500} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}

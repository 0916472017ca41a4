import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useErrorMessage } from "../../../ui/use-error-message.ts";

type Change<Input, Output> = {
  change: (input: Input) => Promise<Output>;
  /** Lists that show what was changed; they are read again. */
  touches: readonly QueryKey[];
  onDone?: (output: Output) => void;
};

/** A change with its aftermath: a word of success or of what to do, and fresh lists. */
export function useChange<Input, Output>({ change, touches, onDone }: Change<Input, Output>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const errorMessage = useErrorMessage();
  return useMutation({
    mutationFn: change,
    onSuccess: async (output) => {
      void message.success(t("saved"));
      onDone?.(output);
      await Promise.all(touches.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
    onError: (error) => void message.error({ content: errorMessage(error), duration: 6 }),
  });
}

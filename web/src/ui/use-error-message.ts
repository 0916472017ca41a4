import { useTranslation } from "react-i18next";
import { AppError, errorCode } from "../domain/app-error.ts";

/** A sentence for a person, with the reference to quote when the cause is unknown. */
export function useErrorMessage(): (error: unknown) => string {
  const { t } = useTranslation("errors");
  return (error) => {
    const code = errorCode(error);
    const known = t(code, { defaultValue: "" });
    if (known !== "" && code !== "unexpected" && code !== "bad_answer") return known;
    const reference = error instanceof AppError ? error.reference : "";
    const sentence = known === "" ? t("unexpected") : known;
    return reference === "" ? sentence : `${sentence} ${t("quote", { reference })}`;
  };
}

import { useTranslation } from "react-i18next";
import { AppError, errorCode } from "../domain/app-error.ts";

/** A sentence for a person, with the reference to quote when the cause is unknown. */
export function useErrorMessage(): (error: unknown) => string {
  const { t } = useTranslation("errors");
  return (error) => {
    const code = errorCode(error);
    const narrowed = detailOf(error);
    const field = narrowed === null ? "" : t(`fields.${narrowed}`, { defaultValue: "" });
    if (code === "bad_request" && field !== "") return t("bad_field", { field });
    const special = narrowed === null ? "" : t(`${code}_${narrowed}`, { defaultValue: "" });
    if (special !== "") return special;
    const known = t(code, { defaultValue: "" });
    if (known !== "" && code !== "unexpected" && code !== "bad_answer") return known;
    const reference = error instanceof AppError ? error.reference : "";
    const sentence = known === "" ? t("unexpected") : known;
    return reference === "" ? sentence : `${sentence} ${t("quote", { reference })}`;
  };
}

/** Only words of ours are keys; anything else in the detail stays out of the sentence. */
function detailOf(error: unknown): string | null {
  const detail = error instanceof AppError ? error.detail : null;
  return detail !== null && /^[a-z_]+$/.test(detail) ? detail : null;
}

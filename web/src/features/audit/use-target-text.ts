import { useTranslation } from "react-i18next";

/** What an entry is about: `person:27` becomes 人员 27; what is not known stays as it was written. */
export function useTargetText(): (target: string) => string {
  const { t } = useTranslation("audit");
  return (target) => {
    const [kind = "", id] = target.split(/:(.*)/s);
    const word = id === undefined ? "" : t(`targets.${kind}`, { defaultValue: "" });
    return word === "" ? target || "—" : `${word} ${id}`;
  };
}

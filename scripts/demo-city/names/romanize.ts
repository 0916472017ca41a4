/** Pinyin for English names and initials; used at generation time only. */
import { pinyin } from "pinyin-pro";

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** 鼓楼 → Gulou */
export function romanized(chinese: string): string {
  return capital(
    pinyin(chinese, { toneType: "none", type: "array", v: true }).join("").toLowerCase(),
  );
}

/** 王建华 → Wang Jianhua */
export function romanizedPerson(name: string): string {
  const parts = pinyin(name, { toneType: "none", type: "array", v: true, surname: "head" });
  return `${capital(parts[0] ?? "")} ${capital(parts.slice(1).join(""))}`;
}

/** 鼓楼街道 → gljd: what people type into a search box. Digits and letters stay. */
export function initialsOf(text: string): string {
  const compact = text.replace(/[\s（）()、，,。·/“”"-]/g, "");
  return pinyin(compact, {
    pattern: "first",
    toneType: "none",
    type: "array",
    nonZh: "consecutive",
    v: true,
  })
    .join("")
    .toLowerCase();
}

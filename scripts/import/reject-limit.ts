import { type ImportIssue, ImportRefused } from "../../web/src/domain/import/import-issue.ts";

export const defaultMaxRejectsPercent = 1;

/** More than the allowed share of refused rows or polygons stops the import; each is named. */
export function refuseTooMany(
  rejected: readonly ImportIssue[],
  { read, percent }: { read: number; percent: number },
): void {
  if (rejected.length === 0 || rejected.length * 100 <= percent * read) return;
  const [first] = rejected;
  const params = { rejected: rejected.length, read, percent };
  throw new ImportRefused([
    { code: "too_many_rejects", file: first?.file ?? "", params },
    ...rejected,
  ]);
}

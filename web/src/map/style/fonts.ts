import chineseRegularUrl from "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2?url";
import chineseMediumUrl from "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-500-normal.woff2?url";
import latinRegularUrl from "@fontsource/noto-sans-sc/files/noto-sans-sc-latin-400-normal.woff2?url";
import latinMediumUrl from "@fontsource/noto-sans-sc/files/noto-sans-sc-latin-500-normal.woff2?url";
import type { FontFacesSpecification } from "maplibre-gl";

export const regularFont = "Noto Sans SC Regular";
export const mediumFont = "Noto Sans SC Medium";

const latinRanges = ["U+0000-00FF", "U+2000-206F", "U+20AC", "U+2122"];

/** Labels are drawn from files of our own: no glyph server, and no machine without a Chinese font shows boxes. */
export function buildFontFaces(resolve: (url: string) => string): FontFacesSpecification {
  return {
    [regularFont]: [
      { url: resolve(latinRegularUrl), "unicode-range": latinRanges },
      { url: resolve(chineseRegularUrl) },
    ],
    [mediumFont]: [
      { url: resolve(latinMediumUrl), "unicode-range": latinRanges },
      { url: resolve(chineseMediumUrl) },
    ],
  };
}

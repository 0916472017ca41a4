/** A coordinate as people paste it, in degrees, its reference system unknown yet. */
export interface CoordinatePair {
  lng: number;
  lat: number;
  /** The text named latitude first, or could only be read that way. */
  swapped: boolean;
}

export type CoordinateError = "empty" | "unreadable" | "out_of_range";

export type CoordinateResult =
  | { ok: true; value: CoordinatePair }
  | { ok: false; error: CoordinateError };

/**
 * Reads `118.0894, 24.4798`, `118.0894，24.4798`, `lng: 118.08 lat: 24.47`, `N24.47 E118.08`, `24°28′47″N 118°5′22″E`.
 * Longitude comes first unless a letter, or a value beyond 90, says otherwise.
 */
export function parseCoordinateText(text: string): CoordinateResult {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, error: "empty" };
  const numbers = readAngles(normalise(trimmed));
  if (numbers.length !== 2) return { ok: false, error: "unreadable" };
  const [first, second] = numbers;
  if (first === undefined || second === undefined) return { ok: false, error: "unreadable" };
  const swapped = isLatitudeFirst(first, second);
  const lng = swapped ? second.degrees : first.degrees;
  const lat = swapped ? first.degrees : second.degrees;
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return { ok: false, error: "out_of_range" };
  return { ok: true, value: { lng, lat, swapped } };
}

interface Angle {
  degrees: number;
  axis: "lng" | "lat" | null;
}

function isLatitudeFirst(first: Angle, second: Angle): boolean {
  if (first.axis === "lat" || second.axis === "lng") return true;
  if (first.axis === "lng" || second.axis === "lat") return false;
  return Math.abs(first.degrees) <= 90 && Math.abs(second.degrees) > 90;
}

function normalise(text: string): string {
  return text
    .replace(/[０-９．]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[，、；;|\t]/g, " , ")
    .replace(/[：=]/g, ":")
    .replace(/东经|经度|longitude|lng|lon/gi, "E:")
    .replace(/西经/g, "W:")
    .replace(/北纬|纬度|latitude|lat/gi, "N:")
    .replace(/南纬/g, "S:")
    .replace(/[度]/g, "°")
    .replace(/[′’分]/g, "'")
    .replace(/[″”秒]/g, '"');
}

const angle = /(-?\d+(?:\.\d+)?)\s*(?:°\s*(?:(\d+(?:\.\d+)?)\s*')?\s*(?:(\d+(?:\.\d+)?)\s*")?)?/;
// Letters stand before every number or after every number, never both: the first character tells which.
const letterFirst = new RegExp(`(?<letter>[NSEW])?[\\s:]*${angle.source}`, "gi");
const letterLast = new RegExp(`${angle.source}[\\s:]*(?<letter>[NSEW])?`, "gi");

function readAngles(text: string): Angle[] {
  const pattern = /^[^\d-]*[NSEW]/i.test(text) ? letterFirst : letterLast;
  return [...text.matchAll(pattern)].map((match) =>
    toAngle(match, pattern === letterFirst ? 2 : 1),
  );
}

function toAngle(match: RegExpExecArray, at: number): Angle {
  const letter = (match.groups?.letter ?? "").toUpperCase();
  const whole = Number(match[at]);
  const fraction = Number(match[at + 1] ?? 0) / 60 + Number(match[at + 2] ?? 0) / 3600;
  const value = whole < 0 ? whole - fraction : whole + fraction;
  return {
    degrees: letter === "S" || letter === "W" ? -value : value,
    axis: letter === "" ? null : letter === "N" || letter === "S" ? "lat" : "lng",
  };
}

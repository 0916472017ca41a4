import { z } from "../zod.ts";

export const workspacePanels = ["cases", "grid", "unassigned", "report"] as const;

const optionalId = z.coerce.number().int().positive().optional().catch(undefined);

/** Everything the map workspace keeps in the URL. A bad value is dropped, never an error page. */
const schema = z.object({
  /** Camera: `lng,lat,zoom`. */
  c: z.string().max(64).optional().catch(undefined),
  /** Pinned level; absent = the level follows the zoom. */
  level: z.coerce.number().int().min(2).max(5).optional().catch(undefined),
  grid: optionalId,
  case: optionalId,
  panel: z.enum(workspacePanels).optional().catch(undefined),
  /** Case filter, see case-filter.ts. */
  f: z.string().max(500).optional().catch(undefined),
});

export type WorkspaceSearch = z.infer<typeof schema>;
export type WorkspacePanel = (typeof workspacePanels)[number];

export function parseWorkspaceSearch(raw: unknown): WorkspaceSearch {
  const parsed = schema.safeParse(raw ?? {});
  if (!parsed.success) return {};
  // Absent keys stay absent, or every link would carry `grid=undefined`.
  return Object.fromEntries(
    Object.entries(parsed.data).filter(([, value]) => value !== undefined && value !== ""),
  );
}

export interface Camera {
  lng: number;
  lat: number;
  zoom: number;
}

export function parseCamera(text: string | undefined): Camera | null {
  const parts = (text ?? "").split(",").map(Number);
  const [lng, lat, zoom] = parts;
  if (lng === undefined || lat === undefined || zoom === undefined || parts.length !== 3)
    return null;
  if (!parts.every(Number.isFinite) || text?.split(",").some((part) => part.trim() === ""))
    return null;
  if (Math.abs(lng) > 180 || Math.abs(lat) > 85 || zoom < 0 || zoom > 22) return null;
  return { lng, lat, zoom };
}

/** Five decimals are a metre: enough for a camera, short enough to read aloud. */
export function formatCamera({ lng, lat, zoom }: Camera): string {
  return `${lng.toFixed(5)},${lat.toFixed(5)},${zoom.toFixed(2)}`;
}

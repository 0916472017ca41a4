import { z } from "../zod.ts";

/**
 * The URL of the map workspace. A value that cannot be read is dropped, never an error page:
 * people paste links by hand. Theme and language are habits of the person, not of the link.
 */
export const workspaceSearchSchema = z.object({
  /** Camera `lng,lat,zoom`, degrees WGS 84. */
  c: z
    .string()
    .regex(/^-?\d+(\.\d+)?,-?\d+(\.\d+)?,\d+(\.\d+)?$/)
    .optional()
    .catch(undefined),
  /** Pinned level; absent = follows the zoom. */
  level: z.number().int().min(1).max(5).optional().catch(undefined),
  /** Selected grid. */
  grid: z.number().int().positive().optional().catch(undefined),
  /** Selected case. */
  case: z.number().int().positive().optional().catch(undefined),
  /** Stack of panels, the open one last: `cases.grid.case`; `none` = collapsed. */
  panel: z
    .string()
    .max(120)
    .regex(/^[a-z-]+(\.[a-z-]+)*$/)
    .optional()
    .catch(undefined),
  /** Filters of the case list, owned by the workspace. */
  f: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
export type WorkspaceSearch = z.infer<typeof workspaceSearchSchema>;

export type Camera = { longitude: number; latitude: number; zoomLevel: number };

/** The camera of `c`, or null when absent or off the earth. */
export function parseCamera(text: string | undefined): Camera | null {
  const parts = (text ?? "").split(",").map(Number);
  const [longitude, latitude, zoomLevel] = parts;
  if (parts.length !== 3 || longitude === undefined || latitude === undefined) return null;
  if (zoomLevel === undefined || !parts.every(Number.isFinite)) return null;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90 || zoomLevel < 0) return null;
  return { longitude, latitude, zoomLevel: Math.min(zoomLevel, 24) };
}

/** Five decimals are about a metre: enough to find the place again, short enough to read out. */
export function formatCamera({ longitude, latitude, zoomLevel }: Camera): string {
  return `${longitude.toFixed(5)},${latitude.toFixed(5)},${zoomLevel.toFixed(2)}`;
}

import { z } from "../zod.ts";
import { idSchema, latticeSchema } from "./primitives.ts";

const ids = z.array(idSchema);
const lattice = z.array(latticeSchema);

/** The tree as columns: one array a field, row i of each belongs together. */
export const gridsTreeSchema = z.object({
  digest: z.string(),
  grids: z.object({
    grid_id: ids,
    version_id: z.array(idSchema.nullable()),
    parent_id: z.array(idSchema.nullable()),
    level: z.array(z.number().int()),
    code: z.array(z.string()),
    name: z.array(z.string()),
    name_en: z.array(z.string()),
    initials: z.array(z.string()),
    kind: z.array(z.string()),
    label_x: lattice,
    label_y: lattice,
    min_x: lattice,
    min_y: lattice,
    max_x: lattice,
    max_y: lattice,
    area_m2: z.array(z.number().nullable()),
    unclean: z.array(z.unknown()),
  }),
});
export type GridsTree = z.infer<typeof gridsTreeSchema>;

export const gridCoverageSchema = z.object({
  level: z.number().int(),
  digest: z.string(),
  encoding: z.literal("arcs-v1"),
  body: z.string(),
});
export type GridCoverageAnswer = z.infer<typeof gridCoverageSchema>;

/** Base layers are GeoJSON; the map reads them as they are. */
export const baseLayersSchema = z.object({
  digest: z.string(),
  layers: z.array(z.object({ name: z.string(), sort: z.number(), geojson: z.unknown() })),
});
export type BaseLayers = z.infer<typeof baseLayersSchema>;

export const leaderSchema = z.object({
  post: z.string(),
  subject: z.string().nullish(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  unit_name: z.string().nullable(),
});
export const chainSchema = z.array(
  z.object({
    grid_id: idSchema,
    level: z.number().int(),
    name: z.string(),
    name_en: z.string(),
    code: z.string(),
    leaders: z.array(leaderSchema).default([]),
  }),
);
export type Chain = z.infer<typeof chainSchema>;

export const slotHolderSchema = z.object({
  slot: z.number().int(),
  person_id: idSchema.nullish(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  source_type: z.string().nullish(),
  status: z.enum(["on_duty", "absent", "vacant"]),
  substitute: z
    .object({
      name: z.string(),
      phone: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type SlotHolder = z.infer<typeof slotHolderSchema>;

export const countsSchema = z.object({
  open: z.number(),
  overdue: z.number(),
  on_account: z.number(),
  today: z.number(),
  unassigned: z.number().optional(),
});
export type Counts = z.infer<typeof countsSchema>;

export const gridCardSchema = z.object({
  grid: z.object({
    grid_id: idSchema,
    version_id: idSchema.nullable(),
    level: z.number().int(),
    code: z.string(),
    source_code: z.string().nullish(),
    name: z.string(),
    name_en: z.string(),
    kind: z.string(),
    area_m2: z.number().nullable(),
    residents: z.number().nullish(),
    unclean: z.unknown(),
  }),
  chain: chainSchema,
  supervisors: z.array(slotHolderSchema).nullable(),
  counts: countsSchema,
});
export type GridCard = z.infer<typeof gridCardSchema>;

export const caseCountsSchema = z.object({
  total: countsSchema,
  children: z.array(countsSchema.extend({ grid_id: idSchema })),
});
export type CaseCounts = z.infer<typeof caseCountsSchema>;

const candidateSchema = z.object({
  grid_id: idSchema,
  name: z.string(),
  code: z.string(),
  distance_m: z.number(),
});

export const assignMethodSchema = z.enum(["inside", "nearest", "unassigned", "manual"]);
export type AssignMethod = z.infer<typeof assignMethodSchema>;

export const assignmentWhySchema = z.object({
  method: assignMethodSchema,
  border_distance_m: z.number().nullable(),
  candidates: z.array(candidateSchema),
  version_id: idSchema.nullable(),
});

export const assignPreviewSchema = z.object({
  method: assignMethodSchema,
  grid_id: idSchema.nullable(),
  unit_grid_id: idSchema.nullish(),
  border_distance_m: z.number().nullable(),
  candidates: z.array(candidateSchema),
  chain: chainSchema,
  supervisors: z.array(slotHolderSchema).nullable(),
  nearby: z.array(
    z.object({
      case_id: idSchema,
      case_no: z.string(),
      class_name: z.string().nullable(),
      class_name_en: z.string().nullable(),
      state: z.string(),
      distance_m: z.number(),
      reported_at: z.string(),
    }),
  ),
});
export type AssignPreview = z.infer<typeof assignPreviewSchema>;

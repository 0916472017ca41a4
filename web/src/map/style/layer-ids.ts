/** Names of sources and layers, so that style, view, legend and tests agree. */
export const baseNames = ["land", "water", "parks", "roads", "places"] as const;
export type BaseName = (typeof baseNames)[number];

export const gridLevels = [2, 3, 4, 5] as const;
export type GridLevel = (typeof gridLevels)[number];

export const baseSource = (name: BaseName): string => `base-${name}`;
export const gridSource = (level: number): string => `grids-${level}`;
export const labelSource = (level: number): string => `labels-${level}`;
export const fillLayer = (level: number): string => `grids-${level}/fill`;
export const borderLayer = (level: number): string => `grids-${level}/border`;
export const hoverLayer = (level: number): string => `grids-${level}/hover`;
export const labelLayer = (level: number): string => `grids-${level}/label`;
export const selectionSource = "selection";
export const maskSource = "selection-mask";
export const candidateSource = "candidates";

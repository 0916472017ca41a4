import { ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import { describeJsonError } from "../../web/src/domain/import/parse-manifest.ts";
import { decodeText, readSized } from "./read-file.ts";

export type SourceFeature = {
  /** 1 for the first of its file. */
  feature: number;
  properties: Record<string, unknown>;
  geometry: unknown;
};

export type SourceFeatures = { features: SourceFeature[]; crs: unknown };

/** JSON has no NaN, yet some tools write it: as text it is refused with its feature's number, not with a line. */
const barePattern = /([[,:\s])(-?(?:NaN|Infinity|inf))(?=[\s,\]}])/g;

export function readFeatures(path: string, file: string): SourceFeatures {
  const text = decodeText(readSized(path, file), "utf8", file);
  const collection = parseJson(text, file);
  if (
    !isRecord(collection) ||
    collection.type !== "FeatureCollection" ||
    !Array.isArray(collection.features)
  ) {
    throw new ImportRefused([{ code: "not_feature_collection", file, params: {} }]);
  }
  if (collection.features.length === 0) {
    throw new ImportRefused([{ code: "no_features", file, params: {} }]);
  }
  const features = collection.features.map((raw: unknown, index): SourceFeature => {
    const feature = isRecord(raw) ? raw : {};
    return {
      feature: index + 1,
      properties: isRecord(feature.properties) ? feature.properties : {},
      geometry: feature.geometry,
    };
  });
  return { features, crs: collection.crs };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const quoted = text.replace(barePattern, '$1"$2"');
    if (quoted !== text) return parseJson(quoted, file);
    throw new ImportRefused([
      { code: "json_broken", file, params: describeJsonError(error, text) },
    ]);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

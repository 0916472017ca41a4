import type { DefaultProps } from "@deck.gl/core";
import { ScatterplotLayer, type ScatterplotLayerProps } from "@deck.gl/layers";

/** Bits of a dot's kind, read by the shader. */
export const dotKind = { stageMask: 7, overdue: 8, suspended: 16, dimmed: 32, hollow: 64 } as const;

interface CaseDotProps {
  /** Bits of `dotKind`, one byte a case. */
  getKind?: unknown;
}

const defaultProps: DefaultProps<CaseDotProps & ScatterplotLayerProps<unknown>> = {
  getKind: { type: "accessor", value: 0 },
};

const vertexDeclaration = `
in float instanceKinds;
out float vKind;
`;

/**
 * Shape as well as colour: overdue is a diamond, suspended is hatched; the ring tells the stage by its pattern
 * (intake dashed, dispatch dotted, handling solid, check double, closed thin) and by its colour.
 */
const fragmentMain = `
  int kind = int(vKind + 0.5);
  int stage = kind & 7;
  bool isOverdue = (kind & 8) != 0;
  vec2 at = unitPosition * outerRadiusPixels;
  float diamond = (abs(at.x) + abs(at.y)) * 0.80 + 0.06 * length(at);
  float reach = isOverdue ? max(diamond, length(at) * 0.62) : length(at);
  float haloEdge = outerRadiusPixels;
  float ringEdge = haloEdge - 1.2;
  float fillEdge = ringEdge - (stage == 3 ? 3.0 : 1.9);
  float angle = atan(at.y, at.x) / 6.2831853 + 0.5;
  bool gap = (stage == 0 && fract(angle * 5.0) > 0.62) || (stage == 1 && fract(angle * 10.0) > 0.5);
  if (stage == 3) gap = reach < ringEdge - 1.1 && reach > fillEdge;
  vec4 halo = vec4(1.0, 1.0, 1.0, vFillColor.a);
  vec4 fill = (kind & 64) != 0 ? halo : vFillColor;
  if ((kind & 16) != 0 && fract((at.x + at.y) / 4.0) > 0.5) fill = halo;
  float inFill = 1.0 - smoothstep(fillEdge - 0.5, fillEdge + 0.5, reach);
  float inRing = 1.0 - smoothstep(ringEdge - 0.5, ringEdge + 0.5, reach);
  float inHalo = 1.0 - smoothstep(haloEdge - 0.7, haloEdge + 0.3, reach);
  vec4 ring = gap ? halo : vLineColor;
  fragColor = mix(halo, ring, inRing);
  fragColor = mix(fragColor, fill, inFill);
  fragColor.a *= inHalo * ((kind & 32) != 0 ? 0.28 : 1.0);
  if (fragColor.a < 0.01) discard;
`;

/** Dots of cases from typed arrays: one instance a case, drawn in one call. */
export class CaseDotLayer extends ScatterplotLayer<unknown, CaseDotProps> {
  static override layerName = "CaseDotLayer";
  static override defaultProps = defaultProps;

  override getShaders() {
    const shaders = super.getShaders();
    return {
      ...shaders,
      inject: {
        ...shaders.inject,
        "vs:#decl": vertexDeclaration,
        "vs:#main-end": "vKind = instanceKinds;",
        "fs:#decl": "in float vKind;",
        "fs:#main-end": fragmentMain,
      },
    };
  }

  override initializeState(): void {
    super.initializeState();
    this.getAttributeManager()?.addInstanced({
      instanceKinds: { size: 1, accessor: "getKind", defaultValue: 0 },
    });
  }
}

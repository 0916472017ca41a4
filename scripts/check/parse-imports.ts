import { parseSync } from "vite";

export interface ImportFound {
  specifier: string;
  line: number;
}

export interface ImpureUse {
  what: string;
  line: number;
}

export interface ParsedFile {
  imports: ImportFound[];
  /** Uses of the clock, of chance and of the network: forbidden in the pure core. */
  impure: ImpureUse[];
  errors: string[];
}

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

/** A URL beside `import.meta.url` is an import only when it names code, not a folder. */
const MODULE_FILE = /\.[cm]?[jt]sx?$/;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function literal(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === "Literal" && typeof value.value === "string") return value.value;
  if (value.type === "TSLiteralType") return literal(value.literal);
  return undefined;
}

/** `import.meta.url`, which makes the string beside it a module that the bundler follows. */
function isMetaUrl(value: unknown): boolean {
  return isNode(value) && value.type === "MemberExpression" && isMeta(value.object);
}

function isMeta(value: unknown): boolean {
  return isNode(value) && value.type === "MetaProperty";
}

function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === "Identifier") return String(value.name);
  if (value.type !== "MemberExpression") return undefined;
  const object = nameOf(value.object);
  const property = nameOf(value.property);
  return object && property ? `${object}.${property}` : undefined;
}

function specifierOf(node: Node): string | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
    case "ImportExpression":
      return literal(node.source);
    case "TSImportType":
      return literal(node.source) ?? literal(node.argument);
    case "TSExternalModuleReference":
      return literal(node.expression);
    case "NewExpression": {
      const [first, second] = node.arguments as unknown[];
      const named = nameOf(node.callee) === "URL" && isMetaUrl(second) ? literal(first) : undefined;
      return named && MODULE_FILE.test(named) ? named : undefined;
    }
    case "CallExpression": {
      const [first] = node.arguments as unknown[];
      return nameOf(node.callee) === "require" ? literal(first) : undefined;
    }
    default:
      return undefined;
  }
}

const IMPURE_CALLS = new Set([
  "Date.now",
  "performance.now",
  "Math.random",
  "fetch",
  "setTimeout",
  "setInterval",
  "crypto.randomUUID",
  "crypto.getRandomValues",
]);

function impureUse(node: Node): string | undefined {
  const name = nameOf(node.callee);
  if (node.type === "CallExpression" && name && IMPURE_CALLS.has(name)) return `${name}()`;
  if (node.type === "NewExpression" && name === "Date") {
    return (node.arguments as unknown[]).length === 0 ? "new Date() without a time" : undefined;
  }
  if (node.type === "NewExpression" && (name === "WebSocket" || name === "XMLHttpRequest")) {
    return `new ${name}()`;
  }
  return undefined;
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}

/** Every module a source file names, whatever the syntax, and every impure call in it. */
export function parseImports(fileName: string, source: string): ParsedFile {
  const { program, errors } = parseSync(fileName, source);
  const found: ParsedFile = { imports: [], impure: [], errors: errors.map((e) => e.message) };
  const stack: unknown[] = [program];
  while (stack.length > 0) {
    const value = stack.pop();
    if (Array.isArray(value)) {
      stack.push(...value);
    } else if (isNode(value)) {
      const specifier = specifierOf(value);
      if (specifier !== undefined) {
        found.imports.push({ specifier, line: lineAt(source, value.start) });
      }
      const what = impureUse(value);
      if (what) found.impure.push({ what, line: lineAt(source, value.start) });
      stack.push(...Object.values(value));
    }
  }
  return found;
}

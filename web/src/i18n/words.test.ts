import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));
const source = fileURLToPath(new URL("..", import.meta.url));

type Words = Map<string, string>;

function flatten(prefix: string, value: unknown, into: Words): Words {
  if (typeof value === "string") into.set(prefix, value);
  else if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) flatten(`${prefix}.${key}`, inner, into);
  }
  return into;
}

function readLanguage(language: string): Map<string, Words> {
  const folder = join(here, language);
  return new Map(
    readdirSync(folder).map((file) => {
      const content: unknown = JSON.parse(readFileSync(join(folder, file), "utf8"));
      return [file.replace(".json", ""), flatten("", content, new Map())];
    }),
  );
}

const chinese = readLanguage("zh-CN");
const english = readLanguage("en");
/** English has plural forms that Chinese lacks. */
function baseKeys(words: Words | undefined): string[] {
  return [
    ...new Set([...(words?.keys() ?? [])].map((key) => key.replace(/_(one|other)$/, ""))),
  ].sort();
}

test("both languages have the same namespaces and the same keys", () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  for (const [namespace, words] of chinese) {
    expect(baseKeys(english.get(namespace)), namespace).toEqual(baseKeys(words));
  }
});

test("no Chinese leaks into English and nothing is left empty", () => {
  for (const [namespace, words] of english) {
    for (const [key, text] of words) {
      expect(text, `${namespace}${key}`).not.toMatch(/[\u3400-\u9fff]/);
      expect(text.trim(), `${namespace}${key}`).not.toBe("");
    }
  }
  for (const [namespace, words] of chinese) {
    for (const [key, text] of words) expect(text.trim(), `${namespace}${key}`).not.toBe("");
  }
});

test("a sentence has the same blanks to fill in both languages", () => {
  const blanks = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name).sort();
  for (const [namespace, words] of chinese) {
    for (const [key, text] of words) {
      const translated =
        english.get(namespace)?.get(key) ?? english.get(namespace)?.get(`${key}_other`);
      if (translated === undefined) continue;
      expect([...new Set(blanks(translated))], `${namespace}${key}`).toEqual([
        ...new Set(blanks(text)),
      ]);
    }
  }
});

function sourceFiles(): string[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes(".test."),
  );
}

test("every key with a namespace that the code names exists", () => {
  const missing: string[] = [];
  for (const file of sourceFiles()) {
    const text = readFileSync(join(source, file), "utf8");
    for (const [, namespace = "", key] of text.matchAll(/["'`]([a-z-]+):([A-Za-z][\w.]*)["'`]/g)) {
      const words = chinese.get(namespace);
      const isKnown = !words || [...words.keys()].some((known) => known.startsWith(`.${key}`));
      if (!isKnown) missing.push(`${file}: ${namespace}:${key}`);
    }
  }
  expect(missing).toEqual([]);
});

/** npm scripts of the static gate, fastest first; `npm run check` and `npm test` run them all. */
export const CHECKS = ["check:lint", "check:types", "check:imports", "check:unused"];

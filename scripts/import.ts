// `npm run import -- manifest.json`: brings a real city in, through the running server or straight into the folder
// (DATA_DIR) or PostgreSQL (DATABASE_URL).
import { main } from "./import/main.ts";

main(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });

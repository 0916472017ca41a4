// Run by torn-folder.test.ts: opens the folder given, writes without end, says so, and is then killed.
import { openPglite } from "../../supabase/embedded/pglite-database.ts";

const [, , folder] = process.argv;
const db = await openPglite({ folder });
for (;;) {
  await db.exec("update public.people set name = name || '1' where length(name) < 70");
  console.log("wrote");
}

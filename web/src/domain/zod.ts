import { z } from "zod";

// zod probes `Function("")` when a schema is made, which a strict Content-Security-Policy refuses.
z.config({ jitless: true });

export { z };

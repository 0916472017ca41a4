import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const webRoot = fileURLToPath(new URL("./web", import.meta.url));

/** The font package names each subset as woff2 and woff; every browser we serve reads woff2. */
function onlyWoff2(): Plugin {
  return {
    name: "wangge:only-woff2",
    enforce: "pre",
    transform: {
      filter: { id: /@fontsource.*\.css/ },
      handler: (code) => code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, ""),
    },
  };
}

/** Where `npm run dev` finds the API: the address of a running server. */
const api = process.env.WANGGE_API;

export default defineConfig({
  root: webRoot,
  plugins: [onlyWoff2(), react()],
  worker: { format: "es" },
  html: { cspNonce: "__CSP_NONCE__" },
  server: api
    ? {
        proxy: Object.fromEntries(
          ["/rest", "/auth", "/storage", "/realtime", "/config.json", "/healthz"].map((path) => [
            path,
            { target: api, ws: path === "/realtime" },
          ]),
        ),
      }
    : {},
  build: {
    outDir: fileURLToPath(new URL("./dist", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    // Small fonts would become data: URIs, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // First, or Vite's preload helper lands in the map's chunk and every page loads all of it.
            { name: "vite-preload", test: /vite[\\/]preload-helper/, priority: 99 },
            {
              name: "maplibre",
              test: /node_modules[\\/](maplibre-gl|@maplibre)[\\/]/,
              priority: 20,
            },
            {
              name: "deck",
              test: /node_modules[\\/](@deck\.gl|@luma\.gl|@loaders\.gl|@math\.gl)[\\/]/,
              priority: 20,
            },
            {
              name: "react",
              test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
              priority: 15,
            },
            { name: "supabase", test: /node_modules[\\/]@supabase[\\/]/, priority: 15 },
            { name: "tanstack", test: /node_modules[\\/]@tanstack[\\/]/, priority: 15 },
            { name: "zod", test: /node_modules[\\/]zod[\\/]/, priority: 15 },
          ],
        },
      },
    },
  },
});

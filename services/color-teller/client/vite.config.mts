/** Builds the page into `dist/page`, where the server looks for it; `npm run dev` serves it with reload on change. */
import path from 'node:path';
import { defineConfig } from 'vite';

const folder = import.meta.dirname;

export default defineConfig({
  root: path.join(folder, 'page'),
  // Relative addresses, so that the page works under any path of a load balancer.
  base: './',
  build: {
    outDir: path.join(folder, 'dist/page'),
    emptyOutDir: true,
    // The Content-Security-Policy allows no data: URLs, so small files stay files.
    assetsInlineLimit: 0,
    // One script: nothing to preload.
    modulePreload: false,
  },
  server: { proxy: { '/gateway': 'http://localhost:3000' } },
});

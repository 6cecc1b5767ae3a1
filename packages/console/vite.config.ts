import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the API. */
const API = process.env.VIVAVOCE_URL ?? 'http://127.0.0.1:8080';

/** How the console is built, and served to those who work on it. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': API } },
});

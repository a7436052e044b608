import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The API writes a fresh value into every page it serves.
  html: { cspNonce: '__CSP_NONCE__' },
  server: { port: 3000, proxy: { '/api': 'http://127.0.0.1:5000' } },
  preview: { port: 3000, proxy: { '/api': 'http://127.0.0.1:5000' } },
  build: {
    target: 'es2023',
    manifest: true,
    // Only real files may be fonts and images: the policy names no data: fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Contract files declare values and do nothing else, so a page carries only the ones it names.
      treeshake: { moduleSideEffects: [{ test: /packages\/(contracts|scheduling)\//, sideEffects: false }] },
    },
  },
});

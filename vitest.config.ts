import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { testWorkers } from './scripts/lib/workers.js';

const RENDERER_SETUP = 'src/renderer/testing/setup.ts';

export default defineConfig({
  test: {
    // These end what hangs, and nothing else: no test depends on time, and beside other work each may take many times as
    // long as alone. What takes long is measured in bench/.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // By itself it leaves one core to others, which of two cores is half.
    maxWorkers: testWorkers(Math.max(2, availableParallelism() - 1)),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // Starting PGlite's WebAssembly anew for each file costs more than most files' tests.
          isolate: false,
          include: ['src/{contract,main,preload,server}/**/*.test.ts', 'scripts/**/*.test.js'],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          // A DOM and the modules anew for each file take three times as long as the tests: each test starts a scene of its own.
          isolate: false,
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          setupFiles: existsSync(RENDERER_SETUP) ? [RENDERER_SETUP] : [],
        },
      },
    ],
  },
});

export function memoryEnv(): NodeJS.ProcessEnv;

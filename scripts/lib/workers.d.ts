export function testWorkers(otherwise?: number, env?: NodeJS.ProcessEnv): number;

export function testWorkers(env?: Readonly<Record<string, string | undefined>>): number;

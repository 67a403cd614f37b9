export function sampleWorkspace(otherwise: string): Promise<string>;

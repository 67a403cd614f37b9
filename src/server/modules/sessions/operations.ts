import { createSession } from './create.ts';

export const sessionOperations = [createSession];

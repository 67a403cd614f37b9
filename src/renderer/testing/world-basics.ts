import { clock } from '../lib/clock.ts';
/** What all records of the world in memory are made with. */

export const NOW = clock.now();
export const DAY = 86_400_000;
export const at = (millis: number) => new Date(millis).toISOString().replace('Z', '000Z');
export const pick = <T>(list: readonly [T, ...T[]], index: number): T => list[index % list.length] ?? list[0];

export const LONG_NAME = 'Donaudampfschifffahrtsgesellschaftskapitaenswitwenverbandhaus';

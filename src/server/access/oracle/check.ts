import { parseArgs } from 'node:util';
import { clock } from '../../clock.ts';
import { findDifference } from './differences.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(clock.now() % 2 ** 31) },
  },
});
const [wanted, seed] = [Number(values.cases), Number(values.seed)];
const started = performance.now();
const { cases, allowed, difference } = findDifference(wanted, seed);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${cases} cases, ${allowed} of them allowed, seed ${seed}, ${seconds} s`);
console.log(difference === null ? 'The engine and Cedar agree on all of them.' : `They differ: ${difference}`);
process.exitCode = difference === null ? 0 : 1;

import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Estimating a text takes longer the longer it is, and nothing beyond this makes a strong one weak. */
const ESTIMATED = 100;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
const common = new Set(dictionary['passwords-common'].map((text) => text.toLowerCase()));

/** How hard a password is to guess, from 0 (at once) to 4, also by somebody who knows these words about its person. */
export const estimateStrength = (password: string, known: readonly string[]): number =>
  estimator.check(password.slice(0, ESTIMATED), [...known]).score;

/** Whether a text in lower case stands in the list of common passwords: the list that the server asks as well. */
export const isCommon = (text: string): boolean => common.has(text);

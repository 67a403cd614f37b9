import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';

const pick = (answer: AnswerOf<'keys.list'>) => answer.keys;

/** The person's tokens, newest first, never with their secrets. */
export const useTokens = () => useAllPages('keys.list', { params: { user_id: 'me' } }, pick);
